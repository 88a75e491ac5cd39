"""Telling a whole dossier to a person."""

import pytest
from hypothesis import given

import provenance as pv
from provenance import testing
from provenance.model import Dossier
from provenance.queries.drift import Drift, DriftHop, DriftKind
from provenance.view import explained
from provenance.view.changing import in_words
from provenance.view.phrasing import wrapped


def story() -> Dossier:
    claim = pv.Claim(text="The bridge is closed.", id="clm-closed")
    paper = pv.Source(name="The Valley", kind="news_outlet", id="src-valley")
    official = pv.Source(kind="person", description="a senior official", id="src-official")
    engineer = pv.Source(name="Ada Lund", kind="person", id="src-lund")
    article = pv.Article(headline="Bridge closed", publisher=paper, published="2025-11-04", id="art-1")
    unseen = pv.Article(publisher=paper, id="art-0")
    return Dossier(
        [
            claim,
            paper,
            official,
            engineer,
            article,
            unseen,
            pv.Attribution(article=article, claim=claim, source=official, anonymity="unnamed", id="att-1"),
            pv.Attribution(article=article, claim=claim, source=engineer, commitment="CT-", id="att-2"),
            pv.Attribution(
                article=article, claim=pv.Claim(text="It rains.", id="clm-rain"), form="own_voice", id="att-3"
            ),
            pv.Claim(text="It rains.", id="clm-rain"),
        ],
        title="The bridge",
    )


def test_it_says_who_says_what_and_what_stays_open() -> None:
    told = explained(story(), width=200)

    assert told.startswith("The bridge\n")
    assert "Bridge closed" in told
    assert "by The Valley · published 2025-11-04" in told
    assert "“a senior official”" in told
    assert "Ada Lund · denied" in told
    assert "1 report, 1 outlet, 1–1 independent origins, nobody at first hand; 1 denial" in told
    assert "Who is meant stays open: “a senior official” (1–2)" in told
    assert "In the outlet's own voice: 1 claim" in told
    assert "Nothing on record says that anybody has checked." in told


def test_what_is_only_known_by_its_publisher_is_listed_as_not_seen() -> None:
    told = explained(story())

    assert "Not seen, but on record\n  – by The Valley · date not recorded" in told


def test_an_empty_dossier_says_so() -> None:
    assert explained(Dossier()) == "The dossier is empty."


def test_lines_keep_to_the_width_asked_for() -> None:
    told = explained(pv.read("seeds/pokrovsk-2025.json"), own_voice=True, width=60)

    assert max(map(len, told.splitlines())) <= 60


def test_problems_are_counted_and_named() -> None:
    dossier = Dossier([pv.Attribution(article="art-1", claim="clm-1", id="att-1")])

    assert "2 problems in the dossier" in explained(dossier)


@given(testing.dossiers())
def test_any_dossier_can_be_told(dossier: Dossier) -> None:
    assert explained(dossier, own_voice=True).strip()


def test_sources_left_open_are_named_in_one_line_with_their_claims() -> None:
    text = "Officials said rain fell. Experts said snow fell. Officials told reporters it was cold."

    told = explained(pv.extract(text), width=80)

    assert told.count("nobody at first hand") == 1
    assert "1–3: each 1 report, 0 outlets" in " ".join(told.split())


def test_it_tells_authors_place_and_what_the_article_draws_on() -> None:
    text = (
        "Sales fall in Oslo\n\nBy Ann Lee\n\nOSLO, Nov 4 (Reuters) - Sales fell, the bank said.\n\nThe Verge "
        "first reported the fall."
    )

    told = explained(pv.extract(text, publisher="Evening Post"), width=200)

    assert "written by Ann Lee · from OSLO, Nov 4" in told
    assert "draws on Reuters (republished), The Verge (paraphrased)" in told


def test_cue_venue_and_anonymity_stand_with_the_passage() -> None:
    text = (
        "In a post on X, the mayor claimed that it rained. A man, who cannot be named for legal reasons, "
        "told reporters it snowed."
    )

    told = explained(pv.extract(text), width=200)

    assert "“the mayor” (“claimed”) · indirect · in a post" in told
    assert "· to reporters" in told
    assert "source: not named “for legal reasons”" in told


def test_nobody_is_shown_to_relay_himself() -> None:
    told = explained(pv.extract("Ann Lee said she hoped it would rain."), width=200)

    assert "Ann Lee" in told
    assert "Ann Lee ← Ann Lee" not in told


def test_a_finding_of_a_check_says_which_claims_it_is_about() -> None:
    text = "Ann Lee said it rained. Bob Roe said it snowed.\n\nReuters could not verify the reports."

    told = explained(pv.extract(text), width=200)

    assert (
        "Reuters: could not verify\n    “Reuters could not verify the reports”\n    about claims 1–2" in told
    )


