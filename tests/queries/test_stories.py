"""The stories that say what independence means, with their printed answers, and what is not a law."""

import attrs

from provenance.model import Affiliation, ClaimRelation, Dossier
from provenance.queries import Range, corroboration
from tests.queries.desk import CLAIM, THERE, TOOK_PART, Desk


def independent(desk: Desk | Dossier, claim: str = CLAIM, **asked: str) -> Range:
    dossier = desk.dossier if isinstance(desk, Desk) else desk
    return corroboration(dossier, claim, **asked).independent  # type: ignore[arg-type]


def wire_story() -> Desk:
    desk = Desk()
    desk.source("mayor")
    desk.source("witness")
    desk.paper("wire")
    desk.says("wire", "mayor", **TOOK_PART)
    for name in ("a", "b", "c", "d", "e"):
        desk.paper(name)
        desk.says(name, "mayor")
        desk.took(f"{name}/mayor", "wire/mayor", "republished")
    desk.says("e", "witness", **THERE)
    return desk


def test_a_wire_story_in_five_outlets_one_of_which_had_its_own_witness_is_two() -> None:
    result = corroboration(wire_story().dossier, CLAIM)

    assert str(result) == "6 reports, 6 outlets, 2–2 independent origins"
    assert result.origins == ("mayor", "witness")
    assert result.first_hand == ("mayor", "witness")
    assert "A-Outlet took it from Wire-Outlet (a/mayor<-wire/mayor)" in result.explain()


def test_a_copied_article_does_not_swallow_the_outlets_own_witness() -> None:
    desk = wire_story()
    desk.took("e", "wire", "summarised", id="der-lead")
    result = corroboration(desk.dossier, CLAIM)

    assert result.independent == (2, 2)
    assert [lead.derivation for lead in result.leads] == ["der-lead"]
    assert "A lead, not a link" in result.explain()
    assert "der-lead" in result.explain()


def test_of_a_news_conference_two_papers_attended_the_content_is_one_and_that_it_was_said_is_two() -> None:
    desk = Desk("content", "speech")
    desk.dossier.add(ClaimRelation(subject="speech", kind="conveys", object="content"))
    desk.source("minister")
    for name in ("a", "b"):
        desk.paper(name)
        attended = {"obtained": "news_conference"}
        desk.says(name, "minister", claim="content", **attended)
        desk.says(name, None, claim="speech", form="own_voice", **attended, **THERE)
    content = corroboration(desk.dossier, "content")

    assert content.independent == (1, 1)
    assert independent(desk, "speech") == (2, 2)
    assert str(content) == "2 reports, 2 outlets, 1–1 independent origins, nobody at first hand"
    assert "Both A-Outlet and B-Outlet were at the news conference" in content.explain()
    assert "one origin of what was said, 2 witnesses that it was said" in content.explain()


def test_an_unnamed_official_in_two_papers_is_one_or_two() -> None:
    desk = Desk()
    for name in ("a", "b"):
        desk.paper(name)
        desk.source(f"official-{name}", name=None, description="a senior official")
        desk.says(name, f"official-{name}", **THERE)
    result = corroboration(desk.dossier, CLAIM)

    assert str(result) == "2 reports, 2 outlets, 1–2 independent origins, nobody at first hand"
    assert "it is not named" in result.explain()
    assert "who “a senior official” is, and how they know" in result.explain()


def test_two_people_and_the_analysts_including_both_are_two() -> None:
    desk = Desk()
    desk.source("x")
    desk.source("y")
    desk.source("analysts", members=["x", "y"], kind="group")
    for name, source in (("a", "x"), ("b", "y"), ("c", "analysts")):
        desk.paper(name)
        desk.says(name, source, **TOOK_PART)
    result = corroboration(desk.dossier, CLAIM)

    assert result.independent == (2, 2)
    assert result.origins == ("analysts", "x", "y")
    assert (
        "Analysts (analysts) and X (x) overlap: X is one of the known voices behind Analysts."
        in result.explain()
    )


