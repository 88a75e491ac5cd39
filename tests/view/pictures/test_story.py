"""The story map."""

import xml.etree.ElementTree as ET
from itertools import pairwise
from time import perf_counter
from typing import Any

import pytest

import provenance as pv
from provenance import view
from provenance.view.drawing import width_of
from provenance.view.pictures.story.facts import Story, story_of
from tests.benchmarks import world
from tests.view.looking import EMOJI, FROM_RIGHT, HOSTILE, SVG, looked_at, texts


def article(n: int, when: str | None = None, outlet: int | None = None, **fields: Any) -> pv.Article:
    publisher = f"src-paper-{n if outlet is None else outlet}"
    return pv.Article(headline=f"Bridge {n}", publisher=publisher, published=when, id=f"art-{n}", **fields)


def came(end: str, start: str, kind: str = "republished", **fields: Any) -> pv.Derivation:
    return pv.Derivation(derived=end, taken_from=start, kind=kind, **fields)


def story(*records: pv.Record, papers: int = 4) -> pv.Dossier:
    held: list[pv.Record] = [
        pv.Claim(text="The bridge is closed.", id="clm"),
        pv.Claim(text="The road is open.", id="clm-road"),
        pv.Source(name="Ada Lund", id="src-lund"),
        *(pv.Source(name=f"Paper {n}", kind="news_outlet", id=f"src-paper-{n}") for n in range(papers)),
    ]
    return pv.Dossier([*held, *records], title="The bridge")


def said(n: int, source: str | None = "src-lund", claim: str = "clm") -> pv.Attribution:
    return pv.Attribution(article=f"art-{n}", claim=claim, source=source, id=f"att-{n}-{source}-{claim}")


def marks(dossier: pv.Dossier) -> dict[str, tuple[float, float]]:
    """Return where the marks of articles stand, by the beginning of what they say when pointed at."""
    found = {}
    for group in ET.fromstring(view.draw(dossier).svg).iter(f"{SVG}g"):
        dots = group.findall(f"{SVG}circle")
        if dots and group[0].text:
            found[group[0].text] = (float(dots[0].get("cx", 0)), float(dots[0].get("cy", 0)))
    return found


def found(places: dict[str, tuple[float, float]], words: str) -> tuple[float, float]:
    return next(place for told, place in places.items() if words in told)


# --- facts -----------------------------------------------------------------------------------


def test_the_most_active_outlet_comes_first_and_an_unknown_one_last() -> None:
    dossier = story(
        article(0, "2025-11-01"),
        article(1, "2025-11-02"),
        article(2, "2025-11-03", outlet=1),
        *(pv.Article(headline="?", id=f"art-unknown-{n}") for n in range(3)),
    )

    assert list(story_of(dossier, None).outlets.values()) == ["Paper 1", "Paper 0", "outlet not known"]


def test_a_source_is_credited_by_those_who_do_not_have_it_from_another_text() -> None:
    dossier = story(
        article(0), article(1), said(0), said(1), came("att-1-src-lund-clm", "att-0-src-lund-clm")
    )

    gathered = story_of(dossier, None)

    assert [(origin.name, origin.texts) for origin in gathered.origins] == [("Ada Lund", ("art-0",))]
    assert [(edge.start, edge.end) for edge in gathered.edges] == [("art-0", "art-1")]


def test_what_an_outlet_says_of_itself_makes_it_no_source_of_its_own() -> None:
    assert story_of(story(article(0), said(0, "src-paper-0")), None).origins == ()


def test_several_derivations_between_two_texts_are_one_way_and_firm_if_one_is() -> None:
    dossier = story(
        article(0),
        article(1),
        came("art-1", "art-0", "quoted", standing="possible"),
        came("art-1", "art-0", "translated"),
    )

    (edge,) = story_of(dossier, None).edges

    assert edge.is_firm
    assert edge.kinds == ("quoted", "translated")


def test_of_one_claim_only_the_texts_that_carry_it_are_shown() -> None:
    dossier = story(article(0), article(1), said(0), said(1, claim="clm-road"))

    assert [text.id for text in story_of(dossier, "clm").texts] == ["art-0"]
    assert view.draw(dossier, claim="clm").title == "How the story went: “The bridge is closed.”"
    with pytest.raises(pv.errors.UnknownRecordError, match="clm-none"):
        view.draw(dossier, claim="clm-none")