def test_of_a_text_in_another_language_it_says_that_it_cannot_read_it() -> None:
    text = "Міністр заявив, що міст у центрі закриють, бо він старий. «Ми готові», — сказав він."

    told = " ".join(explained(pv.extract(text, own_voice=True), width=60).split())

    assert "the text does not read as English prose" in told
    assert told.startswith("An article without a headline")


def test_what_was_checked_later_is_not_told_of_earlier() -> None:
    dossier = story()
    dossier.add(
        pv.VerificationStatus(
            claim="clm-closed", checker="src-valley", state="checked", judged_at="2025-11-09", id="ver-1"
        )
    )

    assert "The Valley: checked, 2025-11-09" in explained(dossier, as_of="2025-11-10")
    earlier = explained(dossier, as_of="2025-11-08")
    assert "checked, 2025" not in earlier
    assert "Nothing on record says that anybody has checked by then." in earlier


def copied(**changed: object) -> Dossier:
    """Return a claim that a paper took from an agency, with some fields of the paper's passage."""
    agency = pv.Source(name="The Agency", kind="news_agency", id="src-agency")
    paper = pv.Source(name="The Valley", kind="news_outlet", id="src-valley")
    mayor = pv.Source(name="Ada Lund", kind="person", id="src-lund")
    claim = pv.Claim(text="The bridge is closed.", id="clm-1")
    fields: dict[str, object] = {"source": mayor, "claim": claim, "form": "indirect", "article": "art-1"}
    first = pv.Attribution(id="att-1", commitment="PR+", **fields)  # type: ignore[arg-type]
    second = pv.Attribution(id="att-2", **{**fields, "article": "art-2", **changed})  # type: ignore[arg-type]
    return Dossier(
        [
            agency,
            paper,
            mayor,
            claim,
            pv.Article(headline="Wire", publisher=agency, id="art-1"),
            pv.Article(headline="Bridge shut", publisher=paper, id="art-2"),
            first,
            second,
            pv.Derivation(derived=second, taken_from=first, kind="quoted", id="der-1"),
        ]
    )


def section(told: str, heading: str) -> str:
    """Return a section of what was told, on one line."""
    found = [part for part in told.split("\n\n") if part.startswith(heading)]
    assert len(found) == 1, found
    return " ".join(found[0].split())


def test_what_changed_on_the_way_stands_under_the_claim_in_a_few_words() -> None:
    told = explained(copied(source=None, form="own_voice", commitment="CT+"))

    assert section(told, "What changed") == (
        "What changed on the way 1. The bridge is closed. The Agency → The Valley: Ada Lund is no longer "
        "credited: the outlet says it itself; told as surer: probable became certain"
    )


def test_a_claim_that_came_through_unchanged_is_said_to() -> None:
    told = explained(copied())

    assert section(told, "What changed") == "What changed on the way Nothing is known to have changed: 1–2"


def test_a_step_that_two_claims_took_is_told_once() -> None:
    dossier = copied(claim="clm-2", form="direct")
    dossier.add(pv.Claim(text="They closed the bridge.", id="clm-2"))
    dossier.add(pv.ClaimRelation(subject="clm-2", kind="restates", object="clm-1", id="rel-1"))

    told = explained(dossier, width=200)

    assert told.count("The Agency → The Valley:") == 1
    assert "  1–2. The bridge is closed." in told.splitlines()
    assert "a paraphrase became a quotation" in section(told, "What changed")


def test_a_possible_step_and_a_later_version_are_said_to_be_such() -> None:
    possible = copied(form="direct")
    possible.replace(
        pv.Derivation(derived="att-2", taken_from="att-1", kind="quoted", standing="possible", id="der-1")
    )
    versions = copied(article="art-3", form="direct")
    versions = Dossier([record for record in versions if record.id != "der-1"])
    versions.add(pv.Article(headline="Wire", publisher="src-agency", id="art-3"))
    versions.add(pv.Derivation(derived="art-3", taken_from="art-1", kind="revised", id="der-2"))

    assert "The Agency → The Valley (possibly): a paraphrase" in section(explained(possible), "What changed")
    assert "The Agency → a later version: a paraphrase" in section(explained(versions), "What changed")


def test_what_changed_is_told_for_the_layers_and_the_time_asked_for() -> None:
    dossier = copied(form="direct")

    assert "What changed" in explained(dossier)
    assert "What changed" not in explained(dossier, basis="stated")
    assert "What changed" not in explained(dossier, as_of="2025-11-04")


