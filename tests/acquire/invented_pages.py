"""Small pages in the shapes of real templates, each with what a reader would copy out of it: text, headline, byline,
outlet, dates. Every party, outlet and event is invented; the gold was written from the page, not from the program."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """A page and what is expected of it. ``None``: nothing is noted. Tuples of dates hold every candidate's value."""

    name: str
    html: str | bytes
    paragraphs: tuple[str, ...]
    title: str | None
    byline: str | None
    outlet: str | None
    published: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()
    url: str | None = None
    language: str | None = None


AGENCY = Page(
    "agency: dateline in its own div",
    """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Kelmar mayor steps down - NEA</title>
<meta property="og:title" content="Kelmar mayor steps down"><meta property="og:site_name" content="NEA">
<link rel="canonical" href="https://nea.example/2031/05/03/kelmar-mayor"></head><body>
<div id="top"><a href="/">Home</a> <a href="/world">World</a> <a href="/sport">Sport</a></div>
<div class="story"><h1>Kelmar mayor steps down</h1><div class="when">3 May 2031 10:20</div>
<div class="lead-place">KELMAR (NEA) –</div>
<div class="text"><p>The mayor of Kelmar stepped down on Saturday after a dispute over the harbour, her office said in a
statement.</p><p>“The town needs calm,” Ana Verrin told reporters outside the town hall. She gave no further reason.</p>
<p>The council of Tosven, which claims the same harbour, said it had taken note of the decision and would not comment.</p>
<p>Talks between the two towns had been planned for Monday, according to a schedule seen by the agency.</p></div></div>
<div class="bottom"><a href="/terms">Terms</a> <a href="/contact">Contact</a> © 2031 NEA</div></body></html>""",
    (
        "KELMAR (NEA) –",
        "The mayor of Kelmar stepped down on Saturday after a dispute over the harbour, her office said in a statement.",
        "“The town needs calm,” Ana Verrin told reporters outside the town hall. She gave no further reason.",
        "The council of Tosven, which claims the same harbour, said it had taken note of the decision and would not comment.",
        "Talks between the two towns had been planned for Monday, according to a schedule seen by the agency.",
    ),
    "Kelmar mayor steps down",
    None,
    "NEA",
    ("2031-05-03T10:20", "2031-05-03"),
    url="https://nea.example/2031/05/03/kelmar-mayor",
    language="en",
)

NEWSPAPER = Page(
    "newspaper: JSON-LD, dates that disagree, standfirst, caption, other stories",
    """<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Harbour talks fail, says Tosven | The Daily Example</title>
<meta property="og:title" content="Harbour talks fail, says Tosven | The Daily Example">
<meta property="og:site_name" content="The Daily Example"><meta property="og:url" content="https://daily.example/a/1">
<meta property="article:published_time" content="2031-05-05T18:00:00Z">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebPage","datePublished":"2031-05-04"},
{"@type":"NewsArticle","headline":"Harbour talks fail, says Tosven","datePublished":"2031-05-05T17:41:00+01:00",
"dateModified":"2031-05-06T09:00:00+01:00","author":[{"@type":"Person","name":"Ben Orlo"},{"@type":"Person","name":"Mia Sant"}],
"publisher":{"@type":"Organization","name":"Daily Example Ltd"},"url":"https://daily.example/a/1?from=ld"}]}</script></head>
<body><header><nav><ul><li><a href="/n">News</a></li><li><a href="/o">Opinion</a></li></ul></nav></header>
<main><article><h1>Harbour talks fail, says Tosven</h1>
<p class="standfirst">Both towns blame each other as the mediator leaves without a word.</p>
<div class="byline">By Ben Orlo and Mia Sant</div><time datetime="2031-05-05T17:41:00+01:00">5 May 2031</time>
<figure><img src="h.jpg" alt="The harbour"><figcaption>The harbour on Monday. Photo: Cy Lund</figcaption></figure>
<p>Talks over the harbour broke down on Monday, <a href="/x">the council of Tosven said</a>, accusing Kelmar of moving the goalposts.</p>
<p>“We came to talk and were shown the door,” said its spokesman, Dov Tarn, after three hours of meetings.</p>
<div>A spokeswoman for Kelmar denied this and said that its door had been open all afternoon.</div>
<h2>What comes next</h2>
<p>The mediator left for the capital in the evening and is expected to report to the ministry by Friday.</p>
<blockquote><p>“Nobody should read a failure into a pause,” she wrote in a short note to both sides.</p></blockquote>
<p>Additional reporting by NEA.</p></article>
<aside class="related"><h3>More on this story</h3><ul><li><a href="/1">Who owns the harbour? A short history of the dispute.</a></li>
<li><a href="/2">Opinion: both towns should share it, and soon.</a></li></ul></aside></main>
<footer><p>© 2031 Daily Example Ltd. All rights reserved.</p></footer></body></html>""",
    (
        "Both towns blame each other as the mediator leaves without a word.",
        "Talks over the harbour broke down on Monday, the council of Tosven said, accusing Kelmar of moving the goalposts.",
        "“We came to talk and were shown the door,” said its spokesman, Dov Tarn, after three hours of meetings.",
        "A spokeswoman for Kelmar denied this and said that its door had been open all afternoon.",
        "What comes next",
        "The mediator left for the capital in the evening and is expected to report to the ministry by Friday.",
        "“Nobody should read a failure into a pause,” she wrote in a short note to both sides.",
        "Additional reporting by NEA.",
    ),
    "Harbour talks fail, says Tosven",
    "Ben Orlo, Mia Sant",
    "The Daily Example",
    ("2031-05-05T17:41:00+01:00", "2031-05-04", "2031-05-05T18:00:00Z", "2031-05-05T17:41:00+01:00"),
    ("2031-05-06T09:00:00+01:00",),
    "https://daily.example/a/1",
    "en-GB",
)

