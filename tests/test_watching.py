"""Progress of long work, and stopping it."""

import io
import json
import subprocess
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import provenance as pv
from provenance.queries.lint import lint
from provenance.view import explained
from provenance.watching import Progress

STORY = pv.cases.load("niger-uranium-2003")
CHECKED = pv.Dossier(
    [
        pv.Claim(text="The bridge is closed.", id="clm-1"),
        *(
            pv.VerificationStatus(claim="clm-1", state="checked", checker=who, id=f"ver-{who}")
            for who in "ab"
        ),
    ]
)


def seen_during(work: Callable[[], object]) -> list[Progress]:
    seen: list[Progress] = []
    with pv.progress(seen.append):
        work()
    return seen


LONG: dict[str, tuple[str, Callable[[], object]]] = {
    "reading JSON": ("reading claims", lambda: pv.loads(pv.dumps(STORY), "json")),
    "reading lines": ("reading lines", lambda: pv.loads(pv.dumps(STORY, "jsonl"), "jsonl")),
    "counting": ("counting sources", lambda: pv.corroboration_table(STORY)),
    "looking for rings": ("looking for rings", lambda: pv.circular(pv.cases.load("aardvark-2008"))),
    "comparing": ("comparing steps", lambda: pv.drift(STORY, "clm-sought")),
    "looking for disputes": ("looking for disputes", lambda: pv.disputes(STORY)),
    "looking up checks": ("looking up checks", lambda: pv.status_table(CHECKED)),
    "linting": ("checking rules", lambda: lint(STORY)),
    "drafting": ("reading sentences", lambda: pv.extract("“It is closed,” Lund said. He left.")),
    "telling": ("telling of articles", lambda: explained(STORY)),
}


@pytest.mark.parametrize("work", LONG)
def test_long_work_tells_how_far_it_has_come(work: str) -> None:
    what, do = LONG[work]

    steps = [step for step in seen_during(do) if step.what == what]

    assert steps[0].done == 0
    assert steps[-1].is_over
    assert steps[-1].done > 0
    assert steps[-1].total in (None, steps[-1].done)


@pytest.mark.parametrize("work", LONG)
def test_watching_changes_nothing_about_the_result(work: str) -> None:
    do = LONG[work][1]
    watched: list[object] = []

    seen_during(lambda: watched.append(do()))

    assert str(watched[0]) == str(do())


@pytest.mark.parametrize("name", ["story.json", "story.jsonl", "story.csv.zip", "story.csv", "story.graphml"])
def test_writing_tells_in_every_shape_that_a_format_can_have(name: str, tmp_path: Path) -> None:
    format = "csv" if ".csv" in name else None

    steps = seen_during(lambda: pv.write(STORY, tmp_path / name, format=format))

    assert next(step.done for step in steps if step.what == "writing" and step.is_over) > 0


def test_where_nobody_watches_the_items_are_the_very_same() -> None:
    items = [1, 2, 3]

    assert pv.watched(items, "counting") is items


def test_a_loop_of_ones_own_can_be_watched() -> None:
    seen = seen_during(lambda: list(pv.watched(iter("ab"), "spelling", total=2)))

    assert seen == [Progress("spelling", 0, 2, False), Progress("spelling", 2, 2, True)]
    assert str(seen[-1]) == "spelling: 2 of 2"
    assert str(Progress("x", 1_000, None, True)) == "x: 1,000"


def test_between_its_ends_a_watcher_is_called_ten_times_a_second_at_most(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = iter(range(1_000))
    monkeypatch.setattr("provenance.watching.monotonic", lambda: next(clock) / 50)

    seen = seen_during(lambda: list(pv.watched(range(100), "counting")))

    assert 10 < len(seen) < 40


class StopError(Exception):
    """Somebody has seen enough."""


@pytest.mark.parametrize("reason", [StopError, KeyboardInterrupt])
def test_whoever_watches_can_stop_the_work_and_no_file_is_half_written(
    reason: type[BaseException], tmp_path: Path
) -> None:
    path = tmp_path / "story.json"
    path.write_text("as it was", "utf-8")

    def stop(step: Progress) -> None:
        if step.what == "writing" and not step.is_over:
            raise reason

    with pytest.raises(reason), pv.progress(stop):
        pv.write(STORY, path)
    assert path.read_text("utf-8") == "as it was"
    assert [file.name for file in tmp_path.iterdir()] == ["story.json"]


def test_what_is_stopped_is_told_to_be_over() -> None:
    seen: list[Progress] = []

    def work() -> None:
        for _ in pv.watched(range(5), "counting"):
            raise StopError

    with pytest.raises(StopError), pv.progress(seen.append):
        work()
    assert seen[-1] == Progress("counting", 0, 5, True)


def test_nobody_watches_after_the_end_even_if_something_was_raised() -> None:
    with pytest.raises(StopError), pv.progress(lambda step: None):
        raise StopError
    assert isinstance(pv.watched((1,), "x"), tuple)


def test_an_inner_watcher_takes_the_place_of_an_outer_one() -> None:
    outer: list[Progress] = []

    with pv.progress(outer.append):
        inner = seen_during(lambda: list(pv.watched("a", "x")))
    assert outer == []
    assert len(inner) == 2


def test_with_tqdm_there_is_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Any] = []

    class Bar:
        def __init__(self, **given: Any) -> None:
            self.given, self.n, self.closed = given, 0, False
            made.append(self)

        def update(self, more: int) -> None:
            self.n += more

        def close(self) -> None:
            self.closed = True

    monkeypatch.setitem(sys.modules, "tqdm", types.ModuleType("tqdm"))
    monkeypatch.setitem(sys.modules, "tqdm.auto", types.SimpleNamespace(tqdm=Bar))

    with pv.progress():
        list(pv.watched("abc", "spelling"))
    assert [(bar.given["desc"], bar.given["total"], bar.n, bar.closed) for bar in made] == [
        ("spelling", 3, 3, True)
    ]


@pytest.mark.parametrize("is_terminal", [True, False])
def test_without_tqdm_a_terminal_gets_a_line_and_a_file_nothing(
    is_terminal: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    screen = io.StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: is_terminal)
    monkeypatch.setattr(sys, "stderr", screen)

    with pv.progress():
        list(pv.watched("abc", "spelling"))
    assert ("spelling: 3 of 3" in screen.getvalue()) == is_terminal


def test_a_dossier_that_cannot_be_read_is_told_of_as_ever() -> None:
    with pytest.raises(pv.errors.DecodingError), pv.progress(lambda step: None):
        pv.loads(json.dumps([]), "json")


INTERRUPTED = """
import signal, sys, threading
import provenance as pv

story = pv.Dossier(pv.Claim(text=f"Claim {n}.", id=f"clm-{n}") for n in range(20_000))
def interrupt(step):
    if step.what == "writing" and step.done:
        signal.raise_signal(signal.SIGINT)
with pv.progress(interrupt):
    pv.write(story, sys.argv[1])
"""


def test_ctrl_c_leaves_the_old_file_whole_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "story.jsonl"
    path.write_text("as it was", "utf-8")

    ended = subprocess.run([sys.executable, "-c", INTERRUPTED, str(path)], capture_output=True, check=False)

    assert b"KeyboardInterrupt" in ended.stderr
    assert path.read_text("utf-8") == "as it was"
    assert [file.name for file in tmp_path.iterdir()] == ["story.jsonl"]


def test_a_watcher_that_cannot_be_called_is_refused_at_once() -> None:
    with pytest.raises(pv.errors.UsageError, match="watcher"), pv.progress(5):  # type: ignore[arg-type]
        pass