def test_more_steps_and_changes_than_can_be_read_are_counted() -> None:
    dossier = copied(form="direct")
    for n in range(6):
        dossier.add(pv.Article(headline=f"Copy {n}", publisher="src-valley", id=f"art-c{n}"))
        dossier.add(
            pv.Attribution(
                article=f"art-c{n}", claim="clm-1", source="src-lund", form="direct", id=f"att-c{n}"
            )
        )
        dossier.add(pv.Derivation(derived=f"att-c{n}", taken_from="att-1", kind="quoted", id=f"der-c{n}"))

    told = section(explained(dossier), "What changed")

    assert told.count("a paraphrase became a quotation") == 4
    assert told.endswith("and 3 more steps `provenance ask drift FILE CLAIM` tells it all.")


@pytest.mark.parametrize("kind", DriftKind)
def test_every_kind_of_change_has_words_of_its_own(kind: DriftKind) -> None:
    hop = DriftHop("att-2", "derives", "att-1", "der-1")

    (told,) = in_words([Drift(hop, kind, "this one", "that one", "fields")])

    assert told
    assert kind.value not in told
    assert len({in_words([Drift(hop, k, "this one", "that one", "fields")])[0] for k in DriftKind}) == len(
        DriftKind
    )


@pytest.mark.parametrize("what", ["place", "time", "number"])
def test_what_is_given_at_one_end_only_is_said_to_have_gone_or_come(what: str) -> None:
    kind = {"place": "place_changed", "time": "time_changed", "number": "quantity_changed"}[what]
    hop = DriftHop("att-2", "derives", "att-1", "der-1")
    gone = Drift(hop, DriftKind(kind), "the hill", f"no {what} given", "fields")
    came = Drift(hop, DriftKind(kind), f"no {what} given", "the hill", "fields")

    assert in_words([gone]) == [f"the {what} is gone: the hill"]
    assert in_words([came]) == [f"a {what} came in: the hill"]


def test_what_an_editor_would_mark_stands_with_the_article_one_line_a_rule() -> None:
    dossier = pv.extract(
        "Officials said rain fell. Experts said snow fell. Analysts said it was cold.", publisher="The Valley"
    )

    told = section(explained(dossier), "Sourcing")

    assert told.startswith("Sourcing: 3 warnings")
    assert (
        "S02 “Officials”: several people as one voice, and nobody of them is named (at 0–9; and 2 more)"
        in (told)
    )
    assert told.count("S02") == 1
    assert told.endswith("`provenance lint FILE` lists all.")


def test_the_gravest_findings_come_first_and_a_headline_is_named() -> None:
    told = explained(pv.read("seeds/pokrovsk-2025.json"))

    marked = section(told, "Sourcing")

    assert marked.startswith("Sourcing: 1 error, 11 warnings, 30 notes Q02 ")
    assert "(headline, at 0–36)" in marked
    assert "Also S03 (3), S01 (17)," in marked


def test_each_article_has_its_own_findings() -> None:
    dossier = copied(source="src-some", anonymity="unnamed")
    dossier.add(pv.Source(kind="group", description="officials", id="src-some"))

    told = explained(dossier)

    assert told.index("Bridge shut") < told.index("S02 “officials”") < told.index("Sources (")
    assert "S02" not in told[told.index("Wire") : told.index("Bridge shut")]


def test_a_finding_without_a_place_is_not_said_to_be_about_the_whole_article() -> None:
    dossier = copied(source="src-some", anonymity="unnamed")
    dossier.add(pv.Source(kind="group", description="officials", id="src-some"))
    dossier.replace(pv.Article(text="It is shut.", headline="Bridge shut", id="art-2"))

    lines = explained(dossier, width=200).splitlines()

    assert "  S02 “officials”: several people as one voice, and nobody of them is named" in lines
    assert any(line.startswith("  M01") and line.endswith("(the article as a whole)") for line in lines)


def test_changes_and_findings_can_be_left_out() -> None:
    dossier = pv.read("seeds/pokrovsk-2025.json")

    assert "What changed" not in explained(dossier, changes=False)
    assert "Sourcing" in explained(dossier, changes=False)
    assert "Sourcing" not in explained(dossier, lint=False)
    assert "What changed" in explained(dossier, lint=False)


def test_what_may_stand_is_not_marked() -> None:
    dossier = pv.extract("Officials said rain fell.", publisher="The Valley")
    dossier.suppressions = (pv.Suppression(code="S02", reason="we know them"),)

    assert "S02" not in explained(dossier)


def test_a_word_of_a_million_letters_is_told_in_time() -> None:
    assert len("".join(wrapped("x" * 1_000_000, 80)).replace(" ", "")) == 1_000_000


def test_passages_of_an_article_that_is_not_on_record_are_told_of_all_the_same() -> None:
    passage = pv.Attribution(article="art-gone", claim="clm-1", source="src-1", id="att-1")
    dossier = Dossier([pv.Claim(text="It rains.", id="clm-1"), pv.Source(name="Lund", id="src-1"), passage])

    told = explained(dossier)

    assert "An article art-gone" in told
    assert "1. It rains." in told
    assert "1: 1 report, 0 outlets, 1–1 independent origins" in told
