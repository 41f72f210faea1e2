"""Who says what, pattern by pattern: (source, cue, content) as the words that stand there."""

import pytest
from reading_words import attributed, reading_of, said, words

PATTERNS = {
    "clause": ("Mara Delk said the road was closed.", [("Mara Delk", "said", "the road was closed")]),
    "that": ("The ministry said on Tuesday that the road was closed.", [("The ministry", "said", "that the road was closed")]),
    "auxiliary": ("Mara Delk has repeatedly said that it is closed.", [("Mara Delk", "has repeatedly said", "that it is closed")]),
    "told reporters that": ("Mara Delk told reporters that the road was closed.", [("Mara Delk", "told", "that the road was closed")]),
    "told, no that": ("Mara Delk told the council the road was closed.", [("Mara Delk", "told", "the road was closed")]),
    "fronted direct": ("“The road is closed,” Mara Delk said.", [("Mara Delk", "said", "“The road is closed,”")]),
    "fronted indirect": ("The road was closed, the ministry said.", [("the ministry", "said", "The road was closed")]),
    "fronted, told": ("The road was closed, Mara Delk told reporters.", [("Mara Delk", "told", "The road was closed")]),
    "inverted": ("“The road is closed,” said Mara Delk, head of the Corvan Institute.", [("Mara Delk, head of the Corvan Institute", "said", "“The road is closed,”")]),
    "inverted question": ("“Why is the road closed?” asked Mara Delk.", [("Mara Delk", "asked", "“Why is the road closed?”")]),
    "split": ("“It is closed,” Mara Delk said. “It stays closed.”", [("Mara Delk", "said", "“It is closed,” … “It stays closed.”")]),
    "split inside": ("“It is closed,” she said, “and it stays closed.”", [("she", "said", "“It is closed,” … “and it stays closed.”")]),
    "nothing after the quotation": ("“It is closed,” he said, “by snow,” and left.", [("he", "said", "“It is closed,” … “by snow,”")]),
    "in the middle": ("The road, Mara Delk said, is closed.", [("Mara Delk", "said", "The road … is closed")]),
    "according to, front": ("According to Mara Delk, the road was closed.", [("Mara Delk", "According to", "the road was closed")]),
    "according to, back": ("The road was closed, according to the ministry.", [("the ministry", "according to", "The road was closed")]),
    "according to in a relative clause": ("Delk counted those who, according to the ministry, had left.", [("the ministry", "according to", "had left")]),
    "coordinated": ("Mara Delk said that it was closed and added that it would open.", [("Mara Delk", "said", "that it was closed"), ("Mara Delk", "added", "that it would open")]),
    "two speakers": ("Mara Delk said it was closed, and the mayor warned that it would stay so.", [("Mara Delk", "said", "it was closed"), ("the mayor", "warned", "that it would stay so")]),
    "participle in front": ("Noting that the road was closed, Mara Delk urged drivers to wait.", [("Mara Delk", "Noting", "that the road was closed"), ("Mara Delk", "urged", "to wait")]),
    "participle behind": ("Mara Delk denied the report, insisting that the road was open.", [("Mara Delk", "denied", "the report"), ("Mara Delk", "insisting", "that the road was open")]),
    "participle behind a plain verb": ("Mara Delk opened the session, stressing that the road was closed.", [("Mara Delk", "stressing", "that the road was closed")]),
    "passive": ("It was reported that the road was closed.", [("", "was reported", "that the road was closed")]),
    "passive with a subject": ("The mayor is said to have closed the road.", [("", "is said", "The mayor … to have closed the road")]),
    "colon": ("Mara Delk: “The road is closed.”", [("Mara Delk", ":", "“The road is closed.”")]),
    "denies": ("Mara Delk denied that the road was closed.", [("Mara Delk", "denied", "that the road was closed")]),
    "denies, with a setting": ("Mara Delk denied on Tuesday that it was closed.", [("Mara Delk", "denied", "that it was closed")]),
    "dismisses": ("Mara Delk dismissed the report as nonsense.", [("Mara Delk", "dismissed", "the report as nonsense")]),
    "accuses": ("Mara Delk accused the company of closing the road.", [("Mara Delk", "accused", "the company of closing the road")]),
    "charges": ("The deputy minister charged that the company had closed it.", [("The deputy minister", "charged", "that the company had closed it")]),
    "declines to comment": ("The company declined to comment.", [("The company", "declined", "to comment")]),
    "declines to say": ("The company declined to say whether it was closed.", [("The company", "declined to say", "whether it was closed")]),
    "asks whether": ("Mara Delk asked whether the road was closed.", [("Mara Delk", "asked", "whether the road was closed")]),
    "asks to": ("Mara Delk asked the company to open the road.", [("Mara Delk", "asked", "to open the road")]),
    "apposition": ("Mara Delk, head of the Corvan Institute, said it was closed.", [("Mara Delk, head of the Corvan Institute", "said", "it was closed")]),
    "age": ("Mara Delk, 41, who lives there, said it was closed.", [("Mara Delk, 41, who lives there", "said", "it was closed")]),
    "lead left out": ("Last month its mayor, Aldo Ferr, said it was closed.", [("its mayor, Aldo Ferr", "said", "it was closed")]),
    "place left out": ("In Tarsel, spokeswoman Ilse Morn said it was closed.", [("spokeswoman Ilse Morn", "said", "it was closed")]),
    "quoted as saying": ("Mara Delk was quoted as saying that it was closed.", [("Mara Delk", "saying", "that it was closed")]),
    "quotation left open": ("“It is closed and stays so, she told Radio Odrel.", [("she", "told", "“It is closed and stays so,")]),
    "joint": ("Both sides accused each other of closing the road.", [("Both sides", "accused", "each other of closing the road")]),
    "decomposed letters": ("Zdena Ru\u0301mec denied the report.", [("Zdena Ru\u0301mec", "denied", "the report")]),
}  # fmt: skip
"""Name of the pattern → sentence and what is read in it."""