def test_of_one_claim_the_ways_of_another_are_left_out_and_what_became_of_its_texts_is_kept() -> None:
    dossier = story(
        *(article(n) for n in range(4)),
        *(said(n, claim=claim) for n in range(2) for claim in ("clm", "clm-road")),
        came("att-1-src-lund-clm-road", "att-0-src-lund-clm-road"),
        came("art-3", "art-0", "corrected"),
    )

    gathered = story_of(dossier, "clm")

    assert {text.id: text.fate for text in gathered.texts} == {
        "art-0": "corrected",
        "art-1": None,
        "art-3": None,
    }
    assert [(edge.start, edge.end) for edge in gathered.edges] == [("art-0", "art-3")]


@pytest.mark.parametrize(
    ("kind", "change", "fate"),
    [("retracted", "retraction", "retracted"), ("corrected", "correction", "corrected")],
)
def test_a_correction_and_what_it_corrects_are_told_by_shape_and_word(
    kind: str, change: str, fate: str
) -> None:
    dossier = story(
        article(0, "2025-11-01"), article(1, "2025-11-09", outlet=0), came("art-1", "art-0", kind)
    )

    picture = view.draw(dossier)

    said_in = texts(picture)
    assert f"{fate.upper()} · Bridge 0" in said_in
    assert f"{change.upper()} · Bridge 1" in said_in
    assert change in said_in
    assert f"Bridge 1 ({change})" in picture.text
    shapes = {"retraction": "fill-red", "correction": "fill-yellow"}
    assert f'class="{shapes[change]}"' in picture.svg


def test_what_is_only_possible_takes_back_nothing() -> None:
    dossier = story(article(0), article(1), came("art-1", "art-0", "retracted", standing="possible"))

    assert not any(text.change or text.fate for text in story_of(dossier, None).texts)


def test_a_check_is_marked_with_what_was_found_and_by_whom() -> None:
    check = pv.VerificationStatus(
        claim="clm", state="checked", verdict="refuted", checker="src-lund", judged_at="2025-11-05"
    )

    picture = view.draw(story(article(0, "2025-11-01"), check))

    assert "Checks" in texts(picture)
    assert any(line.startswith("refuted (Ada Lund): The bridge is") for line in texts(picture))
    assert "refuted (Ada Lund)" in picture.description


# --- drawn singly ----------------------------------------------------------------------------


def test_earlier_stands_left_of_later_and_the_undated_stand_apart() -> None:
    places = marks(story(article(0, "2025-11-01"), article(1, "2025-11-05"), article(2)))

    first, second, undated = (found(places, f"Bridge {n}")[0] for n in range(3))
    assert first < second < undated
    assert "no date" in texts(view.draw(story(article(0, "2025-11-01"), article(2))))


def test_what_came_from_another_text_stands_behind_it_if_its_date_leaves_room() -> None:
    at_night = article(0, "2025-11-01T20:00:00Z")
    places = marks(
        story(at_night, article(1, "2025-11-01"), article(2, "2025-11-03"), came("art-1", "art-0"))
    )

    assert found(places, "Bridge 0")[0] < found(places, "Bridge 1")[0] < found(places, "Bridge 2")[0]


def test_what_is_established_is_a_whole_line_and_what_is_possible_a_dashed_one() -> None:
    firm = story(article(0), article(1), came("art-1", "art-0"))
    doubtful = story(article(0), article(1), came("art-1", "art-0", standing="possible"))

    assert "Paper 0: Bridge 0 → Paper 1: Bridge 1 (republished)" in view.draw(firm).svg
    assert 'class="soft-dash"' not in view.draw(firm).svg
    assert 'class="soft-dash"' in view.draw(doubtful).svg
    assert "possibly came from it" in texts(view.draw(doubtful))


def test_a_source_has_a_letter_that_the_articles_carry_which_credit_it() -> None:
    letters = [words for words in texts(view.draw(story(article(0), article(1), said(0)))) if words == "A"]

    assert len(letters) == 3  # the list of sources, the article, the legend


