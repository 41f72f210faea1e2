"""What a form or a key changes: POST only, checked, in one transaction of the casefile, then back to a page.

The guard lets an unsafe request in only from our own pages (:mod:`.guard`). A form without script is answered with
the address to go to (303), a script that asks for JSON with what was kept.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reportedly.casefile import Casefile
from reportedly.codec import encode
from reportedly.errors import InputError
from reportedly.web import addresses
from reportedly.web.screens import NAME_COOKIE, Opener, Screen, person

MOST_FIELDS = 100
"""Most fields of a form: our largest has under thirty."""

LONGEST_NAME = 80
"""Characters of a name to judge under."""

ONE_YEAR = 365 * 24 * 3600
"""Seconds for which a browser keeps the name."""


@dataclass(frozen=True, slots=True)
class Form:
    """What was sent: its fields (the last of each name), by whom, and when in UTC."""

    fields: dict[str, str]
    by: str
    at: str

    def __getitem__(self, name: str) -> str:
        """A field that has to be there; raises ``InputError``."""
        if name not in self.fields:
            raise InputError.expected("form", f"a field {name!r}", ", ".join(self.fields))
        return self.fields[name]

    def get(self, name: str) -> str:
        """A field without blanks around it, '' where it was not sent."""
        return self.fields.get(name, "").strip()

    @property
    def back(self) -> str:
        """The page of ours that the form was on."""
        return addresses.local(self.get("back"))


@dataclass(frozen=True, slots=True)
class Done:
    """What was kept, as plain values, and the address to go to."""

    twin: Any
    to: str


Act = Callable[[Form, Casefile], Done]
"""Changes the case as a form asks."""


def now() -> str:
    """This machine's clock, UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def wants_json(request: Request) -> bool:
    """Whether a script asks, rather than a form."""
    return "application/json" in request.headers.get("accept", "")


def acting(act: Act, writer: Opener) -> Callable[[Request], Awaitable[Response]]:
    """The route's function for an act; somebody has to be named first."""

    async def respond(request: Request) -> Response:
        fields, by = await sent(request), person(request)
        form = Form(fields, by, now())
        if not by:
            return _unnamed(request, form)
        done = await run_in_threadpool(_done, act, form, writer)
        if wants_json(request):
            return Response(encode(done.twin) + b"\n", media_type="application/json")
        return RedirectResponse(done.to, 303)

    return respond


def _done(act: Act, form: Form, writer: Opener) -> Done:
    with writer() as case:
        return act(form, case)


def _unnamed(request: Request, form: Form) -> Response:
    to = addresses.here("/name", back=form.back)
    if wants_json(request):
        return Response(encode({"error": "nobody is named", "to": to}) + b"\n", 409, None, "application/json")
    return RedirectResponse(to, 303)


async def sent(request: Request) -> dict[str, str]:
    """The fields of a form. Raises ``InputError`` for another kind of body; the guard bounds its length."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise InputError.expected("form", "application/x-www-form-urlencoded", kind)
    try:
        body = (await request.body()).decode("ascii")
        found = parse_qs(body, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise InputError(f"form: expected fields that can be understood, got: {error}") from error
    return {name: values[-1] for name, values in found.items()}


def name_page(request: Request, _: Casefile) -> Screen:
    """Under which name one judges."""
    back = addresses.local(request.query_params.get("back", "/review"))
    return Screen("name.html", {"back": back}, {"name": person(request)})


async def keep_name(request: Request) -> Response:
    """The browser keeps the name; the casefile hears of it with the first judgement."""
    fields = await sent(request)
    name = " ".join(fields.get("name", "").split())
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        raise InputError.expected("name", f"1 to {LONGEST_NAME} characters that can be printed", name)
    answer = RedirectResponse(addresses.local(fields.get("back", "/review")), 303)
    answer.set_cookie(NAME_COOKIE, quote(name, safe=""), max_age=ONE_YEAR, httponly=True, samesite="strict")
    return answer
