"""A small program of somebody else, to see what the package's types say to it.

`.ci/run` checks a copy of it with `mypy --strict` against the installed package, and `mypy` checks it in the
checkout; `test_house.py` runs it. Each `type: ignore` names a mistake that must be reported: were it not,
the ignore itself would be an error.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import assert_type

import attrs

import provenance as pv


def a_story() -> pv.Dossier:
    """Return two outlets, one of which took its sentence from the other."""
    radio = pv.Source(name="Radio North", kind="news_outlet")
    paper = pv.Source(name="Evening Paper", kind=pv.SourceKind.NEWS_OUTLET)
    mayor = pv.Source(name="Mayor Ito", kind="person", aliases=["the mayor"], identifiers={"wikidata": "Q0"})
    bulletin = pv.Article(headline="Bridge shut", publisher=radio, published="2025-11-03")
    report = pv.Article(
        headline="Bridge closed", publisher=paper, published=datetime(2025, 11, 4, tzinfo=UTC)
    )
    shut = pv.Claim(text="The bridge is closed.", kind="event", when="2025-11-03")
    first = pv.Attribution(article=bulletin, claim=shut, source=mayor, form="indirect", commitment="CT+")
    second = pv.Attribution(article=report, claim=shut.id, source=mayor.id)
    taken = pv.Derivation(derived=second, taken_from=first, kind="paraphrased")
    return pv.Dossier([radio, paper, mayor, bulletin, report, shut, first, second, taken], title="A bridge")


def what_fields_hold(dossier: pv.Dossier) -> None:
    """Say which types a program may count on."""
    for attribution in dossier.attributions.values():
        assert_type(attribution.article, str)
        assert_type(attribution.source, str | None)
        assert_type(attribution.form, pv.Form | pv.UnknownTerm | None)
        assert_type(attribution.anchors.content, tuple[pv.TextAnchor, ...])
        assert_type(attribution.said_at, pv.When | None)
    for source in dossier.sources.values():
        assert_type(source.aliases, tuple[str, ...])
    claims: Mapping[str, pv.Claim] = dossier.claims
    (claim,) = claims.values()

    changed = attrs.evolve(claim, where="Springfield")
    assert_type(changed, pv.Claim)
    assert changed.where == "Springfield"


def mistakes() -> None:
    """Hold what a type checker must refuse; never called."""
    claim = pv.Claim(text="The bridge is closed.")
    claim.text = "The bridge is open."  # type: ignore[misc]
    pv.Claim("The bridge is closed.")  # type: ignore[call-arg]
    pv.Claim(wording="The bridge is closed.")  # type: ignore[call-arg]
    pv.Claim(text=5)  # type: ignore[arg-type]
    pv.Dossier().claims["clm-1"] = claim  # type: ignore[index]


def main() -> None:
    """Ask a few questions, and show that one `except` catches everything."""
    dossier = a_story()
    what_fields_hold(dossier)
    (claim,) = dossier.claims.values()

    found = pv.corroboration(dossier, claim)
    assert found.independent.most == 1
    assert_type(found.independent.most, int)
    assert_type(found.explain(), str)
    for chain in pv.trace(dossier, claim).chains(limit=3):
        print(chain)

    again = pv.loads(pv.dumps(dossier))
    assert_type(again, pv.Dossier)
    assert again == dossier

    try:
        pv.read("no-such-dossier.json")
    except pv.ProvenanceError as error:
        assert_type(str(error), str)
    except OSError as error:
        print(error.filename)


if __name__ == "__main__":
    main()
