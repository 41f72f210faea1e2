"""Serving: loopback only, errors before anything is served."""

import socket
from pathlib import Path

import pytest
import uvicorn

from reportedly.errors import CasefileError, InputError
from reportedly.web.app import loopback, serve


@pytest.mark.parametrize(
    "host", ["0.0.0.0", "::", "192.168.1.4", "example.org", "", "127.0.0.1.example.org", "127.0.0.2"]
)
def test_a_host_that_is_not_loopback_is_refused(host: str, case_path: Path) -> None:
    with pytest.raises(InputError, match=r"host: expected 127\.0\.0\.1"):
        serve(case_path, host)


def test_loopback_by_its_names() -> None:
    assert [loopback(h) for h in ("127.0.0.1", "localhost", "::1", "[::1]")] == [
        "127.0.0.1",
        "127.0.0.1",
        "::1",
        "::1",
    ]


def test_a_casefile_that_is_missing_is_said_before_serving(tmp_path: Path) -> None:
    announced: list[str] = []
    with pytest.raises(CasefileError):
        serve(tmp_path / "none.db", announce=announced.append)
    assert announced == []


def test_a_port_that_is_taken_is_said(case_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(InputError, match="free port"):
        serve(case_path, port=taken.getsockname()[1])


def test_the_address_is_announced_once_it_listens(case_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    announced: list[str] = []
    reached: list[bool] = []

    def instead(self: uvicorn.Server, sockets: list[socket.socket]) -> None:
        with socket.create_connection(sockets[0].getsockname(), timeout=5):
            reached.append(True)
        assert announced == [f"http://127.0.0.1:{sockets[0].getsockname()[1]}/"]

    monkeypatch.setattr(uvicorn.Server, "run", instead)
    serve(case_path, port=0, announce=announced.append)
    assert reached == [True]
