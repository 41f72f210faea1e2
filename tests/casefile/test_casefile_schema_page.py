"""docs/schema.md is what a casefile made now says of itself."""

from __future__ import annotations

import importlib.util
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_is_that_of_a_live_casefile() -> None:
    spec = importlib.util.spec_from_file_location("schema_page", DOCS / "schema.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    page = "\n".join(module.page()) + "\n"
    assert page == (DOCS / "schema.md").read_text("utf-8"), "python docs/schema.py > docs/schema.md"
    for table in (
        "### statement\n",
        "### review\n",
        "### final_statement\n",
        "### tombstone\n",
        "### statement_words\n",
    ):
        assert table in page