BLOG = Page(
    "blog: sidebar, comments, rel=author, month in words",
    """<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>A walk by the harbour « Notes from Kelmar</title></head>
<body class="single has-sidebar"><div id="content-sidebar-wrap"><div id="content"><div class="post">
<h2 class="entry-title">A walk by the harbour</h2><p class="post-meta"><span class="date">May 7th, 2031</span> by <a rel="author" href="/u/ida">Ida Fenn</a></p>
<div class="entry"><p>I went down to the harbour yesterday, where the boats of both towns lie side by side as if nothing had happened.</p>
<p>An old fisherman told me that he had seen it all before. <q>They shout in spring and trade in autumn</q>, he said, and went on mending his net.</p>
<ul><li>Boats from Kelmar: eleven, by my count.</li><li>Boats from Tosven: nine, and one without a flag.</li></ul>
<p>According to a sign at the gate, the pier will be closed from Thursday on.</p></div></div>
<div id="comments"><h3>2 comments</h3><div class="comment"><p>Lovely post, as always, and so well observed.</p></div>
<div class="comment"><p>You forgot the ferry, which belongs to neither of them.</p></div></div></div>
<div id="sidebar"><h3>Archive</h3><ul><li><a href="/4">April 2031</a></li><li><a href="/3">March 2031</a></li></ul></div></div></body></html>""",
    (
        "I went down to the harbour yesterday, where the boats of both towns lie side by side as if nothing had happened.",
        "An old fisherman told me that he had seen it all before. “They shout in spring and trade in autumn”, he said, and went on mending his net.",
        "Boats from Kelmar: eleven, by my count.",
        "Boats from Tosven: nine, and one without a flag.",
        "According to a sign at the gate, the pier will be closed from Thursday on.",
    ),
    "A walk by the harbour",
    "Ida Fenn",
    None,
    ("2031-05-07",),
)

BROKEN = Page(
    "broken markup: unclosed tags, stray ends, line breaks for paragraphs",
    """<html><head><title>Ferry stopped - Harbour Post</title><meta name=author content='Leo Brandt'><meta name="date" content="2031-05-08">
<body bgcolor=#ffffff><table width=760><tr><td><a href=/>Harbour Post</a><td><b>Ferry stopped</b></tr></table></p></div>
<div class=txt><font size=2>The ferry between Kelmar and Tosven stopped on Thursday, its owner said, blaming <b>unpaid bills.
</font></b></i><br><br>Tosven’s council rejected the claim & said all bills had been paid in April.<br><BR>
“We have the receipts, <i>said</b> its treasurer, who did not show them.<br>
<br>The ministry said it would look into the matter this week.</div><hr><a href=index.html>Back</body>""",
    (
        "The ferry between Kelmar and Tosven stopped on Thursday, its owner said, blaming unpaid bills.",
        "Tosven’s council rejected the claim & said all bills had been paid in April.",
        "“We have the receipts, said its treasurer, who did not show them.",
        "The ministry said it would look into the matter this week.",
    ),
    "Ferry stopped - Harbour Post",
    "Leo Brandt",
    None,
    ("2031-05-08",),
)

