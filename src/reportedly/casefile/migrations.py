"""From any version of the schema to the present one, forward only, each step in a transaction of its own."""

from collections.abc import Callable

from reportedly.casefile.schema import APPLICATION_ID, VERSION_1
from reportedly.casefile.store import Store


def first_light(store: Store) -> None:
    """0 → 1: all tables of the first release."""
    store.run(f"PRAGMA application_id = {APPLICATION_ID}")
    for statement in VERSION_1:
        store.run(statement)


MIGRATIONS: tuple[Callable[[Store], None], ...] = (first_light,)
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
