"""A casefile with the invented case, a client for its workbench, and a real server and browser."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import invented_case
import pytest
import uvicorn
from starlette.types import ASGIApp

from reportedly.casefile import create_casefile
from reportedly.web.app import build_app, listen

CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture(scope="session")
def case_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("case") / "case.db"
    with create_casefile(path) as case:
        for article, reading in invented_case.articles():
            assert case.add(article, reading) == "new"
        case.store_comparison(invented_case.comparison())
        for problem in invented_case.PROBLEMS:
            case.add_problem(problem)
    return path


@contextmanager
def serving(app: ASGIApp) -> Iterator[str]:
    """Address of an application on a free port of loopback."""
    with listen("127.0.0.1", 0) as listening:
        served = uvicorn.Server(uvicorn.Config(app, log_level="critical"))
        thread = threading.Thread(target=served.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            served.should_exit = True
            thread.join()


@pytest.fixture(scope="session")
def server(case_path: Path) -> Iterator[str]:
    """Address of a workbench over the invented case."""
    with serving(build_app(case_path)) as address:
        yield address


@pytest.fixture(scope="session")
def client(server: str) -> Iterator[httpx.Client]:
    """A client of that workbench; a server of its own rather than Starlette's stand-in, as browsers meet it."""
    with httpx.Client(base_url=server, trust_env=False, timeout=30) as made:
        yield made


@pytest.fixture
def own_path(case_path: Path, tmp_path: Path) -> Path:
    """A casefile of one's own with the invented case, to write to."""
    return Path(shutil.copy(case_path, tmp_path / "own.db"))


@pytest.fixture
def own_server(own_path: Path) -> Iterator[str]:
    """Address of a workbench over it."""
    with serving(build_app(own_path)) as address:
        yield address


@pytest.fixture
def ada(own_server: str) -> Iterator[httpx.Client]:
    """A client of that workbench who has said her name, as a browser on one of our own pages asks."""
    headers = {"sec-fetch-site": "same-origin"}
    with httpx.Client(base_url=own_server, trust_env=False, timeout=30, headers=headers) as made:
        assert made.post("/name", data={"name": "Ada M."}).status_code == 303
        yield made