RIGHT_TO_LEFT = Page(
    "right to left, Windows-1256 declared",
    """<html dir="rtl" lang="ar"><head><meta http-equiv="content-type" content="text/html; charset=windows-1256"><title>توقف العبارة بين المدينتين | بريد الميناء</title>
<meta property="og:site_name" content="بريد الميناء"></head><body><div class="menu"><a href="/">الرئيسية</a></div><article><h1>توقف العبارة بين المدينتين</h1>
<p>توقفت العبارة بين كلمار وتوسفن يوم الخميس، وقال صاحبها إن السبب هو فواتير لم تدفع منذ الشتاء الماضي.</p>
<p>ورفض مجلس توسفن هذا القول وأكد أن كل الفواتير دفعت في شهر أبريل، كما جاء في بيان صدر مساء اليوم.</p></article></body></html>""".encode(
        "cp1256"
    ),
    (
        "توقفت العبارة بين كلمار وتوسفن يوم الخميس، وقال صاحبها إن السبب هو فواتير لم تدفع منذ الشتاء الماضي.",
        "ورفض مجلس توسفن هذا القول وأكد أن كل الفواتير دفعت في شهر أبريل، كما جاء في بيان صدر مساء اليوم.",
    ),
    "توقف العبارة بين المدينتين",
    None,
    "بريد الميناء",
    language="ar",
)

BYLINE_OUTSIDE = Page(
    "byline and agency line outside of the article's container",
    """<html lang="en"><head><meta charset="utf-8"><title>Kelmar opens the pier</title></head><body>
<div class="masthead"><h1>Kelmar opens the pier</h1><div class="credit-line">By A. Verrin, KELMAR (NEA)</div></div>
<div class="columns"><div class="article-body"><p>Kelmar opened its pier to boats of both towns on Friday, a week after closing it without notice.</p>
<p>The harbour master said the decision was hers alone and that nobody had asked for it.</p>
<p>Tosven’s fishermen noted that the gate was still locked at noon.</p></div></div>
<p class="source">(NEA)</p></body></html>""",
    (
        "By A. Verrin, KELMAR (NEA)",
        "Kelmar opened its pier to boats of both towns on Friday, a week after closing it without notice.",
        "The harbour master said the decision was hers alone and that nobody had asked for it.",
        "Tosven’s fishermen noted that the gate was still locked at noon.",
        "(NEA)",
    ),
    "Kelmar opens the pier",
    "By A. Verrin, KELMAR (NEA)",
    None,
    language="en",
)

PAYWALL = Page(
    "paywall stub",
    """<html lang="en"><head><meta charset="utf-8"><title>Inside the harbour deal | Ledger</title><meta property="og:site_name" content="Ledger">
<meta property="og:title" content="Inside the harbour deal"></head><body><nav><a href="/">Ledger</a></nav>
<article><h1>Inside the harbour deal</h1><p>Two people with knowledge of the talks say that a draft has been on the table since April.</p>
<div class="paywall"><h3>Continue reading</h3><p>Subscribe now to read the whole story and support our work.</p><button>Subscribe</button></div></article></body></html>""",
    ("Two people with knowledge of the talks say that a draft has been on the table since April.",),
    "Inside the harbour deal",
    None,
    "Ledger",
    language="en",
)

