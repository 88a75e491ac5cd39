"""Who is meant: kinds, names, ties, and later mentions that join the first one, or do not."""

import pytest

from provenance.extraction import extract
from provenance.extraction.records.known import kind_of_name
from provenance.extraction.records.mentions import read_mention
from provenance.extraction.records.ties import tie_before_role
from provenance.model import Dossier, Source


def source_of(dossier: Dossier, start: str) -> Source:
    """Return the source of the passage whose content begins with the given words."""
    for passage in dossier.attributions.values():
        if passage.source is not None and passage.anchors.content[0].exact.lstrip('"').startswith(start):
            return dossier.sources[passage.source]
    raise AssertionError(f"nothing begins with {start!r}")


@pytest.mark.parametrize(
    ("phrase", "name", "kind"),
    [
        ("The Israeli military", "Israeli military", "military"),
        ("Ukraine's air force", "Ukraine's air force", "military"),
        ("the British government", "British government", "government_body"),
        ("Turkey's foreign ministry", "Turkey's foreign ministry", "government_body"),
        ("the Trump administration", "Trump administration", "government_body"),
        ("The U.S. military", "U.S. military", "military"),
        ("UNICEF", "UNICEF", "organization"),
        ("the FBI", "FBI", "government_body"),
        ("the WHO", "WHO", "organization"),
        ("a criminal complaint filed on Monday", None, "document"),
        ("The Verge", "The Verge", "news_outlet"),
        ("Gazzetta dello Sport", "Gazzetta dello Sport", "news_outlet"),
        ("The Haaretz newspaper", "Haaretz", "news_outlet"),
        ("well-known leaker @chipwhisperer", "@chipwhisperer", "platform_account"),
        ("Goldman Sachs economist Jan Hale", "Jan Hale", "person"),
        ("Swiss broadcaster SRF", "SRF", "news_outlet"),
        ("airport operator Avinor", "Avinor", "organization"),
        # Nobody is named by these.
        ("Local media", None, "group"),
        ("Chinese state media", None, None),
        ("the Oslo-based company", None, "organization"),
        ("Meteorologists", None, "group"),
        ("Fact-checkers at Snopes", None, "group"),
        ("two of the people", None, "group"),
        ("one of them", None, "person"),
        ("The Austrian", None, "person"),
        ("Two European officials briefed on the talks", None, "group"),
        ("Neither club", None, None),
        ("A person familiar with the plans", None, "person"),
        ("Angela Merkel's spokesman", None, "person"),
        ("Emails obtained by the paper", None, "document"),
        ("more than two million times on X", None, None),
    ],
)
def test_a_phrase_names_a_source_of_a_kind_or_none(phrase: str, name: str | None, kind: str | None) -> None:
    mention = read_mention(phrase, starts_sentence=phrase[0].isupper())

    assert mention.name == name
    assert kind is None or mention.kind == kind


def test_a_word_that_only_looks_like_an_acronym_is_nobody_known() -> None:
    assert kind_of_name("WHO") == "organization"
    assert kind_of_name("Who") is None
    assert kind_of_name("Velto") is None


@pytest.mark.parametrize(
    ("role", "body"),
    [
        ("Jefferies analyst", "Jefferies"),
        ("WHO Regional Director", "WHO"),
        ("Ionix chief executive", "Ionix"),
        ("Labour's", "Labour"),
        ("Health Minister", None),
        ("Detective Constable", None),
        ("Former permanent secretary", None),
        ("Israeli analyst", None),
        ("London mayor", None),
        ("Texas Governor", None),
    ],
)
def test_a_post_in_front_of_a_name_says_whom_it_belongs_to(role: str, body: str | None) -> None:
    tie = tie_before_role(role)

    assert (tie.organization if tie is not None else None) == body


def test_a_post_is_taken_from_where_the_text_first_has_the_name() -> None:
    dossier = extract(
        "Rovers coach Tom Sykes was not happy on Saturday. Sykes admitted his team were poor and said so."
    )

    sykes = source_of(dossier, "his team were")
    assert sykes.name == "Tom Sykes"
    [tie] = sykes.affiliations
    assert dossier.sources[tie.organization].name == "Rovers"


def test_an_acronym_joins_the_name_it_stands_for() -> None:
    dossier = extract("The World Trade Organization said cases rose. The WTO said they fell.")

    first, second = source_of(dossier, "cases rose"), source_of(dossier, "they fell")
    assert first is second
    assert first.aliases == ("WTO",)


def test_a_definite_noun_joins_the_one_body_it_can_mean() -> None:
    dossier = extract(
        "The plant will close, the Financial Times reported. The deal is off, the newspaper said."
    )

    assert source_of(dossier, "The deal").name == "Financial Times"


