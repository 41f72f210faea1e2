"""An invented dispute for the pages: a wire story, two copies, an interview relayed twice, a denial, odd scripts.

Names of parties, outlets and people are made up. ``HOSTILE`` and ``ODD`` hold what must stay inert or exact.
"""

from typing import Any

import invented_facts

import factory
from reportedly.record import (
    Article,
    Comparison,
    Credit,
    Evidence,
    Gap,
    Origin,
    Passage,
    Problem,
    Reading,
    Relay,
    Span,
    Story,
    Tie,
)

WIRE_TEXT = """ORSHA, March 14 (Vesta) - The road bridge over the Sel was damaged in the night to Sunday and is closed to traffic.

Defence Minister Iva Dorn said the bridge had been shelled from the east bank shortly before dawn. "We counted eleven impacts, and every one of them came from across the river," she told reporters in Orsha.

The Tosven command denied that its units had fired on the bridge. Colonel Radan Mirek said his soldiers had been ordered to hold their positions, and that he had been told by villagers that the damage was weeks old.

Traffic has been turned back at Lower Sel since Sunday morning. The bridge carries about 4,000 vehicles a day.

Residents reported hearing several explosions after four o'clock. One of them, who asked not to be named, said windows had been broken along the quay.

The observers' mission would not comment. It is expected to visit the site on Tuesday, according to a person familiar with its plans.
"""

COPY_TEXT = WIRE_TEXT.split("\n", 2)[2].replace(
    "The observers' mission would not comment.", "Observers declined to comment."
)

INTERVIEW_TEXT = """In an interview with the paper La Voce del Lago, President Anton Kelmar's adviser Lena Ott called for a new round of talks, the agency Vesta reports.

"Nobody has won anything at this river," Ott told La Voce del Lago. She believes that a corridor for civilians could be agreed within days.

According to Ott, both sides had promised in January to keep heavy weapons twenty kilometres from the Sel.
"""

ODD_TEXT = (
    "На мосту тихо, сказал Мірек. 👩‍👩‍👧 Ott wrote: “The cafe\u0301 by the bridge is open 😀🇸🇪 again.”\r\n"
    "Mirek said: «Мост\u0301 цел»."
)

HOSTILE = "<script>document.title='owned'</script><img src=x onerror=alert(1)>\"'&{{7*7}}"


def _wire() -> tuple[Article, Reading]:
    a = factory.article(
        WIRE_TEXT,
        id="abp:wire/0314",
        outlet="The Kelmar Courier",
        title="Minister says Orsha bridge was shelled from the east bank",
        published="2031-03-14",
        byline="By our own correspondent",
    )
    dorn = factory.speaker("Iva Dorn", id="p1", title="Defence Minister", affiliation="Kelmar government")
    command = factory.speaker("Tosven command", id="p2", kind="organisation")
    mirek = factory.speaker("Radan Mirek", id="p3", title="Colonel", affiliation="Tosven command")
    villagers = factory.speaker("villagers", id="p4", kind="group")
    residents = factory.speaker("Residents", id="p5", kind="group")
    mission = factory.speaker("observers' mission", id="p6", kind="organisation")
    unnamed = factory.speaker("a person familiar with its plans", id="p7", kind="unnamed", protected=True)
    way = (Relay("Vesta", "inherited"), Relay("The Kelmar Courier", "explicit"))

    def said(*args: Any, **kwargs: Any) -> Any:
        return factory.statement(a, *args, **{"relays": way, **kwargs})

    own = factory.statement(
        a, "The road bridge over the Sel was damaged in the night to Sunday and is closed to traffic."
    )
    title = factory.statement(
        a,
        "Orsha bridge was shelled from the east bank",
        cue="says",
        source="Minister",
        part="title",
        speaker="p1",
        resolution="resolved",
    )
    shelled = said(
        "the bridge had been shelled from the east bank shortly before dawn",
        cue="said",
        source="Defence Minister Iva Dorn",
        speaker="p1",
        stance="accuses",
    )
    counted = said(
        '"We counted eleven impacts, and every one of them came from across the river,"',
        cue="told reporters in Orsha",
        source=factory.span(WIRE_TEXT, "she", 2),
        speaker="p1",
        resolution="resolved",
        form="direct",
    )
    denied = said(
        "that its units had fired on the bridge",
        cue="denied",
        source="The Tosven command",
        speaker="p2",
        stance="denies",
    )
    second_said = factory.span(WIRE_TEXT, "said", 2)
    outer = said(
        (
            "his soldiers had been ordered to hold their positions",
            "that he had been told by villagers that the damage was weeks old",
        ),
        cue=second_said,
        source="Colonel Radan Mirek",
        speaker="p3",
    )
    inner = said(
        "that the damage was weeks old",
        cue=factory.span(WIRE_TEXT, "told", 2),
        source="villagers",
        speaker="p4",
        parent=outer.id,
    )
    own2 = factory.statement(a, "Traffic has been turned back at Lower Sel since Sunday morning.")
    own3 = factory.statement(a, "The bridge carries about 4,000 vehicles a day.")
    heard = said(
        "hearing several explosions after four o'clock", cue="reported", source="Residents", speaker="p5"
    )
    windows = said(
        "windows had been broken along the quay",
        cue=factory.span(WIRE_TEXT, "said", 3),
        source="One of them, who asked not to be named,",
        resolution="unresolved",
    )
    silent = said(
        "comment",
        cue="would not comment",
        source="The observers' mission",
        speaker="p6",
        kind="no_comment",
        topic_only=True,
    )
    visit = said(
        "It is expected to visit the site on Tuesday",
        cue="according to",
        source="a person familiar with its plans",
        speaker="p7",
        kind="belief",
        inferred=True,
        evidence=Evidence(rule="according-to/1", score=0.82, alternatives=("observers' mission",)),
    )
    statements = (
        title,
        own,
        shelled,
        counted,
        denied,
        outer,
        inner,
        own2,
        own3,
        heard,
        windows,
        silent,
        visit,
    )
    return a, factory.reading(
        a,
        *statements,
        speakers=(dorn, command, mirek, villagers, residents, mission, unnamed),
        credits=(
            Credit(
                "dateline",
                factory.span(WIRE_TEXT, "ORSHA, March 14 (Vesta)"),
                "Vesta",
                "Orsha",
                "2031-03-14",
                Evidence(rule="dateline/1"),
            ),
        ),
        gaps=(
            Gap(
                factory.span(WIRE_TEXT, "One of them"),
                "text",
                "Who is “One of them”?",
                ("a resident of Orsha", "a villager"),
            ),
        ),
        **invented_facts.of_wire(WIRE_TEXT, shelled),
    )


