"""The annotated article in a page."""

import itertools
import json
import re
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import provenance as pv
from provenance import view
from provenance.errors import UnknownRecordError, UsageError
from provenance.queries.lint import lint
from provenance.view.pictures.article import ARTICLE_CSS, article_html, draw_article
from tests.foreign import foreign_data
from tests.view.looking import EMOJI, FROM_RIGHT, HOSTILE, looked_at
from tests.view.pictures.article.stories import (
    TextAnchor,
    article_words,
    marked,
    notes,
    of_class,
    page,
    passage,
    story,
    without_style,
    words,
)

TEXT = "AFP reports that the mayor said “the bridge may be closed”.\nNobody else was asked."
AFP = passage("AFP", ["AFP"], ["reports"], ["that the mayor said “the bridge may be closed”"])
MAY = TextAnchor.of(TEXT, TEXT.index("may be"), TEXT.index("may be") + 3)
MAYOR = passage("Mayor Lund", ["the mayor"], ["said"], ["“the bridge may be closed”"], [MAY], via="att-1")
OWN = passage(None, content=["Nobody else was asked"], form="own_voice")


def test_source_cue_and_content_are_marked_apart() -> None:
    picture = view.draw("art", story(TEXT, AFP))

    looked_at(picture)
    assert marked(picture, "pv-source") == ["AFP"]
    assert marked(picture, "pv-cue") == ["reports"]
    assert marked(picture, "pv-content") == ["that the mayor said “the bridge may be closed”"]


def test_marks_are_told_apart_by_tint_by_line_and_in_words() -> None:
    rules = dict(re.findall(r"\.pv-article \.pv-(source|cue|content|own|hedge)\{([^}]*)\}", ARTICLE_CSS))
    lines = {name: re.search(r"(\d+px )?(solid|dashed|dotted)( 2px)?", rule) for name, rule in rules.items()}

    assert len({line.group() for line in lines.values() if line}) == 5
    assert [role for role, rule in rules.items() if "background" in rule] == ["source", "cue", "content"]
    legend = [
        "".join(node.itertext())
        for node in of_class(view.draw("art", story(TEXT, AFP, MAYOR, OWN)), "pv-word")
    ]
    assert legend == ["source", "cue", "content", "hedge", "own voice"]


def test_what_the_style_does_is_said_in_words_where_there_is_none() -> None:
    left = without_style(view.draw("art", story(TEXT, AFP, MAYOR)))

    read = "".join(ET.fromstring(left).itertext())
    assert "[1 source: AFP] [1 cue: reports] [1 content: that 2[2 source: the mayor] [2 cue: said] " in read
    assert "[2 content: “the bridge [hedge: may] be closed”]]." in read


def test_a_passage_within_a_passage_lies_within_it_and_says_so() -> None:
    picture = view.draw("art", story(TEXT, AFP, MAYOR))

    outer, inner = of_class(picture, "pv-content")[1:]
    assert inner in list(outer.iter())
    assert ("pv-l0" in outer.get("class", ""), "pv-l1" in inner.get("class", "")) == (True, True)
    assert "relayed within: AFP (note 1)" in notes(picture)[1]
    assert "relayed within: AFP (note 1)" in " ".join(picture.text.split())


def test_hedges_are_dotted_and_own_voice_is_quiet() -> None:
    picture = view.draw("art", story(TEXT, AFP, MAYOR, OWN))

    assert marked(picture, "pv-hedge") == ["may"]
    assert marked(picture, "pv-own") == ["Nobody else was asked"]
    assert "hedged: “may” (modal)" in notes(picture)[1]
    assert [node.tag for node in of_class(picture, "pv-quiet")] == ["li"]


def test_marks_lead_to_notes_and_back() -> None:
    tree = page(view.draw("art", story(TEXT, AFP, MAYOR, OWN)))

    ids = [node.get("id") for node in tree.iter() if node.get("id")]
    links = [str(node.get("href"))[1:] for node in tree.iter("a") if str(node.get("href")).startswith("#")]
    assert len(ids) == len(set(ids)) == 6
    assert set(links) == set(ids)