def test_two_people_who_rest_on_the_same_document_are_one() -> None:
    desk = Desk()
    desk.source("papers", kind="document")
    for name, source in (("a", "x"), ("b", "y")):
        desk.source(source)
        desk.paper(name)
        desk.says(name, source)
        desk.took(source, "papers", "primary_source")
    result = corroboration(desk.dossier, CLAIM)

    assert str(result) == "2 reports, 2 outlets, 1–1 independent origins"
    assert result.origins == result.first_hand == ("papers",)
    assert "X rests on Papers" in result.explain()


def test_the_ministry_and_its_spokesman_are_one() -> None:
    desk = Desk()
    desk.source("ministry", kind="government_body")
    desk.source("spokesman", speaks_for="ministry")
    for name, source in (("a", "ministry"), ("b", "spokesman")):
        desk.paper(name)
        desk.says(name, source)
    result = corroboration(desk.dossier, CLAIM)

    assert result.independent == (1, 1)
    assert result.origins == ("ministry",)
    assert "Spokesman speaks for Ministry: one voice." in result.explain()


def giffords() -> Desk:
    desk = Desk()
    for official in ("sheriff", "congress"):
        desk.source(f"{official}-official", name=None, description=f"a source at the {official}")
    desk.source("fox-source", name=None, description="Fox's own source")
    desk.source("npr", kind="news_outlet")
    desk.paper("npr-1", publisher="npr", published="2011-01-08T14:01-07:00")
    desk.says("npr-1", "sheriff-official")
    desk.says("npr-1", "congress-official")
    desk.paper("fox", published="2011-01-08T14:12-07:00")
    desk.says("fox", "npr")
    desk.took("fox/npr", "npr-1")
    desk.says("fox", "fox-source")
    desk.paper("cnn", published="2011-01-08T14:15-07:00")
    desk.says("cnn", "npr")
    desk.took("cnn/npr", "npr-1")
    desk.paper("times", published="2011-01-08T14:20-07:00")
    desk.says("times", None)
    desk.took("times/own", "npr-1")
    desk.took("times/own", "cnn")
    desk.paper("npr-2", publisher="npr", published="2011-01-08T14:40-07:00")
    withdrawn = ["npr-1/sheriff-official", "npr-1/congress-official"]
    desk.took("npr-2", "npr-1", "corrected", id="der-correction", withdraws=withdrawn, notice="npr-2")
    return desk


def test_of_giffords_there_were_one_to_three_before_the_radios_correction() -> None:
    before = corroboration(giffords().dossier, CLAIM, as_of="2011-01-08T14:30-07:00")

    assert str(before) == "4 reports, 4 outlets, 1–3 independent origins, nobody at first hand"
    assert before.origins == ("congress-official", "fox-source", "sheriff-official")


def test_of_giffords_foxs_own_source_alone_was_left_after_it() -> None:
    after = corroboration(giffords().dossier, CLAIM)

    assert after.origins == ("fox-source",)
    assert str(after) == "3 reports, 3 outlets, 1–1 independent origins, nobody at first hand"
    assert after.fallen == ("npr-1/congress-official", "npr-1/sheriff-official")
    assert "taken back by der-correction" in after.explain()
    assert "cnn/npr rests on npr-1 (cnn/npr<-npr-1), which no longer stands" in after.explain()


def niger() -> Desk:
    desk = Desk()
    desk.source("papers", name="The papers", kind="document")
    desk.source("service", name=None, description="a foreign government service")
    for name in ("cia-brief", "dissemination"):
        desk.paper(name)
        desk.says(name, "papers")
    desk.took("dissemination/papers", "cia-brief/papers")
    desk.paper("uk-statement")
    desk.says("uk-statement", "service")
    desk.took("service", "papers", standing="possible", id="der-disputed")
    return desk


