"""Who is answered, and what stands around every answer."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from conftest import serving
from reportedly.web.app import build_app
from reportedly.web.guard import HEADERS, MOST_BYTES, POLICY

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


OURS = {"sec-fetch-site": "same-origin"}
ACTS = (
    "/review/judge",
    "/review/undo",
    "/review/edit",
    "/search/save",
    "/search/look",
    "/search/forget",
    "/exports",
    "/name",
)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_pages_can_only_be_read(client: httpx.Client, method: str) -> None:
    for path in ("/", "/article/denial", "/audit", "/review"):
        assert client.request(method, path, headers=OURS, data={}).status_code == 405


@pytest.mark.parametrize("path", ACTS)
@pytest.mark.parametrize("site", [None, "cross-site", "same-site", "none", "same-origin, cross-site", ""])
def test_an_act_is_taken_from_our_own_pages_only(client: httpx.Client, path: str, site: str | None) -> None:
    # Kills: letting a request without the header pass, comparing by its beginning, guarding one route only.
    headers = {} if site is None else {"sec-fetch-site": site}
    answer = client.post(path, data={"name": "x"}, headers=headers)
    assert answer.status_code == 403
    assert answer.headers["content-security-policy"] == POLICY


@pytest.mark.parametrize("path", [path for path in ACTS if path not in ("/exports", "/name")])
def test_what_acts_cannot_be_asked_for_by_get(client: httpx.Client, path: str) -> None:
    assert client.get(path + "?statement=x&verdict=right").status_code == 405


def test_a_body_too_long_or_of_unknown_length_is_refused(client: httpx.Client) -> None:
    form = {**OURS, "content-type": "application/x-www-form-urlencoded"}
    assert client.post("/name", content=b"name=" + b"x" * MOST_BYTES, headers=form).status_code == 413
    assert client.post("/name", content=iter([b"name=x"]), headers=form).status_code == 411


def test_a_body_of_another_kind_is_refused(client: httpx.Client) -> None:
    for kind in ("application/json", "text/plain", "multipart/form-data; boundary=x"):
        answer = client.post("/name", content=b"name=x", headers={**OURS, "content-type": kind})
        assert answer.status_code == 400
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "back", ["//rebind.example/", "https://rebind.example/", "/\\rebind.example", "javascript:x", "/a\nb"]
)
def test_a_form_leads_back_to_our_own_pages_only(client: httpx.Client, back: str) -> None:
    answer = client.post("/name", data={"name": "Ada", "back": back}, headers=OURS)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_the_name_is_kept_in_a_cookie_that_no_script_and_no_other_site_gets(client: httpx.Client) -> None:
    answer = client.post("/name", data={"name": "  Ada  M. "}, headers=OURS)
    cookie = answer.headers["set-cookie"].lower()
    client.cookies.clear()
    assert cookie.startswith("reportedly-name=ada%20m.;")
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    for name in ("", " ", "x" * 81, "a\tb\x00"):
        assert client.post("/name", data={"name": name}, headers=OURS).status_code == 400
