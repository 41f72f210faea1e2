"""What is not English is kept and named, so that it is never read as English."""

from __future__ import annotations

import json

import pytest
from invented_archives import NEWS

from reportedly.acquire import acquire_lines
from reportedly.acquire.languages import told_language, with_language
from reportedly.read import load_reader, read
from reportedly.record import Article, Noted

TEXTS = {
    "ru": "Портовый совет Келмара сообщил в пятницу, что северный мост через Сорн останется закрытым до конца апреля.",
    "uk": "Портова рада Келмара повідомила у п'ятницю, що північний міст через Сорн залишиться закритим її рішенням.",
    "az": "Kelmar liman şurası cümə günü bildirib ki, Sorn üzərindəki şimal körpüsü və yol aprelin sonuna kimi bağlı qalacaq, bu isə bir aydır.",
    "de": "Der Hafenrat von Kelmar hat am Freitag erklärt, dass die nördliche Brücke über den Sorn bis Ende April und damit länger geschlossen ist.",
    "fr": "Le conseil du port de Kelmar a déclaré vendredi que le pont du nord sur la Sorn est fermé pour les camions et les piétons.",
    "es": "El consejo del puerto de Kelmar dijo el viernes que el puente del norte sobre el Sorn está cerrado para los camiones.",
    "tr": "Kelmar liman kurulu cuma günü kuzey köprüsünün nisan sonuna kadar kapalı olacak ve bu karar için bir açıklama daha yapacak dedi.",
    "hy": "Կելմարի նավահանգստի խորհուրդը ուրբաթ օրը հայտնել է, որ հյուսիսային կամուրջը փակ կմնա մինչև ապրիլի վերջ։",
    "ka": "კელმარის ნავსადგურის საბჭომ პარასკევს განაცხადა, რომ ჩრდილოეთის ხიდი აპრილის ბოლომდე დაკეტილი დარჩება.",
    "ar": "قال مجلس ميناء كيلمار يوم الجمعة إن الجسر الشمالي فوق نهر سورن سيبقى مغلقا حتى نهاية أبريل.",
    "ja": "ケルマル港の評議会は金曜日、北の橋を四月末まで閉鎖すると発表した。",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_language_is_told(language: str) -> None:
    told = told_language(TEXTS[language])
    assert told
    assert told[0] == language


@pytest.mark.parametrize(
    "text", [NEWS, "", "Kelmar!", "Ina Dorvald, Pavo Renn, Kelmar, Tosven.", NEWS + " Келмар"]
)
def test_english_and_what_is_too_short_stay_as_they_are(text: str) -> None:
    assert told_language(text) is None
    article = Article.from_text(text or " ", id="a")
    assert with_language(article) is article


def test_a_claim_of_english_is_looked_at_and_any_other_stands() -> None:
    claimed = with_language(Article.from_text(TEXTS["ru"], id="a", language="en-US"))
    assert claimed.language == "ru"
    assert claimed.candidates("language")[1].value == "en-US"
    assert claimed.metadata[0] == Noted("language", "ru", "text", "letters")
    other = Article.from_text(NEWS, id="a", language="az")
    assert with_language(other) is other


def test_such_a_line_is_kept_and_marked_as_not_read() -> None:
    raw = json.dumps({"id": "a", "text": TEXTS["de"]}).encode()
    (line,) = acquire_lines([raw], "in.jsonl")
    assert line.article
    reading = read(line.article, load_reader("rules"))
    assert reading.statements == ()
    assert [problem.kind for problem in reading.problems] == ["language"]
    assert "'de'" in reading.problems[0].message