@pytest.mark.parametrize("pattern", PATTERNS)
def test_pattern(pattern: str) -> None:
    sentence, expected = PATTERNS[pattern]
    assert said(sentence) == expected


NO_STATEMENTS = {
    "abstract subject": "This support underscored the need for a road.",
    "an event": "The hearing underscored the distance between the two capitals.",
    "scare quotes": "The so-called “Road of Peace” was closed on Tuesday.",
    "titles": "The festival “Rivers of the North” opened with the play “The Long Road”.",
    "nouns": "The reports on the claims were closed after the first call of the day.",
    "counted nouns": "Five questions about the dam were put to the council.",
    "kinship": "Edvar Lunt, a surgeon, is not related to the governor.",
    "label": "Photo: Damage on the road",
    "credit line": "Handout: The ministry",
    "portrait": "President Delk: a portrait",
    "nothing said": "The road is closed.",
}


@pytest.mark.parametrize("case", NO_STATEMENTS)
def test_nobody_is_given_for_what_nobody_said(case: str) -> None:
    assert said(NO_STATEMENTS[case]) == []


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Road closed, minister says", [("minister", "says", "Road closed")]),
        ("Road closed, minister tells paper", [("minister", "tells", "Road closed")]),
        ("Minister: Road closed", [("Minister", ":", "Road closed")]),
        ("Delk denies closing road", [("Delk", "denies", "closing road")]),
        ("Road closed until spring", []),
    ],
)
def test_headlines(title: str, expected: list[tuple[str, str, str]]) -> None:
    assert said("The road is long.", title) == expected


@pytest.mark.parametrize(
    ("sentence", "stance", "kind", "topic_only"),
    [
        ("Mara Delk said it was closed.", "asserts", "statement", False),
        ("Mara Delk denied it was closed.", "denies", "statement", False),
        ("Mara Delk did not deny that it was closed.", "asserts", "no_comment", False),
        ("Mara Delk rejected a call for talks.", "asserts", "statement", False),
        ("Mara Delk rejected the accusation.", "denies", "statement", False),
        ("Mara Delk accused the firm of it.", "accuses", "statement", False),
        ("Mara Delk alleged that it was closed.", "alleges", "statement", False),
        ("Mara Delk promised to open it.", "promises", "statement", False),
        ("Mara Delk recalled that it was closed.", "recalls", "statement", False),
        ("Mara Delk confirmed that it was closed.", "confirms", "statement", False),
        ("Mara Delk asked whether it was closed.", "asks", "question", False),
        ("Mara Delk urged the firm to open it.", "asks", "statement", False),
        ("Mara Delk believes that it is closed.", "asserts", "belief", False),
        ("Mara Delk declined to comment.", "asserts", "no_comment", False),
        ("Mara Delk addressed the closing of the road.", "asserts", "statement", True),
        ("Mara Delk discussed how it was closed.", "asserts", "statement", False),
    ],
)
def test_what_the_wording_does(sentence: str, stance: str, kind: str, topic_only: bool) -> None:
    (statement,) = attributed(reading_of(sentence)[1])
    assert (statement.stance, statement.kind, statement.topic_only) == (stance, kind, topic_only)


