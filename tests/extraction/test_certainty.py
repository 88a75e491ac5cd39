"""How sure the source is, which words say so, and when what is said took or takes place."""

import pytest

from provenance.extraction import extract
from provenance.model import Attribution, Claim


def read(text: str) -> tuple[Attribution, Claim]:
    """Return the only passage of a text, and its claim."""
    dossier = extract(text, published="2025-11-05")  # a Wednesday
    [passage] = dossier.attributions.values()
    return passage, dossier.claims[passage.claim]


@pytest.mark.parametrize(
    ("text", "commitment"),
    [
        ("The mayor said the bridge was closed.", "CT+"),
        ("The mayor said the bridge may close.", "PS+"),
        ("The mayor says prices might not fall.", "PS+"),
        ("Prices could rise, the bank said.", "PS+"),
        ('"We may go," she said.', "PS+"),
        ("Perhaps the bridge will close, the mayor said.", "PS+"),
        ("The minister said that if it rains, the match could be cancelled.", "PS+"),
        ("The mayor said the bridge will probably close.", "PR+"),
        ("Officials said the plan is expected to cost three million.", "PR+"),
        ("Prices are unlikely to rise, according to the bank.", "PR+"),
        ("Experts warned that the dam may break.", "PS+"),
        # Not the main verb, not possibility, or another source's doubt.
        ("He said the man who may have fired was dead.", "CT+"),
        ("She said she could not have known.", "CT+"),
        ("The guard said he could see the house.", "CT+"),
        ("The mayor said the bridge would close.", "CT+"),
        ('"We may go. It is late," she said.', "CT+"),
        ("The firm denied that it might close.", "CT-"),
    ],
)
def test_the_main_verb_of_the_content_weakens_the_commitment(text: str, commitment: str) -> None:
    assert read(text)[0].commitment == commitment


@pytest.mark.parametrize(
    ("text", "hedges"),
    [
        ("The firm said it would file a complaint.", []),
        ('"I would never do that," she said.', []),
        ("The firm said it would sue if talks failed.", ["would", "if"]),
        ("Analysts note that control of the town would give them an advantage.", ["would"]),
        ("The union says members would rather strike.", []),
        ("The bank said prices may rise.", ["may"]),
    ],
)
def test_would_is_a_hedge_only_on_a_condition(text: str, hedges: list[str]) -> None:
    assert [h.anchors[0].exact for h in read(text)[0].hedges] == hedges


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The firm said it would file a complaint on Monday.", "2025-11-10"),
        ("The bank says it will meet on Friday.", "2025-11-07"),
        ("The union plans to meet on Friday, a spokesman said.", "2025-11-07"),
        ("The minister vowed to resign on Monday.", "2025-11-10"),
        ("The court is due to rule on Tuesday, lawyers said.", "2025-11-11"),
        ("The bank said it met on Friday.", "2025-10-31"),
        ("The bank said the board was forced to meet on Friday.", "2025-10-31"),
        ("The mayor said the bridge, which will be rebuilt, was closed on Monday.", "2025-11-03"),
    ],
)
def test_a_weekday_is_looked_for_where_the_verb_points(text: str, day: str) -> None:
    when = read(text)[1].when

    assert when is not None
    assert when.to_edtf() == day