def test_several_articles_on_a_page_keep_their_links_apart() -> None:
    dossier = story(TEXT, AFP)
    other = story(TEXT, AFP, MAYOR)
    drawn = [view.draw("art", dossier), view.draw("art", other), view.draw("art", dossier, basis="stated")]

    ids = [{node.get("id") for node in page(picture).iter() if node.get("id")} for picture in drawn]
    assert not any(one & another for one, another in itertools.combinations(ids, 2))
    assert view.draw("art", dossier).html == drawn[0].html


def test_a_note_gives_the_chain_what_it_rests_on_and_the_count() -> None:
    picture = view.draw("art", story(TEXT, AFP, MAYOR))

    note = notes(picture)[1]
    assert "chain: this article ← AFP ← Mayor Lund" in note
    assert "rests on: Mayor Lund" in note
    assert "count: 1–1 independent origin, nobody at first hand" in note
    told = of_class(picture, "pv-content")[2].get("title")
    assert told == "2 content · Mayor Lund · AFP ← Mayor Lund · 1–1 independent origin, nobody at first hand"


def test_findings_of_the_lint_stand_beside_their_line() -> None:
    officials = passage("x", ["officials"], ["say"], ["the bridge is closed"])
    dossier = story("All is quiet.\nThe town sleeps, but officials say the bridge is closed.", officials)
    dossier.replace(pv.Source(kind="group", description="officials", id="src-1", described_in=None))

    picture = view.draw("art", dossier)

    _, paragraph = [node for node in page(picture).iter("p") if node.get("dir") == "auto"]
    beside = [node for node in paragraph if "pv-lint" in node.get("class", "")]
    said = ["".join(node.itertext()) for node in beside]
    assert any("S02 warning “officials”: several people as one voice" in words for words in said)
    assert any(line.strip().startswith("! S02 warning: “officials”") for line in picture.text.splitlines())
    assert not of_class(view.draw("art", dossier, lint=False), "pv-lint")


def test_findings_without_a_place_stand_by_the_facts_and_those_of_a_house_can_be_given() -> None:
    dossier = story("Quiet.", headline=None, published=None, authors=(), url=None)
    found = lint(dossier, select="M01", house="ap")

    picture = view.draw("art", dossier, lint=found)

    (finding,) = of_class(picture, "pv-lint")
    assert "M01 warning" in "".join(finding.itertext()) or "M01 note" in "".join(finding.itertext())
    assert not any(finding in list(node.iter()) for node in page(picture).iter("p") if node.get("dir"))


# --- where words stand -----------------------------------------------------------------------


def test_content_in_pieces_is_marked_piece_by_piece() -> None:
    text = "The bridge, the mayor said, is closed."
    picture = view.draw(
        "art", story(text, passage("Lund", ["the mayor"], ["said"], ["The bridge", "is closed"]))
    )

    assert marked(picture, "pv-content") == ["The bridge", "is closed"]
    assert "[1 content, continued: is closed]" in picture.text


def test_marks_that_cross_are_closed_and_opened_again() -> None:
    text = "one two three four"
    picture = view.draw(
        "art", story(text, passage(content=["one two three"]), passage("B", content=["three four"]))
    )

    assert marked(picture, "pv-content") == ["one two three", "three", " four"]
    assert article_words(picture) == text
    assert "[1 content: one two [2 content: three 1] four]" in picture.text


def test_the_same_words_of_two_passages_are_one_mark_with_two_numbers() -> None:
    picture = view.draw(
        "art", story("It is closed.", passage(content=["closed"]), passage("B", content=["closed"]))
    )

    (mark,) = [node for node in of_class(picture, "pv-content") if words(node) == "closed"]
    assert "".join(mark[0].itertext()) == "1,2"
    assert "[1–2 content: closed]" in picture.text