def _copy(id: str, outlet: str, published: str) -> tuple[Article, Reading]:
    a = factory.article(
        COPY_TEXT,
        id=id,
        outlet=outlet,
        title="Orsha bridge closed after night of shelling",
        published=published,
    )
    dorn = factory.speaker("Iva Dorn", id="p1", title="Defence Minister")
    s = factory.statement(
        a,
        "the bridge had been shelled from the east bank shortly before dawn",
        cue="said",
        source="Defence Minister Iva Dorn",
        speaker="p1",
        stance="accuses",
        relays=(Relay(None, "inferred"), Relay(outlet, "explicit")),
    )
    return a, factory.reading(a, s, speakers=(dorn,))


def _interview() -> tuple[Article, Reading]:
    a = factory.article(
        INTERVIEW_TEXT,
        id="interview-7",
        outlet="Morning Post of Lower Sel",
        title="Kelmar adviser wants new talks, paper says",
        published="2031-03-16T08:20:00Z",
    )
    ott = factory.speaker("Lena Ott", id="p1", title="adviser", affiliation="President Anton Kelmar")
    way = (
        Relay("La Voce del Lago", "explicit"),
        Relay("Vesta", "explicit"),
        Relay("Morning Post of Lower Sel", "explicit"),
    )
    first = factory.statement(
        a,
        "a new round of talks",
        cue="called for",
        source="President Anton Kelmar's adviser Lena Ott",
        speaker="p1",
        stance="asks",
        relays=way,
    )
    quote = factory.statement(
        a,
        '"Nobody has won anything at this river,"',
        cue=factory.span(INTERVIEW_TEXT, "told"),
        source=factory.span(INTERVIEW_TEXT, "Ott", 2),
        speaker="p1",
        form="direct",
        relays=way,
    )
    belief = factory.statement(
        a,
        "that a corridor for civilians could be agreed within days",
        cue="believes",
        source="She",
        speaker="p1",
        resolution="resolved",
        kind="belief",
        relays=(Relay("La Voce del Lago", "inferred"), *way[1:]),
    )
    promised = factory.statement(
        a,
        "both sides had promised in January to keep heavy weapons twenty kilometres from the Sel",
        cue="According to",
        source=factory.span(INTERVIEW_TEXT, "Ott", 3),
        speaker="p1",
        stance="recalls",
        relays=(Relay("La Voce del Lago", "inherited"), *way[1:]),
    )
    return a, factory.reading(a, first, quote, belief, promised, speakers=(ott,))


