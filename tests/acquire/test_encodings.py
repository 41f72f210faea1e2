"""Encodings of text files that nothing declares: told from their letters, noted, or refused; never wrong in silence."""

from pathlib import Path

import pytest

from reportedly.acquire import acquire
from reportedly.acquire.decoding import decoded_file
from reportedly.acquire.refusal import RefusedError
from reportedly.record import Article

NEWS = {
    "Russian": "Мэр города заявил в субботу, что переговоры продолжатся. По его словам, стороны встретятся в мае. ",
    "Ukrainian": "Мер міста заявив у суботу, що переговори триватимуть. За його словами, сторони зустрінуться. ",
    "Greek": "Ο δήμαρχος δήλωσε το Σάββατο ότι οι συνομιλίες θα συνεχιστούν. Οι πλευρές θα συναντηθούν. ",
    "Arabic": "قال رئيس البلدية يوم السبت إن المحادثات ستستمر. وأضاف أن الجانبين اتفقا على الاجتماع. ",
    "Polish": "Burmistrz miasta powiedział w sobotę, że rozmowy będą trwały. Według niego strony zgodziły się na spotkanie. ",
    "Czech": "Starosta města v sobotu řekl, že jednání budou pokračovat. Podle něj se strany dohodly na schůzce. ",
    "Turkish": "Belediye başkanı görüşmelerin süreceğini söyledi. Taraflar gelecek ay buluşmak için anlaştı. ",
    "Hungarian": "A polgármester azt mondta, hogy a jövő hónapban újra találkoznak. Erről tűnődnek a felek, győztek. ",
    "French": "Le maire a déclaré samedi que les négociations se poursuivraient. «\xa0C’est décidé\xa0», a-t-il ajouté. ",
    "German": "Der Bürgermeister erklärte, dass die Gespräche weitergehen. Große Möglichkeiten, hieß es. ",
    "Spanish": "El alcalde dijo el sábado que seguirán. ¿Qué pasará mañana? Según él, todo irá bien. ",
    "Icelandic": "Borgarstjórinn sagði að viðræðurnar myndu halda áfram. Það þykir þó óvíst, að hans sögn. ",
    "English": "The mayor said on Saturday that the talks would go on – “we shall see”, he added at the café. ",
    "Japanese": "市長は土曜日、協議は続くと述べた。双方は来月会うことで合意したという。",
    "Chinese": "市长周六表示会谈将继续进行。他说，双方同意下个月会面。",
}

TOLD = [
    ("Russian", "cp1251", "Windows-1251"),
    ("Russian", "koi8_r", "KOI8-R"),
    ("Russian", "iso8859_5", "ISO-8859-5"),
    ("Ukrainian", "cp1251", "Windows-1251"),
    ("Arabic", "cp1256", "Windows-1256"),
    ("Polish", "cp1250", "Windows-1250"),
    ("Polish", "iso8859_2", "ISO-8859-2"),
    ("Czech", "cp1250", "Windows-1250"),
    ("Hungarian", "cp1250", "Windows-1250"),
    ("Turkish", "cp1254", "Windows-1254"),
    ("Japanese", "cp932", "Shift JIS"),
    ("Chinese", "gb18030", "GB18030"),
    ("French", "cp1252", "Windows-1252"),
    ("German", "latin_1", "Windows-1252"),
    ("Spanish", "latin_1", "Windows-1252"),
    ("Icelandic", "cp1252", "Windows-1252"),
    ("English", "cp1252", "Windows-1252"),
    ("English", "utf-16-le", "UTF-16-LE"),
    ("English", "utf-16-be", "UTF-16-BE"),
    ("Russian", "utf-16-le", "UTF-16-LE"),
]


@pytest.mark.parametrize(("language", "encoding", "name"), TOLD)
def test_an_encoding_is_told_and_noted(tmp_path: Path, language: str, encoding: str, name: str) -> None:
    text = NEWS[language] * 4
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    (found,) = acquire([path])
    assert isinstance(found, Article)
    assert found.text == text
    assert found.capture
    assert f"; decoded as {name}, " in found.capture.custody


ENCODINGS = {
    "Russian": ["cp1251", "koi8_r", "iso8859_5", "cp866", "mac_cyrillic"],
    "Ukrainian": ["cp1251", "koi8_u"],
    "Greek": ["cp1253", "iso8859_7"],
    "Arabic": ["cp1256", "iso8859_6"],
    "Polish": ["cp1250", "iso8859_2"],
    "Czech": ["cp1250", "iso8859_2"],
    "Turkish": ["cp1254"],
    "Hungarian": ["cp1250"],
    "Spanish": ["latin_1"],
    "Icelandic": ["cp1252"],
    "French": ["cp1252", "iso8859_15"],
    "German": ["cp1252", "utf-16-be"],
    "English": ["cp1252"],
    "Japanese": ["cp932", "euc_jp"],
    "Chinese": ["gb18030", "big5"],
}


@pytest.mark.parametrize("language", ENCODINGS)
def test_a_text_is_read_rightly_or_refused(language: str) -> None:
    # Kills: a guess taken although another text is as likely; Windows-1252 for what isn't Western.
    for encoding in ENCODINGS[language]:
        for length in (60, 100, 160, 300):
            for start in (0, 15, 37):
                text = (
                    (NEWS[language] * 6).encode(encoding, "ignore").decode(encoding)[start : start + length]
                )
                assert _read(text.encode(encoding)) in (text, "refused: encoding")


def _read(raw: bytes) -> str:
    try:
        return decoded_file(raw).text
    except RefusedError as refused:
        return f"refused: {refused.kind}"


def test_what_could_be_two_is_refused_with_both_names() -> None:
    with pytest.raises(RefusedError, match="letters that could be Windows-1251 or ") as refused:
        decoded_file("Паром стоит у причала.".encode("mac_cyrillic"))
    assert refused.value.kind == "encoding"


def test_damaged_utf_8_is_never_taken_for_something_else() -> None:
    content = NEWS["Russian"].encode() + b"\xd0" + NEWS["Russian"].encode()
    with pytest.raises(RefusedError, match="which is not UTF-8 though the bytes before it are"):
        decoded_file(content)


def test_a_binary_file_is_no_utf_16() -> None:
    for content in (
        b"\0" * 40,
        b"\0\1" * 40,
        bytes(range(256)) * 4,
        b"PK\3\4" + b"\0" * 20,
        b"K\0e\0\0\xd8l\0" * 9,
    ):
        with pytest.raises(RefusedError):
            decoded_file(content)
