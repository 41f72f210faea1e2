"""What every test can ask for, and the rule that a skip for a missing browser or corpus fails where it is required."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

CHROMIUM = Path("/usr/bin/chromium")
REQUIRED = frozenset(os.environ.get("REPORTEDLY_REQUIRE", "").split())
"""Markers whose tests must run, not skip: CI sets ``browser corpus``."""


def corpora() -> Path:
    """The folder of shared data: ``REPORTEDLY_DATA``, by default ``../shared/data`` beside the checkout."""
    return Path(os.environ.get("REPORTEDLY_DATA", Path(__file__).parents[2] / "shared" / "data"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what the machine lacks, and say what; where it is required, let the test run and fail."""
    missing = {}
    if not CHROMIUM.exists():
        missing["browser"] = f"Chromium is missing at {CHROMIUM}: apt-get install chromium"
    if not corpora().is_dir():
        missing["corpus"] = f"the shared data folder is missing at {corpora()}: set REPORTEDLY_DATA"
    for item in items:
        for name, reason in missing.items():
            if item.get_closest_marker(name) and name not in REQUIRED:
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    """A test that skips itself for something required has failed."""
    outcome = yield
    report = outcome.get_result()
    needed = [name for name in REQUIRED if item.get_closest_marker(name)]
    if report.skipped and needed:
        report.outcome = "failed"
        report.longrepr = f"skipped although {', '.join(needed)} is required here: {report.longrepr}"
