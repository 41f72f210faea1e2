"""Dates, figures and an event of the invented wire story."""

from typing import Any

import factory
from reportedly.record import Entity, Event, Figure, Statement, When


def of_wire(text: str, shelled: Statement) -> dict[str, Any]:
    """The fields of its reading that hold them; ``shelled`` is the statement that the event stands in."""

    def when(words: str, edtf: str, earliest: str | None, latest: str | None, anchor: Any) -> When:
        return When(factory.span(text, words), "text", edtf, earliest, latest, anchor)

    event = Event(
        "ev1",
        factory.span(text, "shelled"),
        "shelled",
        factory.span(text, "the east bank"),
        factory.span(text, "shortly before dawn"),
        ("e1",),
        (shelled.id,),
    )
    return {
        "entities": (Entity("e1", "Tosven command", "organisation"),),
        "dates": (
            when("March 14", "2031-03-14", "2031-03-14", "2031-03-14", "published"),
            when("in the night to Sunday", "2031-03-08/2031-03-09", "2031-03-08", "2031-03-09", "dateline"),
            when("weeks old", "", None, None, "none"),
        ),
        "figures": (
            Figure(factory.span(text, "eleven impacts"), "text", 11.0, 11.0, 11.0, "impacts", False),
            Figure(factory.span(text, "about 4,000 vehicles"), "text", 4000.0, None, None, "vehicles", True),
        ),
        "events": (event,),
    }