def test_a_definite_noun_joins_nobody_where_two_may_be_meant() -> None:
    text = (
        "Acme Corp said rain fell. Orbit Bank said snow fell.\n\nIt was a long winter in the valley, and the "
        f"roads were closed for weeks{' and weeks' * 60}.\n\nThe company said it was cold."
    )

    assert source_of(extract(text), "it was cold").name is None


def test_the_official_is_not_one_of_another_country() -> None:
    dossier = extract("A Pentagon official said rain fell. The Israeli official said snow fell.")

    assert source_of(dossier, "rain fell") is not source_of(dossier, "snow fell")


def test_the_minister_is_nobody_in_particular_where_the_text_names_two() -> None:
    dossier = extract(
        "Health Minister Ann Berg said cases rose. Finance Minister Bob Roe was not there.\n\n"
        "Rain fell for days, and then it stopped.\n\nThe minister said it was cold."
    )

    assert source_of(dossier, "it was cold").name is None


def test_a_pronoun_goes_to_whom_a_sentence_has_opened_with_since() -> None:
    dossier = extract(
        'Ann Berg said she had warned Tom Hill.\n\nKirsty Munro called for him to go. "He must go," she told '
        "reporters."
    )

    assert source_of(dossier, "He must go").name == "Kirsty Munro"


def test_a_pronoun_stays_with_a_witness_without_a_name() -> None:
    dossier = extract(
        "Chief Dana Kowalski said nobody was hurt.\n\nOne witness, who did not give her name, said she heard "
        'shots. "It was loud," she said.'
    )

    witness = source_of(dossier, "It was loud")
    assert witness.description == "One witness"


def test_his_spokesman_is_not_the_spokesman_named_before() -> None:
    dossier = extract(
        "Police spokesman Jan Kool said rain fell.\n\nPresident Bola Tinubu was pleased, his spokesman said."
    )

    spokesman = source_of(dossier, "President Bola")
    assert spokesman.name is None
    assert spokesman.speaks_for is not None
    assert dossier.sources[spokesman.speaks_for].name == "Bola Tinubu"
    assert spokesman.layers["speaks_for"].basis == "inferred"


def test_the_head_of_a_body_named_before_belongs_to_it() -> None:
    dossier = extract(
        "Rain fell, the National Disaster Authority said.\n\n"
        "The authority's head, Yusuf Demir, said it would stop."
    )

    [tie] = source_of(dossier, "it would stop").affiliations
    assert dossier.sources[tie.organization].name == "National Disaster Authority"


def test_what_two_texts_draw_on_may_be_two_articles_of_one_outlet() -> None:
    one = extract("As Reuters reports, the old bridge is closed.", publisher="The Courier")
    other = extract("As Reuters reports, the old tower is open.", publisher="The Herald")

    def unseen(dossier: Dossier) -> set[str]:
        return {a.id for a in dossier.articles.values() if a.text is None}

    assert len(unseen(one)) == len(unseen(other)) == 1
    assert unseen(one).isdisjoint(unseen(other))
    assert len((one | other).articles) == 4


def test_a_post_with_a_body_is_told_once() -> None:
    dossier = extract("FNV negotiator Pieter Bos told reporters that it was over.")
    [bos] = [s for s in dossier.sources.values() if s.name == "Pieter Bos"]

    assert bos.description is None
    assert [a.role for a in bos.affiliations] == ["FNV negotiator"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Researchers at the University of Lund followed 2,300 pupils. They found that sleep was short.",
            "Researchers at the University of Lund",
        ),
        ("The agency closed the road on Friday. It said the bridge was unsafe.", "The agency"),
        ("Police closed the road on Friday. They said the bridge was unsafe.", "Police"),
    ],
)
def test_a_pronoun_may_stand_for_a_body_that_was_only_spoken_of(text: str, who: str) -> None:
    [passage] = extract(text).attributions.values()
    assert passage.source is not None
    record = extract(text).sources[passage.source]

    assert who in (record.name, record.description)
    assert passage.anchors.source[0].exact in ("They", "It")


@pytest.mark.parametrize(
    "text",
    [
        "The trees fell on the road. They said the bridge was unsafe.",  # trees do not speak
        "Police closed the road.\n\nThey said the bridge was unsafe.",  # another paragraph
        "The road was closed by police. They said the bridge was unsafe.",  # not the subject
    ],
)
def test_a_pronoun_stays_open_where_it_is_not_plain(text: str) -> None:
    [passage] = extract(text).attributions.values()
    assert passage.source is not None

    assert extract(text).sources[passage.source].description == "They"