def test_a_date_known_to_the_month_is_drawn_as_a_band() -> None:
    dossier = story(article(0, "2025-11"), article(1, "2025-11-03"), article(2, "2025-12-30"))

    assert "somewhere in this time" in texts(view.draw(dossier))


def test_marks_and_words_of_a_lane_do_not_lie_on_each_other() -> None:
    dossier = story(*(article(n, f"2025-11-{1 + n % 28:02}", outlet=0) for n in range(60)))
    tree = looked_at(view.draw(dossier))

    spans: dict[str, list[tuple[float, float]]] = {}
    for node in tree.iter(f"{SVG}text"):
        words = "".join(node.itertext())
        if words.startswith(("Bridge", "+")):
            wide, x = width_of(words, float(node.get("font-size", 14))), float(node.get("x", 0))
            start = x - wide if node.get("text-anchor") == "end" else x
            spans.setdefault(node.get("y", ""), []).append((start, start + wide))
    assert sum(map(len, spans.values())) > 15
    assert all(a[1] <= b[0] for held in spans.values() for a, b in pairwise(sorted(held)))


def test_articles_for_which_there_is_no_room_are_counted_on_the_nearest_mark() -> None:
    dossier = story(*(article(n, "2025-11-01", outlet=0) for n in range(40)))

    assert "+34" in texts(view.draw(dossier))
    assert "Bridge 39" in view.draw(dossier).text


def test_outlets_beyond_the_cap_share_a_lane() -> None:
    said_in = texts(view.draw(story(*(article(n, "2025-11-01") for n in range(30)), papers=30)))

    assert "15 other outlets · 15" in said_in


def test_the_diagrams_hold_sources_articles_and_ways() -> None:
    dossier = story(article(0), article(1), said(0), came("art-1", "art-0", standing="possible"))

    picture = view.draw(dossier)

    assert picture.mermaid is not None
    assert picture.dot is not None
    assert 'n0(["Ada Lund"])' in picture.mermaid
    assert 'n0 -->|"credited"| n1' in picture.mermaid
    assert 'n1 -.->|"republished"| n2' in picture.mermaid
    assert "n1 -> n2" in picture.dot


# --- drawn as counts -------------------------------------------------------------------------


def test_beyond_the_asked_number_articles_are_counted() -> None:
    dossier = story(article(0, "2025-11-01"), article(1, "2025-11-01", outlet=0), article(2, "2025-11-02"))

    assert "2 articles" in texts(view.draw(dossier, singly=2))
    assert "2 articles" not in texts(view.draw(dossier, singly=3))
    for wrong in (-1, 151, True, "3"):
        with pytest.raises(pv.errors.UsageError, match="singly is a number from 0 to 150"):
            view.draw(dossier, singly=wrong)


def test_ways_between_outlets_are_bundled_with_their_number() -> None:
    dossier = story(
        *(article(n, "2025-11-01", outlet=n % 2) for n in range(20)),
        *(came(f"art-{n + 1}", f"art-{n}") for n in range(0, 20, 2)),
    )

    picture = view.draw(dossier, singly=0)

    assert "Paper 0 → Paper 1: 10 derivations" in picture.svg
    assert picture.svg.count("derivations</title>") == 1
    assert "  Paper 0 → Paper 1: 10" in picture.text.splitlines()
    assert 'n0 -->|"10"| n1' in (picture.mermaid or "")


def test_wider_is_more() -> None:
    dossier = story(
        *(article(n, "2025-11-01", outlet=n % 3) for n in range(12)),
        *(came(f"art-{n}", "art-0", "quoted") for n in (1, 4, 7, 10, 2)),
    )
    tree = looked_at(view.draw(dossier, singly=0))

    wide = {
        group[0].text: float(path.get("stroke-width", 0))
        for group in tree.iter(f"{SVG}g")
        for path in group.findall(f"{SVG}path")
        if path.get("stroke-width")
    }
    assert wide["Paper 0 → Paper 1: 4 derivations"] > wide["Paper 0 → Paper 2: 1 derivation"]