RESIDUE = Page(
    "residue: player text, share buttons, newsletter, read-also between paragraphs, tags",
    """<html lang="en"><head><meta charset="utf-8"><title>Council to vote on harbour | Coast TV</title><meta name="application-name" content="Coast TV"></head><body>
<div class="ticker"><a href="/l">LIVE</a> <a href="/w">Weather</a></div><article><h1>Council to vote on harbour</h1>
<div class="player"><span>Play</span><span>00:00 / 01:32</span></div><div class="share"><a href="#">Facebook</a><a href="#">Mail</a></div>
<p>The council of Kelmar will vote on the harbour plan on Tuesday, its chair announced on local radio.</p>
<div class="related-inline"><a href="/r">Read also: How the harbour was lost and found</a></div>
<p>She said the plan had “the quiet support of many who shout” and asked members to read it first.</p>
<div class="newsletter"><p>Sign up for our newsletter and never miss a story from the coast.</p><form><input><button>Go</button></form></div>
<p>Tosven has warned that it would not recognise the vote, a spokesman told Coast TV.</p>
<div class="tags"><a href="/t/k">Kelmar</a><a href="/t/h">harbour</a></div></article></body></html>""",
    (
        "The council of Kelmar will vote on the harbour plan on Tuesday, its chair announced on local radio.",
        "She said the plan had “the quiet support of many who shout” and asked members to read it first.",
        "Tosven has warned that it would not recognise the vote, a spokesman told Coast TV.",
    ),
    "Council to vote on harbour",
    None,
    "Coast TV",
    language="en",
)

DISAGREEING = Page(
    "several dates that disagree, one in two readings, modified apart",
    """<html lang="en"><head><meta charset="utf-8"><title>Tosven answers</title><meta name="pubdate" content="Fri, 09 May 2031 08:15:00 +0300">
<meta name="dc.date" content="04/05/2031"><meta property="article:modified_time" content="2031-05-10T07:00:00+03:00">
<link rel="canonical" href="https://www.shore.example/news/2031/05/08/tosven-answers"></head><body><article><h1>Tosven answers</h1>
<p class="dateline">Published on 9 May 2031, 8:15 a.m. | Updated 10 May 2031</p>
<p class="updated">Updated: 10 May 2031</p>
<p>Tosven answered the letter of its neighbour on Friday and called its tone “a step in no direction at all”.</p>
<p>It proposed a meeting on neutral ground, a town official said on condition of anonymity.</p></article></body></html>""",
    (
        "Tosven answered the letter of its neighbour on Friday and called its tone “a step in no direction at all”.",
        "It proposed a meeting on neutral ground, a town official said on condition of anonymity.",
    ),
    "Tosven answers",
    None,
    "shore.example",
    ("2031-05-09T08:15:00+03:00", "2031-05-09T08:15", "2031-05-08"),
    ("2031-05-10T07:00:00+03:00", "2031-05-10"),
    "https://www.shore.example/news/2031/05/08/tosven-answers",
    "en",
)

PORTAL = Page(
    "portal: everything in div, credit line at the end",
    """<html lang="en"><head><meta charset="utf-8"><title>Two hurt at Kelmar pier :: Portal One</title></head><body><div class="wrap">
<div class="nav"><a href="/">Start</a><a href="/b">Business</a><a href="/c">Culture</a></div>
<div class="main"><div class="headline"><h1>Two hurt at Kelmar pier</h1></div><div class="info">12.05.2031</div>
<div class="body"><div>Two men were hurt when a plank of the pier at Kelmar gave way on Sunday, the rescue service reported.</div>
<div>One of them was taken to hospital in Tosven, which is nearer, a doctor there confirmed.</div>
<div>The harbour master had warned of the plank in March, according to minutes of the council.</div>
<div>Source: NEA</div></div></div><div class="foot"><a href="/imprint">Imprint</a></div></div></body></html>""",
    (
        "Two men were hurt when a plank of the pier at Kelmar gave way on Sunday, the rescue service reported.",
        "One of them was taken to hospital in Tosven, which is nearer, a doctor there confirmed.",
        "The harbour master had warned of the plank in March, according to minutes of the council.",
        "Source: NEA",
    ),
    "Two hurt at Kelmar pier",
    None,
    None,
    ("2031-05-12",),
    language="en",
)