def test_a_mark_over_two_paragraphs_is_marked_in_both() -> None:
    text = "He said: it is\n\nclosed for ever."
    picture = view.draw("art", story(text, passage(content=["it is\n\nclosed"])))

    assert marked(picture, "pv-content") == ["it is", "closed"]
    assert "[1 content, continued: closed]" in picture.text


def test_an_empty_mark_stands_between_two_letters() -> None:
    empty = TextAnchor(start=3, end=3, exact="", prefix="He ", suffix="said")
    picture = view.draw("art", story("He said no.", passage(content=[empty])))

    assert article_words(picture) == "He ‸said no."
    assert "[1 content, no words]" in picture.text


def test_words_that_moved_are_found_and_words_that_are_gone_are_listed() -> None:
    moved = TextAnchor(start=0, end=9, exact="is closed", prefix="bridge ")
    gone = TextAnchor(start=0, end=8, exact="is open,")
    picture = view.draw("art", story("Well, the bridge is closed.", passage(content=[moved, gone])))

    assert marked(picture, "pv-content") == ["is closed"]
    assert "not found in this text: “is open,” (neither the words" in notes(picture)[0]


def test_words_that_are_only_alike_are_marked_and_said_to_be_so() -> None:
    quoted = "the bridge over the river was closed for a week"
    alike = TextAnchor(start=0, end=len(quoted), exact=quoted)
    text = "On Monday the bridge over the river was closed for two weeks by the mayor."
    picture = view.draw("art", story(text, passage(content=[alike])))

    assert marked(picture, "pv-content")[0].startswith("the bridge over the river was closed for")
    assert (
        "marked where the text is like: “the bridge over the river was closed for a week”"
        in notes(picture)[0]
    )


@given(
    text=st.text(alphabet="ab \n\u0301🇩🇪👩\u200d\u202eא", max_size=40),
    spans=st.lists(
        st.tuples(st.sampled_from(["source", "cue", "content"]), st.integers(0, 40), st.integers(0, 12)),
        max_size=8,
    ),
)
def test_whatever_the_marks_the_words_of_the_article_stand_once_and_in_order(
    text: str, spans: list[tuple[str, int, int]]
) -> None:
    given_passages = []
    for role, start, length in spans:
        start = min(start, len(text))
        anchor = TextAnchor.of(text, start, min(start + length, len(text)))
        parts: dict[str, Any] = {role: [anchor]}
        given_passages.append(passage("Lund", **parts))

    picture = draw_article(story(text, *given_passages), "art", lint=False)

    kept = [line.rstrip() for line in text.splitlines() if line.strip()]
    assert article_words(picture).replace("‸", "") == "\n".join(kept)
    looked_at(picture)


# --- scripts ---------------------------------------------------------------------------------


def test_each_paragraph_runs_as_its_own_words_do() -> None:
    picture = view.draw("art", story(f"{FROM_RIGHT}.\nThe mayor.", passage(FROM_RIGHT, ["הביטחון"])))

    assert [node.get("dir") for node in page(picture).iter("p") if node.get("dir")] == ["auto", "auto"]
    for node in of_class(picture, "pv-h"):
        assert node.get("dir") == "ltr"
    assert marked(picture, "pv-source") == ["הביטחון"]


@pytest.mark.parametrize("cut", [1, 2, 3, 4])
def test_a_mark_cuts_no_emoji_and_no_letter_from_its_accent(cut: int) -> None:
    text = "👩‍👩‍👧🇩🇪e\u0301 said"
    picture = view.draw(
        "art", story(text, passage(source=[TextAnchor.of(text, 0, cut)], content=[TextAnchor.of(text, 0, 8)]))
    )

    assert marked(picture, "pv-source") == ["👩‍👩‍👧"]
    assert words(of_class(picture, "pv-content")[1]) == "👩‍👩‍👧🇩🇪e\u0301"