def test_few_articles_with_very_many_derivations_are_no_hairball() -> None:
    dossier = story(
        *(article(n, "2025-11-01", outlet=n % 4) for n in range(30)),
        *(came(f"art-{a}", f"art-{b}", "quoted") for a in range(30) for b in range(a)),
    )

    picture = view.draw(dossier)

    looked_at(picture)
    assert picture.svg.count("<path") < 20
    assert any("from one another" in line for line in texts(picture))


def test_one_article_with_thousands_of_sources_and_checks_is_drawn_within_bounds() -> None:
    dossier = story(article(0, "2025-11-01"))
    for n in range(5_000):
        dossier.add(
            pv.Source(name=f"{HOSTILE} {n}", id=f"src-{n}"),
            said(0, f"src-{n}"),
            pv.VerificationStatus(
                claim="clm", state="checked", checker=f"src-{n}", judged_at=f"{1900 + n % 99}"
            ),
        )
    start = perf_counter()

    picture = view.draw(dossier)

    looked_at(picture)
    assert perf_counter() - start < 5  # a second where nothing else runs
    assert len(picture.svg) < 200_000
    assert "The first checks of 5,000 · 60" in texts(picture)
    assert "… and 4,986 more sources" in texts(picture)


@pytest.mark.parametrize("passages", [12, 120, 1250, 6000])
def test_a_world_of_any_size_is_drawn_within_bounds(passages: int) -> None:
    dossier = world.dossier(passages, many_voices=True)

    picture = view.draw(dossier)

    looked_at(picture)
    assert len(picture.svg) < 80_000
    assert picture.svg.count("<path") < 150
    assert len(picture.mermaid or "") < 30_000


# --- whatever there is -----------------------------------------------------------------------


def test_an_empty_dossier_says_that_there_is_nothing() -> None:
    picture = view.draw(pv.Dossier())

    looked_at(picture)
    assert "There is no article to draw." in texts(picture)
    looked_at(view.draw(pv.Dossier(), singly=0))


@pytest.mark.parametrize("singly", [0, 120])
@pytest.mark.parametrize("words", [HOSTILE, FROM_RIGHT, EMOJI, "x" * 5_000, "a " * 5_000])
def test_whatever_names_and_headlines_hold_stays_text_within_the_sheet(words: str, singly: int) -> None:
    dossier = pv.Dossier(title=words)
    dossier.add(pv.Claim(text=words, id="clm"), pv.Source(name=words, id="src"))
    for n in range(120):
        when = ("2025-11-01", "2025-11-04T12:00:00Z", None, "1900", "9999-12-31", "0001", "2025-11-01/..")[
            n % 7
        ]
        paper = pv.Source(name=f"{words} {n % 5}", id=f"src-paper-{n % 5}")
        if paper.id not in dossier.sources:
            dossier.add(paper)
        dossier.add(article(n, when, outlet=n % 5), said(n, "src"))
    for n in range(119):
        dossier.add(came(f"art-{n}", f"art-{n + 1}", ("quoted", "retracted", "corrected", "revised")[n % 4]))
    dossier.add(pv.VerificationStatus(claim="clm", state="checked", rationale=words, judged_at="2025-11"))

    picture = view.draw(dossier, singly=singly)

    looked_at(picture)
    assert len(picture.svg) < 200_000


@pytest.mark.parametrize("name", pv.cases.names())
@pytest.mark.parametrize("singly", [0, 120])
def test_every_worked_story_has_its_map(name: str, singly: int) -> None:
    dossier = pv.cases.load(name)

    picture = view.draw(dossier, singly=singly)

    looked_at(picture)
    assert view.draw(dossier, singly=singly).svg == picture.svg
    if singly:
        assert all(a.headline[:30] in picture.text for a in dossier.articles.values() if a.headline)


def test_a_story_that_points_at_what_is_not_there_is_drawn_all_the_same() -> None:
    gathered: Story = story_of(
        pv.Dossier(
            [article(0), said(0, "src-none"), said(7), came("art-0", "art-none"), came("src-x", "art-0")]
        ),
        None,
    )

    assert [origin.name for origin in gathered.origins] == ["src-none"]
    assert gathered.edges == ()
