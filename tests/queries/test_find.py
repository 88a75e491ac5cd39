"""Filters that compose."""

import pickle
from collections.abc import Callable
from typing import Any

import pytest

from provenance.errors import UsageError
from provenance.model import Anchors, Article, Attribution, Claim, Dossier, Source, TextAnchor
from provenance.queries import all_of, any_of, find

BRIDGE = Claim(id="clm-bridge", text="The bridge is closed.", about=["place:bridge"])
TOWER = Claim(id="clm-tower", text="The tower leans.", kind="fact")
STORY = Dossier([BRIDGE, TOWER, Source(id="src-lund", name="Ada Lund"), Article(id="art-1")])


def is_about(word: str) -> Any:
    return lambda claim: word in claim.text


def test_every_condition_has_to_be_met() -> None:
    assert find(STORY, Claim, is_about("The"), is_about("bridge")) == (BRIDGE,)
    assert find(STORY, Claim, is_about("bridge"), is_about("tower")) == ()
    assert find(STORY, Claim, is_about("The")) == (BRIDGE, TOWER)


@pytest.mark.parametrize("kind", [Claim, "claims", "claim", "Claim"])
def test_a_kind_is_a_class_or_a_word(kind: Any) -> None:
    assert find(STORY, kind, is_about("bridge")) == (BRIDGE,)


@pytest.mark.parametrize("kind", ["persons", int, None, 3, "", Dossier])
def test_any_other_kind_is_refused_with_those_there_are(kind: Any) -> None:
    with pytest.raises(UsageError, match="attributions"):
        find(STORY, kind, bool)


def test_conditions_compose() -> None:
    either = any_of(is_about("bridge"), is_about("tower"))

    assert find(STORY, Claim, either) == (BRIDGE, TOWER)
    assert find(STORY, Claim, all_of(either, is_about("leans"))) == (TOWER,)
    assert find(STORY, Claim, all_of([is_about("The"), is_about("tower")])) == (TOWER,)
    assert find(STORY, Claim, any_of([is_about("tower")], is_about("bridge"))) == (BRIDGE, TOWER)


def test_filtering_twice_is_filtering_once() -> None:
    wanted = is_about("bridge")
    once = find(STORY, Claim, wanted)

    assert find(Dossier(once), Claim, wanted) == once == find(STORY, Claim, wanted, wanted)


def test_nobody_who_filters_by_nothing_meant_everything() -> None:
    asking: list[Callable[[], object]] = [
        lambda: find(STORY, Claim), all_of, any_of, lambda: all_of([]), lambda: any_of([], [])
    ]  # fmt: skip
    for ask in asking:
        with pytest.raises(UsageError, match="at least one condition"):
            ask()


@pytest.mark.parametrize("condition", ["clm-bridge", 3, None, [3]])
def test_a_condition_is_a_function(condition: Any) -> None:
    for ask in (lambda c: find(STORY, Claim, c), all_of, any_of):
        with pytest.raises(UsageError, match="a condition is a function"):
            ask(condition)


def test_conditions_are_tried_in_order_and_no_more_than_needed() -> None:
    asked: list[str] = []

    def says(word: str, answer: bool) -> Any:
        def condition(_: object) -> bool:
            asked.append(word)
            return answer

        return condition

    all_of(says("a", False), says("b", True))(BRIDGE)
    any_of(says("c", True), says("d", True))(BRIDGE)

    assert asked == ["a", "c"]


def test_what_was_found_shows_itself_and_is_a_table() -> None:
    words = "Lund said so."
    anchors = Anchors(source=[TextAnchor.of(words, 0, 4)], cue=[TextAnchor.of(words, 5, 9)])
    passage = Attribution(id="att-1", article="art-1", claim="clm-bridge", anchors=anchors)
    found = find(Dossier([*STORY, passage]), Attribution, lambda p: True)
    claims = find(STORY, Claim, is_about("The"))

    assert str(claims) == "The bridge is closed.\nThe tower leans."
    assert repr(claims) == "<Found: 2 records>"
    assert str(find(STORY, Claim, is_about("moon"))) == "none"
    rows = claims.to_rows()
    assert rows[0]["id"] == "clm-bridge"
    assert rows[0]["about"] == ["place:bridge"]
    assert rows[0]["kind"] is None
    assert list(rows[0]) == list(rows[1])
    [reason] = found.why
    assert (reason.record, [a.exact for a in reason.anchors]) == ("att-1", ["Lund", "said"])
    assert pickle.loads(pickle.dumps(claims)) == claims


def test_a_long_list_is_cut() -> None:
    many = find(Dossier([Claim(text=f"Number {n}.") for n in range(30)]), Claim, lambda c: True)

    assert str(many).splitlines()[-1] == "… and 10 more"
