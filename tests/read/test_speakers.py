"""Whose words they are: resolved where the article settles it, open where it does not. Never a silent guess."""

import pytest
from reading_words import attributed, reading_of, speakers

CASES: dict[str, tuple[str, list[tuple[str | None, str]]]] = {
    "full name, then surname": (
        "Mara Delk said A was shut. Delk said B was shut.",
        [("Mara Delk", "named"), ("Mara Delk", "named")],
    ),
    "a title before the name": ("Foreign Minister Mara Delk said A was shut.", [("Mara Delk", "named")]),
    "a title after the name": (
        "Mara Delk, the foreign minister, said A was shut. The minister said B was shut.",
        [("Mara Delk", "named"), ("Mara Delk", "resolved")],
    ),
    "a description": (
        "Ambassador Jarek Solm said A was shut. The ambassador said B was shut.",
        [("Jarek Solm", "named"), ("Jarek Solm", "resolved")],
    ),
    "a description by another word for the office": (
        "Prime Minister Jarek Solm said A was shut. The premier said B was shut.",
        [("Jarek Solm", "named"), ("Jarek Solm", "resolved")],
    ),
    "an office of several words": (
        "President Mira Vask said A was shut. The head of state said B was shut.",
        [("Mira Vask", "named"), ("Mira Vask", "resolved")],
    ),
    "the foreign minister is not the defence minister": (
        "Defence Minister Jarek Solm said A was shut. The foreign minister said B was shut.",
        [("Jarek Solm", "named"), ("The foreign minister", "unresolved")],
    ),
    "the president of one is not the president of the other": (
        "Mira Vask, president of Tosven, said A was shut. The president of Kelmar said B was shut.",
        [("Mira Vask", "named"), ("The president of Kelmar", "named")],
    ),
    "one side is not the other": (
        "The Kelmaran side said A was shut. On Tuesday the Tosvian side said B was shut.",
        [("Kelmaran side", "named"), ("Tosvian side", "named")],
    ),
    "one ministry is not the other": (
        "The foreign ministry said A was shut. On Monday the defence ministry said B was shut.",
        [("The foreign ministry", "named"), ("the defence ministry", "named")],
    ),
    "a pronoun": (
        "Mara Delk said A was shut. She said B was shut.",
        [("Mara Delk", "named"), ("Mara Delk", "resolved")],
    ),
    "a pronoun as an object": (
        "President Mara Delk said A was shut. “B was shut,” the Ardess agency quoted her as saying.",
        [("Mara Delk", "named"), ("Ardess", "named"), ("Mara Delk", "resolved")],
    ),
    "another came up in between": (
        "Mara Delk said A was shut. Then Dana Ruhl arrived. She said B was shut.",
        [("Mara Delk", "named"), (None, "unresolved")],
    ),
    "a name after the inverted description": (
        "“A was shut,” said the labour inspector, Mara Delk. Delk said B was shut.",
        [("Mara Delk", "named"), ("Mara Delk", "named")],
    ),
    "called by the first word of the name": (
        "Spokesperson Delk Marani said A was shut. Delk said B was shut.",
        [("Delk Marani", "named"), ("Delk Marani", "named")],
    ),
    "a lower-case article in the name": (
        "Sheikh Omar al-Delk said A was shut.",
        [("Omar al-Delk", "named")],
    ),
    "a verb of its own ends the source": (
        "The council has neither accepted nor denied the claim.",
        [("The council", "named")],
    ),
    "a turn label is no speaker": ("Question: Was A shut?", [(None, "unresolved")]),
    "the nearer antecedent is of another gender": (
        "Spokeswoman Mara Delk said A was shut. Her brother Jarek Solm left. She said B was shut.",
        [("Mara Delk", "named"), ("Mara Delk", "resolved")],
    ),
    "the nearer antecedent was only mentioned": (
        "Mara Delk said A was shut by Jarek Solm. She said B was shut.",
        [("Mara Delk", "named"), ("Mara Delk", "resolved")],
    ),
    "two may be meant": (
        "Spokeswoman Mara Delk said A was shut. Oren Tal denied that. She said B was shut.",
        [("Mara Delk", "named"), ("Oren Tal", "named"), (None, "unresolved")],
    ),
    "she is never a man by title": (
        "Spokesman Oren Tal said A was shut. She said B was shut.",
        [("Oren Tal", "named"), (None, "unresolved")],
    ),
    "he is never a woman by title": (
        "Mrs Delk said A was shut. He said B was shut.",
        [("Delk", "named"), (None, "unresolved")],
    ),
    "he is no ministry": (
        "The ministry said A was shut. He said B was shut.",
        [("The ministry", "named"), (None, "unresolved")],
    ),
    "it is the body, she the person": (
        "Mara Delk said A was shut. The ministry denied that. She said B was shut. It said C was shut.",
        [("Mara Delk", "named"), ("The ministry", "named"), ("Mara Delk", "resolved"), ("The ministry", "resolved")],
    ),
    "nobody for a pronoun": ("She said A was shut.", [(None, "unresolved")]),
    "two bearers of a surname": (
        "Ana Boruk said A was shut. Tomas Boruk said B was shut. Boruk said C was shut. He said D was shut.",
        [("Ana Boruk", "named"), ("Tomas Boruk", "named"), (None, "unresolved"), (None, "unresolved")],
    ),
    "a second cue of the same pronoun has the same answer": (
        "Spokeswoman Mara Delk said A was shut. Oren Tal denied that. She said B was shut and added that C was shut.",
        [("Mara Delk", "named"), ("Oren Tal", "named"), (None, "unresolved"), (None, "unresolved")],
    ),
    "the ministry's spokeswoman is not the ministry": (
        "Foreign Ministry spokeswoman Mara Delk said A was shut. The ministry said B was shut.",
        [("Mara Delk", "named"), ("The ministry", "named")],
    ),
    "a body introduced without speaking": (
        "Tosven's Foreign Ministry issued a text. On Monday the ministry said A was shut.",
        [("Tosven's Foreign Ministry", "resolved")],
    ),
    "a body by the last word of its name": (
        "The River Mothers' Association met. The Association said A was shut.",
        [("River Mothers' Association", "resolved")],
    ),
    "what kind of medium it is belongs to no name": (
        "The Ardess agency said A was shut. The news agency Lodd said B was shut.",
        [("Ardess", "named"), ("Lodd", "named")],
    ),
    "the general staff is no general": (
        "General Oren Tal arrived. The general staff said A was shut.",
        [("The general staff", "named")],
    ),
    "by a noun of their own": (
        "The cook, Mara Delk, said A was shut. The cook said B was shut.",
        [("Mara Delk", "named"), ("Mara Delk", "resolved")],
    ),
    "an owner's ’s": (
        "Mara Delk spoke. The view is Delk’s own, she said.",
        [("Mara Delk", "resolved")],
    ),
    "the first of two surnames": (
        "Mercedes Tal Ortun said A was shut. Tal said B was shut.",
        [("Mercedes Tal Ortun", "named"), ("Mercedes Tal Ortun", "named")],
    ),
    "a rank is not another rank": (
        "Captain Oren Tal said A was shut. The general said B was shut.",
        [("Oren Tal", "named"), ("The general", "unresolved")],
    ),
    "the premier is no minister": (
        "Former minister Oren Tal said A was shut. The prime minister said B was shut.",
        [("Oren Tal", "named"), ("The prime minister", "unresolved")],
    ),
    "an unknown speaker who is quoted by another takes no floor": (
        "Oren Tal arrived. Jarek Solm said that they denied A was shut. He said B was shut.",
        [("Jarek Solm", "named"), (None, "unresolved"), ("Jarek Solm", "resolved")],
    ),
    "joint sources are neither of the two": ("Kelmar and Tosven said A was shut.", [("Kelmar and Tosven", "named")]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_speaker(case: str) -> None:
    text, expected = CASES[case]
    assert speakers(text) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Road shut, minister says", ("Mara Delk", "resolved")),
        ("Road shut, Delk says", ("Mara Delk", "named")),
        ("Road shut, Tosvian minister says", ("Tosvian minister", "named")),
        ("Road shut, she says", (None, "unresolved")),
    ],
)
def test_a_headline_points_into_the_text(title: str, expected: tuple[str | None, str]) -> None:
    assert speakers("Kelmaran Minister Mara Delk said the road was shut.", title)[0] == expected


