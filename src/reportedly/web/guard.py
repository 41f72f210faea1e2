"""What stands around every answer: who may ask, and what a browser may do with what it gets.

A page on another site can reach a server on loopback through the user's browser, by a name that it lets point to
127.0.0.1 (DNS rebinding); such a request carries that name in ``Host``. So only our own names, with our own port,
are answered. The policy then forbids every source but this server (research/workbench.md § 6). What could change
something is answered only where the browser itself says that a page of ours asks (``Sec-Fetch-Site``, which no
script can set), and only with a body of known, bounded length.
"""

from __future__ import annotations

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""Content-Security-Policy: nothing inline, nothing from elsewhere, in no frame."""

HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}
"""Sent with every answer, errors among them. ``no-store``: a case leaves no copy in the browser's cache."""

NAMES = ("127.0.0.1", "localhost", "[::1]")
"""The names under which the workbench answers."""

SAFE = ("GET", "HEAD", "OPTIONS")
"""Methods that change nothing here; any other has to come from our own pages."""

MOST_BYTES = 64 * 1024
"""Largest body of a request: a form with a long comment and many places is under 8 KiB."""


class Guard:
    """ASGI application around another: answers our own names and pages only, with ``HEADERS`` on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One connection; anything but HTTP and the server's own start and stop is refused."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1003})
            return

        async def send_guarded(message: Message) -> None:
            await send(_guarded(message))

        answer = (_refusal(scope) if not _is_ours(scope) else _refused_method(scope)) or self._app
        await answer(scope, receive, send_guarded)


def _guarded(message: Message) -> Message:
    if message["type"] != "http.response.start":
        return message
    kept = [
        (name, value) for name, value in message.get("headers", ()) if name.decode().lower() not in HEADERS
    ]
    ours = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
    return {**message, "headers": kept + ours}


def _names(scope: Scope) -> frozenset[str]:
    port = (scope.get("server") or ("", 0))[1]
    return frozenset(f"{name}:{port}" for name in NAMES) | frozenset(NAMES if port == 80 else ())


def _values(scope: Scope, header: bytes) -> list[str]:
    return [value.decode("latin-1").lower() for name, value in scope["headers"] if name == header]


def _is_ours(scope: Scope) -> bool:
    hosts = _values(scope, b"host")
    return len(hosts) == 1 and hosts[0] in _names(scope)


def _refused_method(scope: Scope) -> ASGIApp | None:
    """Why a request that could change something is not answered, ``None`` where it is."""
    if scope["method"] in SAFE:
        return None
    if _values(scope, b"sec-fetch-site") != ["same-origin"]:
        told = "Changes are taken from the workbench's own pages only, opened in a browser (Sec-Fetch-Site: same-origin)."
        return PlainTextResponse(f"{told}\n", status_code=403)
    lengths = _values(scope, b"content-length") or ["0"]  # no length, no body (RFC 9112 § 6.3)
    if len(lengths) != 1 or not lengths[0].isdecimal() or _values(scope, b"transfer-encoding"):
        return PlainTextResponse("Expected a body whose length is said.\n", status_code=411)
    if int(lengths[0]) > MOST_BYTES:
        return PlainTextResponse(f"Expected at most {MOST_BYTES:,} bytes.\n", status_code=413)
    return None


def _refusal(scope: Scope) -> ASGIApp:
    shown = ", ".join(f"http://{name}/" for name in sorted(_names(scope)))
    return PlainTextResponse(f"The workbench answers under its own address only: {shown}\n", status_code=400)