def test_words_are_marked_where_offsets_are_hard_to_count() -> None:
    cases = json.loads(foreign_data("hostile", "offsets_own.json").read_bytes())["cases"]
    for case in cases:
        anchor = TextAnchor.of(case["text"], *case["code_point"])
        if anchor.start > 50_000:
            continue
        picture = view.draw("art", story(case["text"], passage(content=[anchor])))
        assert marked(picture, "pv-content") == [case["exact"]], case["note"]
        looked_at(picture)


# --- what is odd -----------------------------------------------------------------------------


def test_an_article_without_text_shows_its_facts_and_the_words_that_were_quoted() -> None:
    anchor = TextAnchor(start=10, end=19, exact="is closed")
    picture = view.draw("art", story(None, passage("Lund", content=[anchor])))

    looked_at(picture)
    assert "text not on record" in picture.text
    assert "by The Courier · published 2025-11-04" in picture.text
    assert "quoted words: “is closed”" in notes(picture)[0]
    assert "not found" not in notes(picture)[0]
    assert "no place" not in notes(view.draw("art", story(None, passage("Lund"))))[0]
    assert notes(view.draw("art", story("It is.", passage("Lund"))))[0].endswith(
        "no place in the text is recorded"
    )


def test_an_article_of_which_nothing_is_known_shows_its_id() -> None:
    picture = view.draw("art", pv.Dossier([pv.Article(id="art")]))

    looked_at(picture)
    assert "art" in picture.text.splitlines()
    assert "No passage of it is on record." in picture.description
    assert "publisher not recorded · date not recorded" in picture.text


def test_what_was_not_out_yet_is_not_marked() -> None:
    early = view.draw("art", story(TEXT, AFP), as_of="2025-01-01")

    assert not notes(early)
    assert "1 passage is left out by the times and layers asked for." in early.description
    assert len(notes(view.draw("art", story(TEXT, AFP), as_of="2026-01-01"))) == 1


def test_a_passage_whose_claim_and_source_are_not_on_record_is_shown() -> None:
    dossier = story(TEXT, AFP)
    dossier.discard("clm-1", "src-1")

    note = notes(view.draw("art", dossier))[0]

    assert "(clm-1 is not on record)" in note
    assert "source: src-1" in note


@pytest.mark.parametrize(
    "hostile", [HOSTILE, FROM_RIGHT, EMOJI, "x" * 5_000, "a " * 5_000, "\u202eabc", "]]>"]
)
def test_whatever_records_hold_stays_text(hostile: str) -> None:
    made = passage(hostile, [hostile], content=[hostile], claim=hostile)
    dossier = story(f"He said {hostile}", made, headline=hostile, authors=[hostile], dateline=hostile)

    picture = view.draw("art", dossier)

    looked_at(picture)
    page(picture)


def test_no_hostile_string_gets_out_of_its_place() -> None:
    groups = json.loads(foreign_data("hostile", "xss_own.json").read_text("utf-8"))
    strings = [item for group in groups.values() if isinstance(group, list) for item in group if item.strip()]
    assert len(strings) > 50
    for hostile in strings:
        dossier = story(
            f"He said {hostile}.", passage(hostile, [hostile], claim=hostile), headline=hostile, url=hostile
        )
        tree = page(view.draw("art", dossier))
        for node in tree.iter():
            assert node.tag in {"div", "style", "p", "span", "h2", "bdi", "a", "sup", "b", "ol", "li"}
            assert set(node.attrib) <= {"class", "dir", "lang", "title", "id", "href", "role", "rel"}
            assert re.match(r"#|https?:|mailto:", node.get("href", "#"))


def test_five_thousand_passages_are_cut_and_a_sentence_says_so() -> None:
    lines = [f"Lund said that bridge number {n} is closed for the week." for n in range(5_000)]
    text, at, given_passages = "\n".join(lines), 0, []
    for line in lines:
        given_passages.append(
            passage(
                None,
                source=[TextAnchor.of(text, at, at + 4)],
                content=[TextAnchor.of(text, at + 15, at + 34)],
            )
        )
        at += len(line) + 1
    dossier = story(text, *given_passages)

    picture = view.draw("art", dossier)

    looked_at(picture)
    assert max(map(len, (picture.html or "", picture.svg, picture.text))) < 200_000
    shown = len(notes(picture))
    assert (
        f"{shown:,} of 5,000 passages are marked and noted; {5_000 - shown:,} more are on record."
        in picture.text
    )
    assert re.search(r"The text is cut here, after [\d,]+ of 288,889 characters\.", picture.text)
    small = view.draw("art", dossier, most_bytes=20_000, lint=False)
    assert len(small.html or "") <= 20_000