@pytest.mark.parametrize(
    ("sentence", "name", "kind"),
    [
        ("Mara Delk said A was shut.", "Mara Delk", "person"),
        ("The ministry said A was shut.", "The ministry", "organisation"),
        ("The report says A was shut.", "The report", "document"),
        ("Officials said A was shut.", "Officials", "group"),
        ("Both ministries said A was shut.", "Both ministries", "group"),
        ("Two residents said A was shut.", "Two residents", "group"),
        ("A resident said A was shut.", "A resident", "unnamed"),
        ("The Pellar Courier said A was shut.", "Pellar Courier", "organisation"),
        ("Delk and Tal said A was shut.", "Delk and Tal", "group"),
        ("The Chamber of Mines said A was shut.", "Chamber of Mines", "organisation"),
        ("Radio Kelmar said A was shut.", "Radio Kelmar", "organisation"),
        ("The Tosvian paper La Riva said A was shut.", "La Riva", "organisation"),
        ("KRT said A was shut.", "KRT", "organisation"),
        ("Kelmar said A was shut.", "Kelmar", "organisation"),
        ("The Miners' Brotherhood said A was shut.", "Miners' Brotherhood", "organisation"),
        (
            "Those close to President Mira Vask said A was shut.",
            "Those close to President Mira Vask",
            "group",
        ),
        ("A trader in Kelmar said A was shut.", "A trader in Kelmar", "unnamed"),
        ("The ship's log says A was shut.", "The ship's log", "document"),
        ("The Green List's Mara Delk said A was shut.", "Mara Delk", "person"),
        ("Party Chairman Oren Tal said A was shut.", "Oren Tal", "person"),
        ("President of the Senate Oren Tal said A was shut.", "Oren Tal", "person"),
        ("The priest who held the service, Father Anan Tal, said A was shut.", "Anan Tal", "person"),
    ],
)
def test_what_kind_of_speaker(sentence: str, name: str, kind: str) -> None:
    _, reading = reading_of(sentence)
    (speaker,) = reading.speakers
    assert (speaker.name, speaker.kind) == (name, kind)


