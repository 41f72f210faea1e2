"""From any version of the schema to the present one, forward only, each step in a transaction of its own."""

from collections.abc import Callable

from reportedly.casefile import names
from reportedly.casefile.schema import APPLICATION_ID, VERSION_1
from reportedly.casefile.schema_2 import VERSION_2
from reportedly.casefile.store import Store

# Version 1 kept no spans beside a review: the statement's first and last place stand for them.
_PLACES = """INSERT INTO review_place (review, article, part, content, text_sha256)
    SELECT review.id, article.id, part, json_array(json_array(start, stop)), text_sha256 FROM review
    JOIN statement ON statement.id = target JOIN article ON article.number = statement.article
    WHERE target_kind = 'statement'"""


def first_light(store: Store) -> None:
    """0 → 1: all tables of the first release."""
    store.run(f"PRAGMA application_id = {APPLICATION_ID}")
    for statement in VERSION_1:
        store.run(statement)


def people_and_custody(store: Store) -> None:
    """1 → 2: undo, places of reviews, final views, holds and tombstones, keys of names, saved searches."""
    for statement in VERSION_2:
        store.run(statement)
    store.run(_PLACES)
    names.count_all(store)


MIGRATIONS: tuple[Callable[[Store], None], ...] = (first_light, people_and_custody)
"""Step ``n`` leads from version ``n`` to ``n + 1``; a released step is never edited."""


def present_version() -> int:
    """The version of the schema that this program writes."""
    return len(MIGRATIONS)


def version_of(store: Store) -> int:
    """The version of the schema in a file."""
    return int(store.value("PRAGMA user_version"))


def migrate(store: Store) -> None:
    """Bring a file to the present version. A kill leaves it at one of the versions on the way, whole."""
    while version_of(store) < present_version():
        with store.transaction():
            # Asked again under the lock: another process may have done the step while this one waited.
            version = version_of(store)
            if version < present_version():
                MIGRATIONS[version](store)
                store.run(f"PRAGMA user_version = {version + 1}")