def test_a_text_of_a_million_letters_is_cut_between_words() -> None:
    picture = view.draw("art", story("word " * 200_000))

    assert "The text is cut here, after 60,000 of 1,000,000 characters." in picture.text
    assert article_words(picture).endswith("word")


def test_very_many_marks_over_the_same_words_are_bounded() -> None:
    text = "a b c d e f g h i j k l m n o p " * 20
    given_passages = [
        passage(None, content=[TextAnchor.of(text, n % 100, n % 100 + 200 + n % 7)]) for n in range(400)
    ]

    picture = view.draw("art", story(text, *given_passages))

    looked_at(picture)
    assert len(picture.html or "") < 200_000
    assert article_words(picture) == text.strip()


def test_chains_of_thousands_of_relays_are_not_all_followed() -> None:
    text = "word " * 1_000
    given_passages = [
        passage(f"S{n}", content=[TextAnchor.of(text, n, 4_000)], via=f"att-{n - 1}" if n > 1 else None)
        for n in range(1, 2_000)
    ]

    picture = view.draw("art", story(text, *given_passages), lint=False)

    told = notes(picture)
    assert "chain: this article ← S1 ← S2 ← S3 ← … 14 more … ← S18 ← S19 ← S20 ← S21" in told[20]
    assert "chain: not followed here, there are too many steps in all" in told[-1]


def test_thousands_of_claims_that_restate_each_other_are_not_all_counted() -> None:
    text = "word " * 400
    dossier = story(text, *(passage(f"S{n}", content=[TextAnchor.of(text, n, n + 9)]) for n in range(250)))
    dossier.add(pv.ClaimRelation(subject=f"clm-{n}", kind="restates", object="clm-1") for n in range(2, 251))

    told = notes(view.draw("art", dossier, lint=False))

    assert "count: 1–250 independent origins, nobody at first hand" in told[0]
    assert "count: not counted here, there are too many passages in all" in told[-1]


def test_the_style_can_be_left_to_the_page_and_the_heading_be_ranked() -> None:
    tree = page(view.draw("art", story(TEXT, AFP), with_style=False, heading=4))

    assert not list(tree.iter("style"))
    assert len(list(tree.iter("h4"))) == 1


def test_a_page_with_many_articles_gets_the_same_without_the_drawing() -> None:
    dossier = story(TEXT, AFP, MAYOR)

    assert article_html(dossier, "art", with_style=True) == view.draw("art", dossier).html
    assert article_html(dossier, "art") == view.draw("art", dossier, with_style=False).html


@pytest.mark.parametrize(
    "options", [{"heading": 7}, {"heading": "1><script"}, {"lint": "S02"}, {"most_bytes": 0}, {"as_of": 3}]
)
def test_an_option_of_another_kind_is_refused(options: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="draw_article"):
        view.draw("art", story(TEXT, AFP), **options)


def test_an_article_is_drawn_by_itself_or_by_its_id() -> None:
    dossier = story(TEXT, AFP)

    assert view.draw(dossier.articles["art"], dossier) == view.draw("art", dossier)
    with pytest.raises(UnknownRecordError):
        view.draw(pv.Article(id="other"), dossier)


@pytest.mark.parametrize("name", pv.cases.names())
def test_every_article_of_the_worked_stories_can_be_drawn(name: str) -> None:
    dossier = pv.cases.load(name)

    for article in dossier.articles.values():
        picture = view.draw(article, dossier)
        looked_at(picture)
        assert len(notes(picture)) == len(dossier.passages_of(article))