def test_of_niger_there_is_one_or_two_as_long_as_it_is_disputed_whether_the_british_had_their_own() -> None:
    result = corroboration(niger().dossier, CLAIM)

    assert result.independent == (1, 2)
    assert result.origins == ("papers", "service")
    assert result.first_hand == ("papers",)


def test_without_the_papers_the_british_basis_is_at_no_first_hand() -> None:
    dossier = niger().dossier
    dossier.discard("cia-brief/papers", "dissemination/papers")
    left = corroboration(dossier, CLAIM)

    assert (left.at_first_hand, left.independent.most) == (0, 1)


def test_a_lone_reportedly_does_not_look_like_a_finding() -> None:
    desk = Desk()
    desk.paper("a")
    desk.says("a", None, form="indirect")
    result = corroboration(desk.dossier, CLAIM)

    assert str(result) == "1 report, 1 outlet, 1–1 independent origins, nobody at first hand"
    assert result.origins == ("a",)


# --- what is not a law -------------------------------------------------------------------------


def two_witnesses() -> Desk:
    desk = Desk()
    for name, source in (("a", "x"), ("b", "y")):
        desk.paper(name)
        desk.source(source)
        desk.says(name, source, **THERE)
    return desk


def test_knowing_that_somebody_is_unsure_widens_two_to_one_or_two() -> None:
    desk = two_witnesses()
    assert independent(desk) == (2, 2)

    desk.judged("x", "y", "unsure")

    assert independent(desk) == (1, 2)
    assert "X (x) and Y (y) may be one: x=y leaves it open." in corroboration(desk.dossier, CLAIM).explain()


def test_a_judgement_same_turns_two_into_one() -> None:
    desk = two_witnesses()
    desk.judged("x", "y", "same")

    assert independent(desk) == (1, 1)
    assert "they were judged the same (x=y)" in corroboration(desk.dossier, CLAIM).explain()


def test_closing_a_ring_turns_one_into_none() -> None:
    desk = Desk()
    for name in ("a", "b"):
        desk.paper(name)
        desk.says(name, None)
    desk.took("a/own", "b/own")
    assert independent(desk) == (1, 1)

    desk.took("b/own", "a/own")
    result = corroboration(desk.dossier, CLAIM)

    assert str(result) == "2 reports, 2 outlets, 0–0 independent origins"
    assert result.rings == (("a/own", "b/own"),)
    assert (
        "a/own and b/own lead round to each other (a/own<-b/own and b/own<-a/own) and to nobody outside"
        in result.explain()
    )


def test_a_passage_added_to_an_article_that_others_copy_can_lower_the_range() -> None:
    desk = two_witnesses()
    desk.source("z")
    desk.paper("wire")
    desk.took("a", "wire", "republished")
    desk.took("b", "wire", "republished")
    assert independent(desk) == (2, 2)  # both name their sources, and what the wire says is not on record

    desk.says("wire", "z", **THERE)

    assert independent(desk) == (1, 1)
    assert "A-Outlet took it from Wire-Outlet (a<-wire): wire/z stands behind a/x." in (
        corroboration(desk.dossier, CLAIM).explain()
    )


def test_the_presumption_that_two_named_records_are_two_is_listed() -> None:
    desk = two_witnesses()
    result = corroboration(desk.dossier, CLAIM)

    assert result.presumed_different == (("x", "y"),)
    assert "X and Y are presumed to be two: nobody judged it." in result.explain()

    desk.judged("x", "y", "different")

    assert corroboration(desk.dossier, CLAIM).presumed_different == ()


def test_a_shared_employer_is_a_doubt_until_somebody_judges_them_different() -> None:
    desk = two_witnesses()
    at_the_institute = [Affiliation(organization="institute")]
    for id in ("x", "y"):
        desk.dossier.replace(attrs.evolve(desk.dossier.sources[id], affiliations=at_the_institute))

    assert independent(desk) == (1, 2)

    desk.judged("x", "y", "different")

    assert independent(desk) == (2, 2)
