"""The application: routes, errors as pages, and the server on loopback."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.convertors import Convertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from reportedly.casefile import Casefile, open_casefile
from reportedly.errors import BusyError, CasefileError, InputError, UnknownItemError
from reportedly.web import (
    acting,
    article_page,
    audit_page,
    edit_page,
    exports_page,
    pages,
    review_page,
    search_page,
)
from reportedly.web.guard import Guard
from reportedly.web.screens import As, Opener, Page, Screen, answer, endpoint

STATIC = Path(__file__).parent / "static"

DEFAULT_PORT = 8470
"""TCP port of the workbench; unassigned, easy to type."""

_STATUS: dict[type[Exception], tuple[int, str]] = {
    UnknownItemError: (404, "Not in this case"),
    InputError: (400, "This address cannot be understood"),
    BusyError: (503, "Another program is writing to the casefile"),
    CasefileError: (503, "The casefile cannot be read"),
}
_HTTP = {404: "No such page", 405: "This page cannot be asked so"}


class _AnyString(Convertor[str]):
    """An id in a path: any characters, line ends and slashes among them."""

    regex = "(?s:.+)"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("any", _AnyString())


class Workbench(Starlette):
    """Starlette with the guard outside everything, so that errors are guarded too."""

    def build_middleware_stack(self) -> ASGIApp:
        """The stack of Starlette inside the guard."""
        return Guard(super().build_middleware_stack())


def build_app(case_path: Path, opener: Opener | None = None) -> Workbench:
    """The workbench over one casefile, opened for each request: read-only but for acts; ``opener`` is put in place of both."""

    def reading() -> Casefile:
        return open_casefile(case_path, readonly=True)

    def writing() -> Casefile:
        return open_casefile(case_path)

    routes = [*_pages(opener or reading), *_acts(opener or reading, opener or writing)]
    return Workbench(
        routes=[*routes, Mount("/static", StaticFiles(directory=STATIC))], exception_handlers=_handlers()
    )


def _pages(opener: Opener) -> list[BaseRoute]:
    def page(path: str, of: Page, twin: str = "", forms: tuple[As, ...] = ("json",)) -> list[BaseRoute]:
        named = {form: f"{twin or path}.{form}" for form in forms}
        twins = [Route(at, endpoint(of, opener, form), methods=["GET"]) for form, at in named.items()]
        return [*twins, Route(path, endpoint(of, opener), methods=["GET"])]

    def listing(path: str, of: Page, twin: str = "") -> list[BaseRoute]:
        return page(path, of, twin, ("json", "csv"))

    return [
        *listing("/", pages.articles, "/articles"),
        *listing("/search", search_page.search),
        *listing("/stories", pages.stories),
        *listing("/problems", pages.problems),
        *listing("/review", review_page.review),
        *listing("/audit", audit_page.audit),
        *page("/exports", exports_page.exports),
        *page("/about", pages.about),
        *page("/name", acting.name_page),
        Route("/article/{id:any}", article_page.article(opener), methods=["GET"]),
        Route("/edit/{id:any}", endpoint(edit_page.edit, opener), methods=["GET"]),
        *page("/story/{id:any}", pages.story),
    ]


def _acts(opener: Opener, writer: Opener) -> list[BaseRoute]:
    acts: dict[str, acting.Act] = {
        "/review/judge": review_page.judge,
        "/review/undo": review_page.undo,
        "/review/edit": edit_page.keep,
        "/search/save": search_page.save,
        "/search/look": search_page.look,
        "/search/forget": search_page.forget,
    }
    return [
        Route("/name", acting.keep_name, methods=["POST"]),
        Route("/exports", exports_page.download(opener, writer), methods=["POST"]),
        *(Route(path, acting.acting(act, writer), methods=["POST"]) for path, act in acts.items()),
    ]


def _handlers() -> dict[type[Exception], Callable[[Request, Exception], Response]]:
    return {**dict.fromkeys(_STATUS, _ours), HTTPException: _http, Exception: _unforeseen}


def _ours(request: Request, error: Exception) -> Response:
    status, heading = next(_STATUS[kind] for kind in type(error).__mro__ if kind in _STATUS)
    return _error(request, status, heading, str(error))


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    heading = _HTTP.get(error.status_code, "This request cannot be answered")
    return _error(request, error.status_code, heading, f"{error.detail}: {request.url.path}")


def _unforeseen(request: Request, _: Exception) -> Response:
    return _error(request, 500, "The workbench failed here", "The terminal it was started from says more.")


def _error(request: Request, status: int, heading: str, message: str) -> Response:
    shown = {"heading": heading, "message": message, "status": status}
    twin = {"error": message, "status": status}
    machine = request.url.path.endswith((".json", ".csv")) or acting.wants_json(request)
    return answer(request, Screen("error.html", shown, twin, status), "json" if machine else "html")


def serve(
    case_path: Path,
    host: str = "127.0.0.1",
    port: int = DEFAULT_PORT,
    announce: Callable[[str], None] | None = None,
) -> None:
    """Serve the workbench until interrupted; ``announce`` is called with its address once it can be reached.

    ``port`` 0 takes any free one. Raises ``InputError`` for a host that is not loopback or a port that is taken,
    and ``CasefileError`` where the casefile cannot be opened, before anything is served.
    """
    import uvicorn

    address = loopback(host)
    open_casefile(case_path, readonly=True).close()
    with listen(address, port) as listening:
        config = uvicorn.Config(build_app(case_path), log_level="warning", server_header=False)
        name = f"[{address}]" if ":" in address else address
        if announce:
            announce(f"http://{name}:{listening.getsockname()[1]}/")
        uvicorn.Server(config).run(sockets=[listening])


def loopback(host: str) -> str:
    """The address of a loopback host; raises ``InputError`` for any other: a case is nobody else's to read."""
    if host == "localhost":
        return "127.0.0.1"
    try:
        address = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        raise InputError.expected("host", "127.0.0.1, ::1 or localhost", host) from None
    if str(address) not in ("127.0.0.1", "::1"):
        raise InputError.expected("host", "127.0.0.1, ::1 or localhost", host)
    return str(address)


def listen(address: str, port: int) -> socket.socket:
    """A listening socket on a loopback address; raises ``InputError`` where the port is taken.

    Without ``TCP_NODELAY``, which asyncio sets only on sockets of its own making, each page would wait 40 ms for
    the browser's delayed acknowledgement (measured on the page "about": 48 ms, 6 ms with it).
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        made = socket.create_server((address, port), family=family)
    except (OSError, OverflowError) as error:
        raise InputError.expected(f"port {port} on {address}", "a free port", str(error)) from error
    made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return made