def _odd() -> tuple[Article, Reading]:
    a = factory.article(
        ODD_TEXT,
        id="стрічка/№ 5?#%2F..",
        outlet="صوت النهر",
        title="Міст 👩‍👩‍👧 “cafe\u0301”",
        published="2031-03-17",
    )
    s1 = factory.statement(a, "На мосту тихо", cue="сказал", source="Мірек", speaker="p1")
    s2 = factory.statement(
        a,
        "“The cafe\u0301 by the bridge is open 😀🇸🇪 again.”",
        cue="wrote",
        source="Ott",
        speaker="p2",
        form="direct",
    )
    s3 = factory.statement(a, "«Мост\u0301 цел»", cue="said", source="Mirek", speaker="p1", form="direct")
    return a, factory.reading(
        a, s1, s2, s3, speakers=(factory.speaker("Мірек", id="p1"), factory.speaker("لينا أوت", id="p2"))
    )


def _hostile() -> tuple[Article, Reading]:
    text = f"Before {HOSTILE} after. Dorn said {HOSTILE} again."
    a = Article.from_text(
        text,
        id=HOSTILE,
        title=HOSTILE,
        outlet=HOSTILE,
        byline=HOSTILE,
        published=HOSTILE,
        url=HOSTILE,
        language=HOSTILE,
    )
    s = factory.statement(
        a,
        factory.span(text, HOSTILE, 2),
        cue="said",
        source="Dorn",
        speaker="p1",
        relays=(Relay(HOSTILE, "explicit"),),
        evidence=Evidence(rule=HOSTILE, alternatives=(HOSTILE,)),
    )
    return a, factory.reading(
        a,
        s,
        speakers=(factory.speaker(HOSTILE, id="p1", title=HOSTILE, affiliation=HOSTILE),),
        gaps=(Gap(Span(0, 6), "text", HOSTILE, (HOSTILE,)),),
        problems=(Problem("read", HOSTILE, HOSTILE, HOSTILE),),
        credits=(Credit("wire", Span(0, 6), HOSTILE, HOSTILE, HOSTILE),),
    )


def articles() -> list[tuple[Article, Reading | None]]:
    """The articles of the case with their readings; the last has not been read."""
    denial = factory.article(
        "Tosven's foreign office rejected the account as it had been given in Kelmar.",
        id="denial",
        outlet="Tosven Dispatch",
        title="Tosven rejects account of bridge damage",
        published="2031-03-15",
    )
    rejected = factory.statement(
        denial,
        "the account as it had been given in Kelmar",
        cue="rejected",
        source="Tosven's foreign office",
        speaker="p1",
        stance="denies",
    )
    office = factory.speaker("Tosven's foreign office", id="p1", kind="organisation")
    unread = factory.article("Nothing read here yet.", id="unread.json", outlet="Harbour Daily")
    return [
        _wire(),
        _copy("copy-1", "Harbour Daily", "2031-03-14"),
        _copy("copy-2", "Sel Valley Gazette", "2031-03-15"),
        _interview(),
        (denial, factory.reading(denial, rejected, speakers=(office,))),
        _odd(),
        _hostile(),
        (unread, None),
    ]


def comparison() -> Comparison:
    """What hangs together: the wire story and its two copies."""
    shared = COPY_TEXT[: COPY_TEXT.index("Observers declined")]
    here = factory.span(WIRE_TEXT, shared)
    passages = tuple(
        Passage("abp:wire/0314", copy, here, Span(0, len(shared)), 1.0, True, 0.1)
        for copy in ("copy-1", "copy-2")
    )
    both = Passage("copy-1", "copy-2", Span(0, len(COPY_TEXT)), Span(0, len(COPY_TEXT)), 1.0, True, 0.1)
    credit = Evidence(rule="wire-credit/1", score=0.9)
    ties = (
        Tie("abp:wire/0314", "copy-1", "copy", 0.86, 0.97, 0.84, "a_to_b", credit),
        Tie("abp:wire/0314", "copy-2", "copy", 0.86, 0.97, 0.84, "a_to_b", credit),
        Tie("copy-1", "copy-2", "copy", 1.0, 1.0, 1.0, "common_origin", credit),
    )
    quoted = Tie("denial", "abp:wire/0314", "shared_quotation", 0.0, 0.02, 0.01, "unknown")
    loose = Tie("abp:wire/0314", "interview-7", "none", 0.01, 0.01, 0.0, "unknown")
    ids = ("abp:wire/0314", "copy-1", "copy-2")
    origin = Origin("o1", ids, "Vesta", "2031-03-14", credit)
    story = Story("story-1", ids, (origin,), 1, "one wire credit (Vesta); no other text found", 1)
    return Comparison(passages=(*passages, both), ties=(*ties, quoted, loose), stories=(story,))


PROBLEMS = (
    Problem("acquire", "encoding", "notes.bin: expected UTF-8 text, got bytes that are not", "notes.bin"),
    Problem("acquire", HOSTILE, HOSTILE, HOSTILE),
)