INTERVIEW = Page(
    "interview: questions and answers as definition list",
    """<html lang="en"><head><meta charset="utf-8"><title>“I never asked for the harbour”</title><meta property="og:title" content="“I never asked for the harbour”">
<meta name="author" content="Mia Sant"><meta property="og:site_name" content="The Daily Example"></head><body><article><h1>“I never asked for the harbour”</h1>
<p>The mayor of Tosven speaks for the first time about the dispute that has divided the coast since winter.</p>
<dl><dt>Did you write the letter?</dt><dd>I signed it. Others wrote it, and I would have chosen softer words.</dd>
<dt>Will you go to Kelmar?</dt><dd>If I am asked. So far nobody has asked me, whatever they say on the radio there.</dd></dl>
<p>The interview was edited for length and was read by the mayor before it was printed.</p></article></body></html>""",
    (
        "The mayor of Tosven speaks for the first time about the dispute that has divided the coast since winter.",
        "Did you write the letter?",
        "I signed it. Others wrote it, and I would have chosen softer words.",
        "Will you go to Kelmar?",
        "If I am asked. So far nobody has asked me, whatever they say on the radio there.",
        "The interview was edited for length and was read by the mayor before it was printed.",
    ),
    "“I never asked for the harbour”",
    "Mia Sant",
    "The Daily Example",
    language="en",
)

SAVED = Page(
    "saved from a browser, XHTML, Cyrillic in Windows-1251, site's name only in the title",
    """<?xml version="1.0" encoding="windows-1251"?>
<!-- saved from url=(0034)https://bereg.example/news/211.html -->
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="ru"><head><title>Паром остановлен | Берег</title></head><body><div><a href="/">Главная</a></div>
<div id="news"><h1>Паром остановлен</h1><p>Паром между Келмаром и Тосвеном остановлен в четверг, сообщил его владелец, сославшись на неоплаченные счета.</p>
<p>Совет Тосвена отверг это утверждение и заявил, что все счета были оплачены ещё в апреле, передаёт агентство.</p></div></body></html>""".encode(
        "cp1251"
    ),
    (
        "Паром между Келмаром и Тосвеном остановлен в четверг, сообщил его владелец, сославшись на неоплаченные счета.",
        "Совет Тосвена отверг это утверждение и заявил, что все счета были оплачены ещё в апреле, передаёт агентство.",
    ),
    "Паром остановлен",
    None,
    "bereg.example",
    url="https://bereg.example/news/211.html",
    language="ru",
)

LIVE_BLOG = Page(
    "live blog: time-stamped entries with bold headlines",
    """<html lang="en"><head><meta charset="utf-8"><title>Harbour vote: as it happened</title><meta property="og:site_name" content="Coast TV">
<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Harbour vote: as it happened","datePublished":"2031-05-13T08:00:00+01:00",
"author":{"name":"Coast TV staff"},"liveBlogUpdate":[{"@type":"BlogPosting","headline":"Vote passed","datePublished":"2031-05-13T12:00:00+01:00"}]}</script></head>
<body><main><h1>Harbour vote: as it happened</h1><p>The council of Kelmar voted on its harbour plan on Tuesday. This is how the day went, hour by hour.</p>
<section><h3>12:00 Vote passed</h3><p>The plan has passed with eleven votes against nine, the chair has just announced.</p></section>
<section><h3>10:30 Tosven: “a dark day”</h3><p>Tosven’s mayor calls the vote a dark day for the coast in a message to her citizens.</p></section></main></body></html>""",
    (
        "The council of Kelmar voted on its harbour plan on Tuesday. This is how the day went, hour by hour.",
        "12:00 Vote passed",
        "The plan has passed with eleven votes against nine, the chair has just announced.",
        "10:30 Tosven: “a dark day”",
        "Tosven’s mayor calls the vote a dark day for the coast in a message to her citizens.",
    ),
    "Harbour vote: as it happened",
    "Coast TV staff",
    "Coast TV",
    ("2031-05-13T08:00:00+01:00",),
    language="en",
)

PAGES = (
    AGENCY, NEWSPAPER, BLOG, BROKEN, RIGHT_TO_LEFT, BYLINE_OUTSIDE, PAYWALL, RESIDUE, DISAGREEING, PORTAL, INTERVIEW,
    SAVED, LIVE_BLOG,
)  # fmt: skip


def raw(page: Page) -> bytes:
    """The bytes of a page as a file holds them."""
    return page.html if isinstance(page.html, bytes) else page.html.encode()