def test_title_and_affiliation_stand_beside_the_name() -> None:
    _, reading = reading_of("Mara Delk, president of the Corvan Institute, said A was shut.")
    (speaker,) = reading.speakers
    assert (speaker.name, speaker.title, speaker.affiliation) == (
        "Mara Delk",
        "president of the Corvan Institute",
        "Corvan Institute",
    )


def test_an_open_question_names_those_who_were_weighed() -> None:
    _, reading = reading_of("Ana Boruk said A was shut. Tomas Boruk said B was shut. Boruk said C was shut.")
    (gap,) = reading.gaps
    assert (gap.question, gap.candidates) == ("Who is “Boruk”?", ("Ana Boruk", "Tomas Boruk"))
    assert attributed(reading)[2].evidence.alternatives == gap.candidates


def test_ids_of_speakers_do_not_hang_on_what_comes_after() -> None:
    _, short = reading_of("Mara Delk said A was shut.")
    _, long = reading_of("Mara Delk said A was shut. Delk said B was shut. Oren Tal said C was shut.")
    assert short.speakers[0].id == long.speakers[0].id


def test_the_mentions_of_a_speaker_are_places_that_name_them() -> None:
    article, reading = reading_of("Minister Mara Delk said A was shut. Delk said B was. She said C was.")
    (speaker,) = reading.speakers
    by_id = {m.id: m for m in reading.mentions}
    seen = [by_id[m].span.of(article.text) for m in speaker.mentions]
    assert {"Minister Mara Delk", "Delk", "She"} <= set(seen)
    assert [by_id[m].form for m in speaker.mentions if by_id[m].span.of(article.text) == "She"] == ["pronoun"]
