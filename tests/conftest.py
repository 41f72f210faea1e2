"""What every test can ask for, and the rule that a skip for a missing browser or corpus fails where it is required."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

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


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium, without what would ask anything of the network by itself."""
    if not CHROMIUM.exists():
        pytest.skip(f"needs Chromium at {CHROMIUM}")
    quiet = ["background-networking", "component-update", "gpu", "sync"]
    args = ["--no-sandbox", "--no-first-run", *(f"--disable-{name}" for name in quiet)]
    return {**browser_type_launch_args, "executable_path": str(CHROMIUM), "args": args}
