"""What stands around the words of an article is no part of what is said in it."""

import pytest

from provenance.extraction import extract
from provenance.extraction.framing import is_furniture, read_frame
from provenance.extraction.headlines import find_headline_span
from provenance.model import Article


def article_of(text: str, published: str | None = "2025-11-05") -> Article:
    return next(iter(extract(text, published=published).articles.values()))


@pytest.mark.parametrize(
    ("opening", "dateline", "wire", "first"),
    [
        ("OSLO (AP) — Sales fell.", "OSLO", "AP", "Sales"),
        ("KYIV, June 12 (Reuters) - Sales fell.", "KYIV, June 12", "Reuters", "Sales"),
        ("MILLBROOK, Pa. — A man left.", "MILLBROOK, Pa.", None, "A"),
        ("London, 5 May (PA) - Sales fell.", "London, 5 May", "PA", "Sales"),
        ("(Reuters) - Sales fell.", None, "Reuters", "Sales"),
        ("ASPEN RIDGE - Bears came.", "ASPEN RIDGE", None, "Bears"),
        ("NEW DELHI: The minister left.", "NEW DELHI", None, "The"),
        ("BREAKING: The minister left.", None, None, None),
        ("NATO - The alliance met.", None, None, None),
        ("COVID - what we know. It spreads.", None, None, None),
    ],
)
def test_a_dateline_is_read_apart_from_the_report(
    opening: str, dateline: str | None, wire: str | None, first: str | None
) -> None:
    text = f"Some headline here\n\n{opening} More follows."

    frame = read_frame(text)

    assert (frame.dateline and text[slice(*frame.dateline)]) == dateline
    assert (frame.wire and text[slice(*frame.wire)]) == wire
    assert (text[frame.begins :].split()[0] if frame.begins else None) == first


def test_the_dateline_is_in_no_claim() -> None:
    text = "Sales fall\n\nOSLO, Nov 4 (AP) — Sales fell by a tenth, the bank said.\n\nThe shop is closed."

    dossier = extract(text, published="2025-11-05", own_voice=True)

    claims = [claim.text for claim in dossier.claims.values()]
    assert claims == ["Sales fell by a tenth", "The shop is closed"]
    article = next(a for a in dossier.articles.values() if a.text is not None)
    assert article.dateline == "OSLO, Nov 4"
    assert all(
        text[a.start : a.end] == a.exact for p in dossier.attributions.values() for a in p.anchors.content
    )


def test_a_dateline_with_a_colon_is_no_speaker() -> None:
    text = "Homes to be built\n\nNEW DELHI: The state will build homes, Arvind Rao said. He smiled."

    dossier = extract(text)

    assert {s.name for s in dossier.sources.values()} == {"Arvind Rao"}


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Hanna Wolf and Pieter Janssen", ("Hanna Wolf", "Pieter Janssen")),
        ("By Dana Whitcombe, The Alder County Ledger", ("Dana Whitcombe",)),
        ("Posted by Sam Ruiz on Dec 1, 2025 at 9:14 am", ("Sam Ruiz",)),
        ("Jo Pritchard\nCourt reporter", ("Jo Pritchard",)),
        ("By The Associated Press", ()),
        ("By Staff Reporter", ()),
        ("By Monday Morning the water had gone.", ()),
        ("Sam Ruiz won the race", ()),
    ],
)
def test_the_byline_names_the_authors(line: str, authors: tuple[str, ...]) -> None:
    assert (
        article_of(f"Some headline here\n\n{line}\n\nThe shop is closed, the owner said.").authors == authors
    )


def test_a_full_date_in_the_byline_serves_where_no_date_of_publication_is_given() -> None:
    text = (
        "Some headline here\n\nPosted by Sam Ruiz on Dec 2, 2025\n\nThe shop closed on Monday, Ann Lee said."
    )

    dossier = extract(text)

    [claim] = dossier.claims.values()
    assert claim.when is not None
    assert claim.when.to_edtf() == "2025-12-01"
    assert article_of(text, published=None).published is None


@pytest.mark.parametrize(
    "lines",
    [
        "By Ann Lee",
        "Share on Facebook",
        "12 November 2025",
        "Nov. 4, 2025 at 9:14 am",
        "Skip to main content",
    ],
)
def test_bylines_dates_and_buttons_are_no_headline(lines: str) -> None:
    text = f"{lines}\n\nThe ferry burns\n\nA ferry burnt out on Monday, and nobody knows why."

    span = find_headline_span(text)

    assert span is not None
    assert text[slice(*span)] == "The ferry burns"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Share this article.", True),
        ("(Reporting by Jane Doe; Editing by Tom Roe)", True),
        ("Sign up for our daily newsletter.", True),
        ("© 2025 The Courier. All rights reserved.", True),
        ("The mayor in 2019 (Anna Roe/Getty Images).", True),
        ("Shares of the company fell by a tenth.", False),
        ("Photographers were kept out of the court.", False),
        ("Copyright law will change next year.", False),
    ],
)
def test_furniture_of_the_page_is_told_from_sentences(words: str, expected: bool) -> None:
    assert is_furniture(words) is expected


def test_furniture_headings_and_questions_are_not_in_the_outlets_own_voice() -> None:
    text = (
        "Ferry burns\n\nBy Ann Lee\n\nShare:\nA ferry burnt out on Monday.\n\nWhat happens next?\n\n"
        "Read more about ferries here.\n\n(Reporting by Ann Lee; Editing by Bob Roe)"
    )

    dossier = extract(text, own_voice=True)

    assert [c.text for c in dossier.claims.values()] == ["A ferry burnt out on Monday"]


def test_windows_newlines_change_nothing_but_places() -> None:
    text = (
        "Old ferry burns\n\nBy Ann Lee\n\nOSLO, Nov 4 (AP) - A ferry burnt, Mayor Ann Berg said.\n\nIt sank."
    )

    plain, windows = (extract(t, own_voice=True) for t in (text, text.replace("\n", "\r\n")))

    assert [c.text for c in plain.claims.values()] == [c.text for c in windows.claims.values()]
    article = next(a for a in windows.articles.values() if a.text is not None)
    assert (article.headline, article.authors) == ("Old ferry burns", ("Ann Lee",))


@pytest.mark.parametrize(
    "text",
    [
        "Міністр заявив, що міст у центрі міста закриють, бо він старий. «Ми готові», — сказав він.",
        "Der Minister sagte am Montag, die Brücke werde geschlossen. „Wir sind bereit“, sagte er.",
        "大臣は「準備はできている」と述べた。橋は月曜日に閉鎖される。",
    ],
)
def test_of_a_text_in_another_language_nothing_is_taken_for_the_outlets_own_voice(text: str) -> None:
    assert not extract(text, own_voice=True).attributions


def test_an_html_page_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="HTML page"):
        extract("\n<!DOCTYPE html><html><body><p>Prices fell, the bank said.</p></body></html>")