@pytest.mark.parametrize(
    ("sentence", "form"),
    [
        ("Mara Delk said: “The road is closed.”", "direct"),
        ("Mara Delk said the road was “closed for good”, as it had been long ago.", "mixed"),
        ("Mara Delk said the road was closed.", "indirect"),
    ],
)
def test_form_goes_by_quotation_marks(sentence: str, form: str) -> None:
    assert attributed(reading_of(sentence)[1])[0].form == form


def test_the_inner_statement_points_to_the_outer_one() -> None:
    article, reading = reading_of("According to the Ardess agency, Mara Delk said that the road was closed.")
    outer, inner = attributed(reading)
    assert words(article, outer, outer.content) == "Mara Delk said that the road was closed"
    assert words(article, inner, inner.content) == "that the road was closed"
    assert (outer.parent, inner.parent) == (None, outer.id)


def test_nesting_in_a_headline_stays_in_the_headline() -> None:
    text = "Mara Delk said A was shut. Delk said B was shut."
    _, reading = reading_of(text, "According to Ardess, Oren Tal said that the road was shut")
    inner = next(s for s in attributed(reading) if s.parent)
    outer = next(s for s in attributed(reading) if s.id == inner.parent)
    assert (inner.part, outer.part) == ("title", "title")


def test_a_quotation_that_an_agency_passes_on_is_not_the_agencys() -> None:
    article, reading = reading_of(
        "“It is closed,” the Ardess agency quoted Mara Delk as saying.", outlet="Lodd"
    )
    outer, inner = attributed(reading)
    assert inner.parent == outer.id
    assert words(article, inner, inner.source) == "Mara Delk"
    assert [r.carrier for r in inner.relays] == ["Ardess", "Lodd"]


def test_a_quotation_in_the_next_paragraph_goes_on_and_says_that_it_is_inferred() -> None:
    _, reading = reading_of("Mara Delk said: “The road is closed.\n\n“It stays closed.”")
    first, second = attributed(reading)
    assert (first.inferred, second.inferred) == (False, True)
    assert (second.cue, second.resolution, second.speaker) == ((), "inferred", first.speaker)


def test_a_quotation_two_paragraphs_on_is_nobodys() -> None:
    _, reading = reading_of(
        "Mara Delk said: “It is closed.”\n\nSnow fell.\n\n“The road will open when the snow is gone, not before.”"
    )
    last = attributed(reading)[-1]
    assert (last.speaker, last.source, last.resolution) == (None, (), "none")


def test_the_first_person_outside_marks_goes_on_and_says_so() -> None:
    _, reading = reading_of("Mara Delk said the road was closed. It cannot be taken from our people.")
    second = attributed(reading)[1]
    assert (second.inferred, second.resolution) == (True, "inferred")


def test_the_first_person_in_another_paragraph_is_not_given_to_anybody() -> None:
    _, reading = reading_of("Mara Delk said the road was closed.\n\nOur paper was there.")
    assert len(attributed(reading)) == 1


def test_a_plain_sentence_after_reported_speech_is_the_outlets() -> None:
    article, reading = reading_of("Mara Delk said the road was closed. Snow fell on both sides of the river.")
    own = [s for s in reading.statements if s.voice == "outlet"]
    assert [words(article, s, s.content) for s in own] == ["Snow fell on both sides of the river."]


def test_a_quotation_that_nobody_is_given_for_is_kept_with_a_gap() -> None:
    text = "The crowd grew. “The road is closed and it will stay closed for many weeks.”"
    _article, reading = reading_of(text)
    (statement,) = attributed(reading)
    assert (statement.source, statement.speaker, statement.resolution) == ((), None, "none")
    assert [(g.question, g.span) for g in reading.gaps] == [("Who says this?", statement.content[0])]


def test_a_short_quoted_sentence_is_never_the_outlets_own_voice() -> None:
    _, reading = reading_of("The crowd grew. “Open the road.” It was late by then.")
    own = [s for s in reading.statements if s.voice == "outlet"]
    assert len(own) == 2
    assert len(attributed(reading)) == 1


def test_a_credit_says_through_whom_and_is_no_statement() -> None:
    text = "“It is closed,” Mara Delk told a briefing, the agency Ardess reported. “It stays closed.”"
    assert said(text) == [("Mara Delk", "told", "“It is closed,” … “It stays closed.”")]


def test_a_colon_inside_a_time_or_a_small_word_after_it_makes_no_turn() -> None:
    assert said("Brovin: a town at the river with three bridges.") == []
    assert said("At 10:30 the road was closed.") == []
