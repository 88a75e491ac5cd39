"""Pictures of who cites whom: readable, and harmless whatever the labels say."""

import re
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

import provenance as pv
from provenance import formats
from provenance.errors import InvalidValueError
from provenance.formats.graphs import dot, mermaid
from provenance.model import RECORD_TYPES, Dossier
from provenance.testing import dossiers
from tests.formats import hostile
from tests.golden import stories

ANY = st.one_of(dossiers(), hostile.texts.map(hostile.story_of))

_MERMAID = re.compile(
    r"  n\d+ (?:-->|-\.->)\|\"[^\"<>`]+\"\| n\d+"
    r"|  n\d+(?:\(\[\"{0}\"\]\)|\[\"{0}\"\]|\{{\{{\"{0}\"\}}\}}):::(?:source|article|claim|missing)"
    r"|  classDef \w+ [\w:#,-]+".format(r"(?:[^\"<>`\\|\[\]{}%*_]|<br/>)+")
)
_DOT = re.compile(r'  n\d+ (?:-> n\d+ )?\[label="(?:[^"\\<>]|\\n|\\\\)*"(?:, [\w#"=, ]+)?\];')


def _mermaid(dossier: Dossier) -> str:
    return "".join(mermaid.dump(dossier))


def _dot(dossier: Dossier) -> str:
    return "".join(dot.dump(dossier))


def test_a_picture_says_who_cites_whom() -> None:
    lines = _mermaid(stories.every_field()).splitlines()

    assert lines[:4] == ["---", 'title: "The bridge"', "---", "flowchart LR"]
    assert '  n1(["a senior official"]):::source' in lines
    assert '  n5{{"The bridge is closed to about<br/>20 to 30 lorries."}}:::claim' in lines
    assert '  n3 -->|"cites (2 times)"| n1' in lines
    assert '  n1 -->|"says (PS#43;)"| n5' in lines
    assert '  n2 -->|"relays"| n1' in lines
    assert '  n4 -.->|"corrects"| n3' in lines
    assert '  n5 -.->|"contradicts"| n6' in lines


def test_the_same_picture_is_drawn_in_dot() -> None:
    lines = _dot(stories.every_field()).splitlines()

    assert lines[0] == "digraph dossier {"
    assert '  n1 [label="a senior official", shape=ellipse];' in lines
    assert '  n4 -> n3 [label="corrects", style=dashed];' in lines
    assert lines[-1] == "}"


@given(dossier=ANY)
def test_every_line_of_mermaid_is_one_of_ours_whatever_the_labels_say(dossier: Dossier) -> None:
    lines = _mermaid(dossier).split("\n")
    if lines[0] == "---":
        assert re.fullmatch(r'title: "(?:[^"\\<>]|\\.)*"', lines[1])
        assert lines[2] == "---"
        lines = lines[3:]

    assert lines[0] == "flowchart LR"
    assert lines[-1] == ""
    assert [line for line in lines[1:-1] if not _MERMAID.fullmatch(line)] == []


@given(dossier=ANY)
def test_every_line_of_dot_is_one_of_ours_whatever_the_labels_say(dossier: Dossier) -> None:
    lines = _dot(dossier).split("\n")

    assert re.fullmatch(r'  graph \[rankdir=LR\];(?: label="(?:[^"\\<>]|\\\\)*";)?', lines[1])
    assert lines[-2:] == ["}", ""]
    assert [line for line in lines[4:-2] if not _DOT.fullmatch(line)] == []


def test_every_hostile_string_there_is_stays_a_label() -> None:
    for text in hostile.all_strings():
        dossier = hostile.story_of(text)
        for written in (_mermaid(dossier), _dot(dossier)):
            assert "<script" not in written.lower()
            assert "<img" not in written.lower()
            assert "\x00" not in written
            assert "\u202e" not in written
        lines = _mermaid(dossier).splitlines()
        assert [
            line for line in lines[lines.index("flowchart LR") + 1 :] if not _MERMAID.fullmatch(line)
        ] == []


WORDS = (
    *("end", "graph", "class", "click", "subgraph", "style", "linkStyle", "default", "flowchart", "o", "x"),
    *(
        "%%{init: {}}%%",
        "%% comment",
        "---",
        "a\nend\nb",
        "a;end;b",
        "`code`",
        "`**bold**`",
        "#35;",
        "#quot;",
    ),
    *(
        "fa:fa-car",
        "@{shape: x}",
        "A --> B",
        "[x]",
        "(x)",
        "{x}",
        "|x|",
        '"',
        "'",
        "\\",
        "$$x^2$$",
        "1. a",
        "- a",
    ),
    *(
        "click n0 href 'javascript:alert(1)'",
        "n0:::evil",
        "&amp;",
        "<b>",
        "\\N",
        "\\l",
        "<table>",
        "digraph {",
    ),
)
"""What means something to Mermaid, to Markdown inside of it, or to Graphviz."""


@pytest.mark.parametrize("word", WORDS)
def test_words_that_mean_something_elsewhere_are_labels_and_no_more(word: str) -> None:
    dossier, plain = hostile.story_of(word), hostile.story_of("harmless")
    lines, ours = _mermaid(dossier).splitlines()[3:], _mermaid(plain).splitlines()[3:]

    assert [line.split('"')[0] for line in lines] == [line.split('"')[0] for line in ours]
    assert all(_MERMAID.fullmatch(line) for line in lines[1:])
    assert [line.split("[")[0] for line in _dot(dossier).splitlines()] == [
        line.split("[")[0] for line in _dot(plain).splitlines()
    ]
    if word.isalnum():
        assert f'(["{word}"])' in lines[1]


def test_graphviz_reads_it() -> None:
    program = shutil.which("dot")
    if program is None:
        pytest.skip("the program dot is not installed")
    for text in hostile.OWN:
        run = subprocess.run(
            [program, "-Tcanon"],
            input=_dot(hostile.story_of(text)).encode(),
            capture_output=True,
            check=False,
        )
        assert run.returncode == 0, run.stderr


def test_a_real_story_gives_a_readable_picture() -> None:
    dossier = pv.read("seeds/pokrovsk-2025.json")

    assert 50 < len(_mermaid(dossier).splitlines()) < 300


def test_pictures_are_written_only_and_the_report_says_where_things_went() -> None:
    for format in ("dot", "mermaid"):
        output, losses = formats.dumps_with_losses(stories.every_field(), format)
        assert isinstance(output, str)
        lost = {(loss.kind, loss.field): loss for loss in losses}
        assert lost["claims", "text"].kept_as == "the box of the claim"
        assert lost["attributions", "hedges"].kept_as is None
        assert all(loss.reason.startswith("a picture") for loss in losses)
        assert {loss.kind for loss in losses} == {"dossier", *RECORD_TYPES}
        with pytest.raises(InvalidValueError, match="only be written"):
            formats.loads(output, format)
    assert formats.by_ending("a.gv") == "dot"
    assert formats.by_ending("a.mmd") == "mermaid"
