"""Who is answered, and what stands around every answer."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from conftest import serving
from reportedly.web.app import build_app
from reportedly.web.guard import HEADERS, POLICY

EVERY_KIND = [
    "/",
    "/articles.json",
    "/search?q=bridge",
    "/search?q=nosuchfield:x",
    "/article/nope",
    "/article/nope.json",
    "/nowhere",
    "/static/base.css",
    "/static/nothing.css",
    "/?limit=many",
]


@pytest.mark.parametrize("path", EVERY_KIND)
def test_every_answer_carries_every_header_once(client: httpx.Client, path: str) -> None:
    # Kills: headers set by a middleware inside the error handling, or by the page function.
    headers = client.get(path).headers
    assert {name: headers.get_list(name) for name in HEADERS} == {n: [v] for n, v in HEADERS.items()}


def test_a_failure_of_ours_carries_them_too_and_shows_no_inner_life() -> None:
    def broken() -> Any:
        raise ZeroDivisionError("secret path /home/somebody")

    with serving(build_app(Path("unused"), opener=broken)) as address:
        answer = httpx.get(address, trust_env=False)
    assert answer.status_code == 500
    assert answer.headers["content-security-policy"] == POLICY
    assert "secret" not in answer.text


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    assert POLICY.startswith("default-src 'none'")
    assert not any(word in POLICY for word in ("unsafe", "http", "data:", "blob:", "*"))


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]", "LOCALHOST"])
def test_our_own_names_are_answered(client: httpx.Client, name: str) -> None:
    assert client.get("/", headers={"host": f"{name}:{client.base_url.port}"}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "rebind.example:{port}",
        "127.0.0.1",
        "127.0.0.1:80",
        "127.0.0.1:1{port}",
        "localhost.rebind.example:{port}",
        "127.0.0.1:{port}.rebind.example",
        "user@127.0.0.1:{port}",
        "127.0.0.2:{port}",
        "0.0.0.0:{port}",
    ],
)
def test_any_other_host_is_refused(client: httpx.Client, host: str) -> None:
    # Kills: comparing the name without its port, or by its beginning or end.
    answer = client.get("/", headers={"host": host.format(port=client.base_url.port)})
    assert answer.status_code == 400
    assert "own address" in answer.text
    assert answer.headers["content-security-policy"] == POLICY


@pytest.mark.parametrize("hosts", [[], [b"127.0.0.1:9", b"rebind.example"], [b""], [b"\xff:9"]])
def test_no_host_or_two_are_refused(hosts: list[bytes]) -> None:
    assert _status_of(hosts) == 400


def test_one_host_of_ours_is_answered_without_a_server_around() -> None:
    assert _status_of([b"127.0.0.1:9"]) == 404


def _status_of(hosts: list[bytes]) -> int:
    """The status that the bare application gives to a request with these ``Host`` headers, on port 9."""
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": b""}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": "/nowhere",
        "query_string": b"",
        "server": ("127.0.0.1", 9),
    }
    scope["headers"] = [(b"host", host) for host in hosts]
    with ThreadPoolExecutor(1) as elsewhere:  # the browser's driver has a loop running in this thread
        elsewhere.submit(lambda: asyncio.run(build_app(Path("unused"))(scope, receive, send))).result()
    return int(sent[0]["status"])


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_pages_can_only_be_read(client: httpx.Client, method: str) -> None:
    assert client.request(method, "/").status_code == 405
    assert client.request(method, "/article/denial").status_code == 405
