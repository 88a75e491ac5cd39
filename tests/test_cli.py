"""The command line: what it prints, how it ends, and that no user error ends in a traceback."""

import io
import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import provenance as pv
from provenance import view
from provenance.cli import main

ROOT = Path(__file__).resolve().parents[1]
TEXT = str(ROOT / "seeds" / "pokrovsk-2025.txt")
DOSSIER = str(ROOT / "seeds" / "pokrovsk-2025.json")

Captured = pytest.CaptureFixture[str]


def test_what_stands_apart_is_understood_too(capsys: Captured) -> None:
    assert main(["trace", DOSSIER, "--basis", "stated", "clm-100000-troops"]) == 0
    apart = capsys.readouterr().out
    assert main(["trace", "--basis", "stated", DOSSIER, "clm-100000-troops"]) == 0

    assert capsys.readouterr().out == apart
    assert "estimates" in apart


def test_a_passage_is_traced_by_its_id(capsys: Captured) -> None:
    passage = next(p for p in pv.read(DOSSIER).attributions.values() if p.claim == "clm-100000-troops")
    assert main(["trace", DOSSIER, passage.id]) == 0

    assert "← Oleksandr Syrskyi" in capsys.readouterr().out


def test_json_lines_are_known_on_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    lines = pv.dumps(pv.read(DOSSIER), format="jsonl").encode()
    for command in ("validate", "explain"):
        give_standard_input(monkeypatch, lines)
        assert main([command, "-"]) == 0

    assert "Oleksandr Syrskyi" in capsys.readouterr().out


def test_convert_reads_and_writes_streams(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    give_standard_input(monkeypatch, Path(DOSSIER).read_bytes())
    assert main(["convert", "-", "-", "--to", "jsonl"]) == 0
    lines = capsys.readouterr().out

    assert pv.loads(lines, format="jsonl", strict=True) == pv.read(DOSSIER)


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (["explain", TEXT, "--publishd", "2025-11-04"], "--published"),
        (["trace", DOSSIER, "clm-100000-troop"], "clm-100000-troops"),
        (["convert", DOSSIER, "out.xlsx"], "--to"),
        (["convert", TEXT, "out.json"], "--from"),
    ],
)
def test_a_mistake_is_answered_with_what_was_perhaps_meant(
    arguments: list[str], meant: str, capsys: Captured
) -> None:
    assert main(arguments) == 2
    assert meant in capsys.readouterr().err


@pytest.mark.parametrize("document", ["{}", '{"schema": "other"}', '{"type": "FeatureCollection"}'])
@pytest.mark.parametrize("command", ["explain", "extract", "trace", "convert"])
def test_json_that_is_no_dossier_is_refused(
    command: str, document: str, tmp_path: Path, capsys: Captured
) -> None:
    path, out = tmp_path / "geo.json", tmp_path / "out.json"
    path.write_text(document)

    assert main([command, str(path), *([str(out)] if command == "convert" else [])]) == 2
    assert "schema" in capsys.readouterr().err
    assert not out.exists()


def test_what_could_not_be_read_as_meant_is_told_of(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "odd.json"
    path.write_text('{"schema": "news-provenance/1", "claims": [{"id": "c", "text": "It rained."}, 5]}')

    for command in (["explain"], ["trace"], ["convert", str(tmp_path / "out.json")]):
        assert main([command[0], str(path), *command[1:]]) == 0
        assert "$.claims[1]" in capsys.readouterr().err


def test_options_for_texts_are_not_passed_over_silently(capsys: Captured) -> None:
    assert main(["explain", DOSSIER, "--published", "2025-11-04"]) == 0
    assert "--published is for an article's text" in capsys.readouterr().err


def test_the_cases_are_listed_with_their_titles(capsys: Captured) -> None:
    assert main(["cases"]) == 0
    told = dict(line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines())

    assert tuple(told) == pv.cases.names()
    assert told == {name: pv.cases.load(name).title for name in told}


def test_a_case_is_printed_as_the_library_writes_it(capsys: Captured) -> None:
    assert main(["cases", "pokrovsk-2025"]) == 0

    assert capsys.readouterr().out == Path(DOSSIER).read_text("utf-8")


@pytest.mark.parametrize("name", ["case.json", "case.jsonl"])
def test_a_case_is_written_to_a_file(name: str, tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / name
    assert main(["cases", "pokrovsk-2025", "-o", str(path)]) == 0
    told = capsys.readouterr()

    assert pv.read(path, strict=True) == pv.cases.load("pokrovsk-2025")
    assert told.out == ""
    assert f"written to {path}" in told.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["pokrovsk-2024"], "did you mean pokrovsk-2025?"),
        (["no such story"], "pokrovsk-2025"),
        (["../data/pokrovsk-2025"], "pokrovsk-2025"),
        (["-o", "case.json"], "which case"),
        (["pokrovsk-2025", "-o", "case.xlsx"], "--to"),
    ],
)
def test_a_case_that_is_none_is_told_of_and_nothing_written(
    arguments: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)

    assert main(["cases", *arguments]) == 2
    assert told in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


ASKED_OF = {
    "corroboration": "clm-100000-troops",
    "origins": "clm-100000-troops",
    "trace": "att-100000-troops",
    "drift": "about 100,000 russian military",
    "status": "clm-100000-troops",
    "said-by": "syrskyi",
    "lineage": "art-pokrovsk-2025",
    "what-falls-if": "src-syrskyi",
    "circular": None,
    "disputes": None,
    "sourcing": None,
    "timeline": None,
    "candidates": None,
}


@pytest.mark.parametrize("question", view.QUESTIONS)
def test_every_question_can_be_asked(question: str, capsys: Captured) -> None:
    wanted = ASKED_OF[question]
    asked = ["ask", question, DOSSIER, *([wanted] if wanted else [])]

    assert main(asked) == 0
    told = capsys.readouterr().out
    assert main([*asked, "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)

    assert told.strip()
    assert isinstance(rows, list)
    assert main([*asked, "--basis", "stated"]) == 0


@pytest.mark.parametrize("question", ["corroboration", "circular", "drift", "disputes", "timeline", "status"])
@pytest.mark.parametrize("claim", ["clm-100000-troops", "About 100,000 Russian military"])
def test_a_claim_can_be_named_by_an_option(question: str, claim: str, capsys: Captured) -> None:
    assert main(["ask", question, DOSSIER, "clm-100000-troops"]) == 0
    placed = capsys.readouterr().out
    assert main(["ask", question, DOSSIER, "--claim", claim]) == 0

    assert capsys.readouterr().out == placed


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["sourcing", DOSSIER, "--claim", "clm-100000-troops"], "asked of article, not of a claim"),
        (["what-falls-if", DOSSIER, "--claim", "clm-100000-troops"], "source, article or attribution"),
        (["candidates", DOSSIER, "--claim", "clm-100000-troops"], "the whole dossier"),
        (["drift", DOSSIER, "clm-100000-troops", "--claim", "clm-100000-troops"], "one thing"),
        (["drift", DOSSIER, "--claim", "att-100000-troops"], "claim"),
        (["drift", DOSSIER, "--claim", ""], "claim"),
        (["candidates", DOSSIER, "--as-of", "2025"], "does not take as_of"),
        (["timeline", DOSSIER, "--as-of", "2025-11-04T12:00"], "naive"),
        (["disputes", DOSSIER, "--as-of", "../.."], "neither its beginning nor its end"),
        (["sourcing", DOSSIER, "clm-100000-troops"], "another kind: claim"),
        (["nothing", DOSSIER, "--claim", "clm-100000-troops"], "corroboration"),
    ],
)
def test_a_question_asked_in_a_way_it_cannot_be_says_how_it_is(
    arguments: list[str], hint: str, capsys: Captured
) -> None:
    assert main(["ask", *arguments]) == 2

    said = capsys.readouterr()
    assert hint in said.err
    assert not said.out


def test_a_question_is_asked_of_a_text_and_on_both_clocks(capsys: Captured) -> None:
    assert main(["ask", "sourcing", TEXT, "--published", "2025-11-04"]) == 0
    assert "own voice" in capsys.readouterr().out
    then = ["--as-of", "2020-01-01", "--known-at", "2030-01-01T00:00:00+00:00"]
    assert main(["ask", "status", DOSSIER, "clm-100000-troops", *then]) == 0
    assert "unchecked" in capsys.readouterr().out


def test_lint_marks_what_an_editor_would_and_ends_with_1(capsys: Captured) -> None:
    assert main(["lint", DOSSIER]) == 1
    whole = capsys.readouterr().out
    assert main(["lint", DOSSIER, "--select", "S07,S08", "--fail-on", "error"]) == 0
    some = capsys.readouterr().out

    assert " S02 " in whole
    assert "house: general" in whole
    assert " S07 " in some
    assert " S02 " not in some
    assert main(["lint", DOSSIER, "--ignore", "S,Q,H,T,V,I,N,D,M"]) == 0
    assert main(["lint", TEXT, "--house", "ap", "--fail-on", "never"]) == 0


def test_lint_says_what_it_did_not_look_at(capsys: Captured) -> None:
    assert main(["lint", DOSSIER, "--select", "S07"]) == 1

    assert "Left out: art-reuters-2025-11-03: nobody read its text" in capsys.readouterr().out


def test_lint_speaks_json_and_sarif(capsys: Captured) -> None:
    main(["lint", DOSSIER, "--format", "json"])
    assert {f["code"] for f in json.loads(capsys.readouterr().out)["findings"]} >= {"S02", "M01"}
    main(["lint", DOSSIER, "--format", "sarif"])
    assert json.loads(capsys.readouterr().out)["version"] == "2.1.0"


def test_attitudes_are_read_where_they_are_asked_for(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The Kremlin backed the plan on Monday. It rained in the city all day long.")
    main(["explain", str(path), "--brief"])
    speech = capsys.readouterr().out
    main(["explain", str(path), "--brief", "--scope", "wide"])

    assert "the plan" not in speech
    assert "the plan" in capsys.readouterr().out


@pytest.mark.parametrize(("stream", "command"), [("stdin", ["explain", "-"]), ("stdout", ["explain", TEXT])])
def test_a_closed_stream_is_one_sentence(
    stream: str, command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setattr(sys, stream, None)
    code = main(command)
    monkeypatch.undo()

    assert code == 2
    assert "closed" in capsys.readouterr().err


def give_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))


def test_explain_tells_of_an_article_in_plain_text(capsys: Captured) -> None:
    code = main(["explain", TEXT, "--published", "2025-11-04"])

    printed = capsys.readouterr().out
    assert code == 0
    assert "published 2025-11-04" in printed
    assert "The Independent ← Ministry of Defense of Russia" in printed
    assert "2025-11-03" in printed  # "on Monday", resolved
    assert "In the outlet's own voice:" in printed
    assert "independent origins" in printed


def test_explain_lists_the_own_voice_on_request(capsys: Captured) -> None:
    main(["explain", TEXT])
    counted = capsys.readouterr().out
    main(["explain", TEXT, "--own-voice"])
    listed = capsys.readouterr().out

    assert "coking coal" not in counted
    assert "coking coal" in listed


def test_explain_shows_changes_and_findings_unless_it_shall_be_brief(capsys: Captured) -> None:
    assert main(["explain", DOSSIER]) == 0
    whole = " ".join(capsys.readouterr().out.split())
    assert main(["explain", DOSSIER, "--brief"]) == 0
    brief = capsys.readouterr().out

    assert "Reuters → The Independent: Oleksandr Syrskyi is no longer credited" in whole
    assert "S08 “About 100,000 Russian military personnel" in whole
    assert "What changed on the way" not in brief
    assert "Sourcing" not in brief


def test_explain_tells_of_a_dossier_and_of_one_layer_of_it(capsys: Captured) -> None:
    assert main(["explain", DOSSIER]) == 0
    whole = capsys.readouterr().out
    assert main(["explain", DOSSIER, "--basis", "stated"]) == 0
    stated = capsys.readouterr().out

    assert "Reuters: “Over 100,000" in " ".join(whole.split())
    assert "Reuters" not in stated


@pytest.mark.parametrize("path", [TEXT, DOSSIER])
def test_explain_reads_standard_input(path: str, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    give_standard_input(monkeypatch, Path(path).read_bytes())

    assert main(["explain", "-"]) == 0
    assert "Oleksandr Syrskyi" in capsys.readouterr().out


def test_extract_writes_a_dossier_that_reads_back(tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "draft.json"

    assert (
        main(["extract", TEXT, "-o", str(out), "--published", "2025-11-04", "--publisher", "An outlet"]) == 0
    )
    assert capsys.readouterr().out == ""
    draft = pv.read(out, strict=True)

    assert draft.problems() == ()
    assert any(source.name == "An outlet" for source in draft.sources.values())
    assert main(["validate", str(out)]) == 0


def test_extract_prints_the_dossier_when_no_file_is_named(capsys: Captured) -> None:
    assert main(["extract", TEXT]) == 0

    assert pv.loads(capsys.readouterr().out, strict=True).attributions


def test_trace_finds_a_claim_by_id_and_by_words(capsys: Captured) -> None:
    assert main(["trace", DOSSIER, "clm-100000-troops"]) == 0
    by_id = capsys.readouterr().out
    assert main(["trace", DOSSIER, "about 100,000 russian military"]) == 0

    assert capsys.readouterr().out == by_id
    assert "← Oleksandr Syrskyi" in by_id


def test_trace_lists_the_claims_when_none_is_named(capsys: Captured) -> None:
    assert main(["trace", DOSSIER]) == 0

    assert "clm-100000-troops" in capsys.readouterr().out


def test_validate_ends_with_1_where_something_is_wrong(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "wrong.json"
    path.write_text(
        json.dumps(
            {"schema": "news-provenance/1", "attributions": [{"id": "a", "article": "b", "claim": "c"}]}
        )
    )

    assert main(["validate", str(path)]) == 1
    printed = capsys.readouterr().out
    assert "$.attributions[0].article" in printed
    assert "$.attributions[0].claim" in printed


def test_convert_goes_from_one_format_to_the_other_and_back(tmp_path: Path) -> None:
    lines, again = tmp_path / "seed.jsonl", tmp_path / "seed.json"

    assert main(["convert", DOSSIER, str(lines)]) == 0
    assert main(["convert", str(lines), str(again)]) == 0

    assert again.read_bytes() == Path(DOSSIER).read_bytes()


@pytest.mark.parametrize("command", ["explain", "extract", "list", "trace", "validate", "convert"])
def test_every_command_says_what_it_does(command: str, capsys: Captured) -> None:
    assert main([command, "--help"]) == 0

    assert "usage: provenance " + command in capsys.readouterr().out


def unusable(folder: Path) -> dict[str, list[str]]:
    (folder / "empty.txt").write_text("")
    (folder / "blank.txt").write_text(" \n\t\n")
    (folder / "binary.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\xff")
    (folder / "nul.txt").write_bytes(b"The mayor said no.\x00\x00")
    (folder / "page.html").write_text("<!DOCTYPE html><title>x</title>")
    (folder / "cut.json").write_text('{"schema": "news-provenance/1", "claims": [')
    (folder / "nan.json").write_text('{"schema": "news-provenance/1", "x": NaN}')
    return {
        "no such file": ["explain", str(folder / "absent.txt")],
        "a folder": ["explain", str(folder)],
        "empty": ["explain", str(folder / "empty.txt")],
        "blank": ["explain", str(folder / "blank.txt")],
        "binary": ["explain", str(folder / "binary.txt")],
        "nul": ["explain", str(folder / "nul.txt")],
        "html": ["explain", str(folder / "page.html")],
        "truncated": ["explain", str(folder / "cut.json")],
        "not a number": ["validate", str(folder / "nan.json")],
        "no such encoding": ["explain", TEXT, "--encoding", "utf-99"],
        "wrong date": ["explain", TEXT, "--published", "2025-02-30"],
        "ambiguous date": ["explain", TEXT, "--published", "03/04/2025"],
        "no such basis": ["explain", DOSSIER, "--basis", "guessed"],
        "no such claim": ["trace", DOSSIER, "clm-nowhere"],
        "several claims": ["trace", DOSSIER, "Pokrovsk"],
        "limit": ["trace", DOSSIER, "clm-100000-troops", "--limit", "0"],
        "unknown ending": ["convert", DOSSIER, str(folder / "out.xlsx")],
        "folder missing": ["convert", DOSSIER, str(folder / "no" / "such" / "out.json")],
        "text converted": ["convert", TEXT, str(folder / "out.json")],
        "no such command": ["frobnicate"],
        "no file": ["explain"],
        "no name": ["explain", ""],
        "no words": ["trace", DOSSIER, ""],
        "unknown option": ["explain", TEXT, "--frobnicate"],
        "text validated": ["validate", TEXT],
        "no such question": ["ask", "everything", DOSSIER],
        "of what": ["ask", "drift", DOSSIER],
        "of the whole": ["ask", "candidates", DOSSIER, "clm-100000-troops"],
        "not of that": ["ask", "said-by", DOSSIER, "clm-100000-troops"],
        "no zone": ["ask", "disputes", DOSSIER, "--known-at", "2025-11-04T12:00"],
        "no time": ["ask", "disputes", DOSSIER, "--known-at", "soon"],
        "no such house": ["lint", DOSSIER, "--house", "nobody"],
        "no such rule": ["lint", DOSSIER, "--select", "X99"],
        "bytes codec": ["explain", TEXT, "--encoding", "hex"],
        "nothing": [],
    }


KINDS = (
    """
no such file|a folder|empty|blank|binary|nul|html|truncated|not a number|no such encoding|wrong date
ambiguous date|no such basis|no such claim|several claims|limit|unknown ending|folder missing
text converted|no such command|no file|nothing|no name|no words|unknown option|text validated|bytes codec
no such house|no such rule|no such question|of what|of the whole|not of that|no zone|no time
""".strip()
    .replace("\n", "|")
    .split("|")
)


@pytest.mark.parametrize("kind", KINDS)
def test_input_that_cannot_be_used_ends_with_2_and_one_message(
    kind: str, tmp_path: Path, capsys: Captured
) -> None:
    arguments = unusable(tmp_path)[kind]

    code = main(arguments)

    captured = capsys.readouterr()
    message = captured.err or captured.out  # without a command, the help is the message
    assert code == 2
    assert message.strip()
    assert len(message) < 3000
    assert "Traceback" not in message
    assert all(c.isprintable() or c == "\n" for c in message)


def test_control_characters_in_a_dossier_do_not_reach_the_terminal(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "hostile.json"
    claim = pv.Claim(text="The mayor is \x1b[31mred\x07.", id="clm-\x9b1")
    passage = pv.Attribution(article="art-1", claim=claim, source="src-1", id="att-1")
    pv.write(pv.Dossier([claim, passage, pv.Article(id="art-1", headline="\x1b]8;;x")]), path)

    for arguments in (["explain"], ["trace"], ["validate"]):
        main([*arguments, str(path)])

    printed = capsys.readouterr().out
    assert "\\x1b[31mred" in printed
    assert not {c for c in printed if not c.isprintable()} - {"\n"}


def test_a_reader_that_goes_away_is_no_error() -> None:
    program = "from provenance.cli import main; import sys; sys.exit(main(sys.argv[1:]))"
    process = subprocess.Popen(
        [sys.executable, "-c", program, "trace", DOSSIER],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()

    assert process.wait(timeout=60) == 0
    assert process.stderr.read() == b""
    process.stderr.close()


def test_the_module_runs_as_a_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "provenance", "--version"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )

    assert done.stdout == f"provenance {pv.__version__}\n"


@pytest.mark.parametrize("format", ["prov-n", "prov-ttl"])
def test_convert_writes_what_it_cannot_read_back_here(
    format: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    for package in ("prov", "rdflib", "prov.model"):
        monkeypatch.setitem(sys.modules, package, None)
    out = tmp_path / "story.x"

    assert main(["convert", DOSSIER, str(out), "--to", format]) == 0
    assert out.stat().st_size
    assert "what was lost is not known, because" in capsys.readouterr().err
    out.unlink()
    report = str(tmp_path / "l.json")
    assert main(["convert", DOSSIER, str(out), "--to", format, "--losses", report]) == 2
    assert not out.exists()


def test_losses_go_into_a_report(tmp_path: Path, capsys: Captured) -> None:
    out, report = tmp_path / "story.ninjs.json", tmp_path / "losses.json"

    assert main(["convert", DOSSIER, str(out)]) == 0
    assert "--losses REPORT lists them" in capsys.readouterr().err
    assert main(["convert", DOSSIER, str(out), "--losses", str(report)]) == 0
    assert json.loads(report.read_text("utf-8"))["losses"]
    assert main(["convert", DOSSIER, "-", "--to", "json", "--losses", "-"]) == 2
    assert main(["convert", DOSSIER, str(out), "--losses", str(tmp_path / "no" / "l.json")]) == 2
    error = capsys.readouterr().err
    assert "l.json" in error
    assert ".tmp" not in error


def test_the_formats_are_listed(capsys: Captured) -> None:
    assert main(["formats", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["extra"] for row in rows if row["name"] == "parquet"] == ["tables"]
    assert main(["formats"]) == 0
    assert "needs the extra tables" in capsys.readouterr().out


def test_a_file_that_says_of_itself_no_schema_may_be_of_another_format(
    tmp_path: Path, capsys: Captured
) -> None:
    answer = tmp_path / "answer.json"
    review = {"publisher": {"name": "FactDesk"}, "url": "https://f.example/1", "textualRating": "False"}
    answer.write_text(json.dumps({"claims": [{"text": "Snow is black.", "claimReview": [review]}]}))

    assert main(["trace", str(answer)]) == 0
    assert "read it with --from factcheck-api" in capsys.readouterr().err
    assert main(["trace", str(answer), "--from", "factcheck-api"]) == 0
    assert "--from" not in capsys.readouterr().err


# --- which record is meant -----------------------------------------------------------------


def sources_of_like_names(folder: Path) -> str:
    names = ["AP", "AP Berlin", "Ministry of AP affairs", "Ann Berg", "Ann Berg"]
    sources = [pv.Source(id=f"src-{n}", name=name) for n, name in enumerate(names)]
    path = folder / "names.json"
    pv.write(pv.Dossier([*sources, pv.Claim(id="clm", text="It rains.")]), path)
    return str(path)


def test_a_name_that_is_just_this_comes_before_names_that_hold_it(tmp_path: Path, capsys: Captured) -> None:
    path = sources_of_like_names(tmp_path)

    assert main(["ask", "said-by", path, "ap"]) == 0
    assert capsys.readouterr().out.startswith("AP: 0 passages")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Ann Berg", "2 are called so; give an id: 'src-3' (Ann Berg), 'src-4' (Ann Berg)"),
        (
            "Ber",
            "3 hold these words; give an id: 'src-1' (AP Berlin), 'src-3' (Ann Berg), 'src-4' (Ann Berg)",
        ),
    ],
)
def test_where_several_are_meant_they_are_told_by_id_and_name(
    words: str, said: str, tmp_path: Path, capsys: Captured
) -> None:
    assert main(["ask", "said-by", sources_of_like_names(tmp_path), words]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("question", "kind"), [("said-by", "sources"), ("drift", "claims"), ("trace", "claims")]
)
def test_a_question_without_what_it_is_asked_of_lists_what_it_may_be(
    question: str, kind: str, capsys: Captured
) -> None:
    assert main(["ask", question, DOSSIER]) == 2
    told = capsys.readouterr().err.splitlines()
    first = next(iter(getattr(pv.read(DOSSIER), kind).values()))

    assert "say as WHAT of which" in told[0]
    assert told[1].startswith(f"  {first.id}  ")
    assert told[-1].endswith(f"more: provenance list {DOSSIER} {kind}")


def test_records_are_listed_with_their_ids(tmp_path: Path, capsys: Captured) -> None:
    path = sources_of_like_names(tmp_path)

    assert main(["list", path]) == 0
    assert capsys.readouterr().out.splitlines()[:3] == [
        "sources       5",
        "articles      0",
        "claims        1",
    ]
    assert main(["list", path, "sources"]) == 0
    assert capsys.readouterr().out.splitlines()[1] == "src-1  AP Berlin"
    assert main(["list", path, "sources", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[1] == {"id": "src-1", "name": "AP Berlin"}
    assert main(["list", path, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["sources"] == 5
    assert main(["list", path, "people"]) == 2
    assert "choose from 'sources'" in capsys.readouterr().err


@pytest.mark.parametrize("kind", pv.model.RECORD_TYPES)
def test_every_kind_of_record_is_listed_a_line_each(kind: str, capsys: Captured) -> None:
    assert main(["list", DOSSIER, kind]) == 0
    lines = capsys.readouterr().out.splitlines()

    assert [line.split("  ")[0] for line in lines] == list(getattr(pv.read(DOSSIER), kind))
    assert all(line.split("  ", 1)[1] for line in lines)


# --- what is said of what cannot be used ---------------------------------------------------


@pytest.mark.parametrize("option", ["--as-of", "--published"])
@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("3 Nov 2025", "write it as 2025-11-03"),
        ("November 2025", "write it as 2025-11"),
        ("last week", "write it as 2025-11-03, 2025-11 or 2025"),
        ("2025-02-30", "no calendar has it"),
        ("03/04/2025", "no agreed order"),
    ],
)
def test_a_date_that_is_not_read_is_told_of_in_words_of_the_command_line(
    option: str, date: str, said: str, capsys: Captured
) -> None:
    assert main(["explain", TEXT, option, date]) == 2
    told = capsys.readouterr().err

    assert f"argument {option}: {date!r} is no date that is read here" in told
    assert said in told
    assert "When" not in told


FILES = {
    "picture.txt": (b"\x89PNG\r\n\x1a\n\x00\x00", "it is no text: it is a PNG picture"),
    "scan.txt": (b"%PDF-1.7\nall of it ASCII", "it is no text: it is a PDF document"),
    "letter.txt": (b"PK\x03\x04word/document.xml", "Word's and LibreOffice's"),
    "notes.txt": (b"{\\rtf1 It rains.}", "it is no text: it is an RTF document"),
    "program.txt": (b"\x7fELF\x00\x01", "it is no text: it is binary"),
    "latin.txt": ("Müller sagt nein.".encode("latin-1"), "name its --encoding"),
    "page.txt": (b"<!doctype html><title>x</title>", "--from html"),
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_no_text_is_called_what_it_is(name: str, tmp_path: Path, capsys: Captured) -> None:
    data, said = FILES[name]
    (tmp_path / name).write_bytes(data)

    assert main(["explain", str(tmp_path / name)]) == 2
    assert said in capsys.readouterr().err


def test_a_text_in_utf_16_is_read_when_that_is_said(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "wide.txt"
    path.write_bytes("The mayor said no.".encode("utf-16-le"))

    assert main(["explain", str(path), "--encoding", "utf-16-le"]) == 0
    assert "mayor" in capsys.readouterr().out


def test_a_page_on_standard_input_is_told_how_to_be_read(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    give_standard_input(monkeypatch, FILES["page.txt"][0])

    assert main(["explain", "-"]) == 2
    assert "--from html" in capsys.readouterr().err


def test_a_document_of_others_is_not_read_as_an_article(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Captured
) -> None:
    bundle = UNUSABLE["bundle.json"]
    (tmp_path / "bundle.txt").write_bytes(bundle)
    give_standard_input(monkeypatch, bundle)

    for file in ("-", str(tmp_path / "bundle.txt")):
        assert main(["explain", file]) == 2
        assert "it looks like stix: read it with --from stix" in capsys.readouterr().err
    assert main(["extract", str(tmp_path / "bundle.txt"), "--from", "text"]) == 0


@pytest.mark.parametrize("command", ["explain", "validate", "convert"])
def test_of_a_folder_it_is_said_what_can_be_done_with_it(
    command: str, tmp_path: Path, capsys: Captured
) -> None:
    assert main([command, str(tmp_path), *(["-"] if command == "convert" else [])]) == 2
    assert "it is a folder: name a file in it, or say --from csv or --from brat" in capsys.readouterr().err


def test_a_folder_of_a_format_is_read(tmp_path: Path, capsys: Captured) -> None:
    pv.write(pv.read(DOSSIER), tmp_path / "story", format="csv")

    assert main(["validate", str(tmp_path / "story"), "--from", "csv"]) == 0
    assert main(["explain", str(tmp_path / "story"), "--from", "csv"]) == 0
    assert "Oleksandr Syrskyi" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["convert", DOSSIER, "-", "--to", "html"], "it can only be read"),
        (["convert", DOSSIER, "page.html"], "it can only be read"),
        (["convert", DOSSIER, "-", "--from", "dot"], "it can only be written"),
        (["validate", TEXT], "`provenance formats`"),
        (["convert", DOSSIER, "out.xlsx"], "`provenance formats`"),
    ],
)
def test_a_format_that_cannot_be_meant_is_answered_briefly(
    arguments: list[str], said: str, capsys: Captured
) -> None:
    assert main(arguments) == 2
    told = capsys.readouterr().err

    assert said in told
    assert "--to" in arguments or "--from" in arguments or len(told) <= 300


# --- one file, one code --------------------------------------------------------------------

UNUSABLE = {
    "empty.json": b"",
    "object.json": b"{}",
    "list.json": b"[]",
    "cut.json": b'{"schema": "news-provenance/1", "claims": [',
    "newer.json": b'{"schema": "news-provenance/7"}',
    "picture.json": b"\x89PNG\r\n\x1a\n",
    "list.ninjs.json": b"[]",
    "native.ninjs.json": b'{"schema": "news-provenance/1", "claims": []}',
    "bundle.json": b'{"type": "bundle", "id": "bundle--1", "objects": []}',
    "empty.ttl": b"",
    "folder.csv.zip": b"PK",
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_every_command_ends_with_2_for_a_file_of_which_nothing_is_read(
    name: str, tmp_path: Path, capsys: Captured
) -> None:
    path = tmp_path / name
    path.write_bytes(UNUSABLE[name])

    for command in ("validate", "explain", "trace", "list", "lint"):
        assert main([command, str(path)]) == 2, command
        assert name in capsys.readouterr().err
    assert main(["convert", str(path), "-"]) == 2


def test_what_a_file_looks_like_is_said_in_words_of_the_command_line(
    tmp_path: Path, capsys: Captured
) -> None:
    path = tmp_path / "bundle.json"
    path.write_bytes(UNUSABLE["bundle.json"])

    assert main(["validate", str(path)]) == 2
    assert "it looks like stix: read it with --from stix" in capsys.readouterr().err
    with pytest.raises(pv.ProvenanceError, match="it looks like stix: read it with format='stix'"):
        pv.read(path, strict=True)


def test_explain_tells_of_claims_that_nobody_has_reviewed(tmp_path: Path, capsys: Captured) -> None:
    answer = tmp_path / "answer.json"
    review = {"publisher": {"name": "FactDesk"}, "url": "https://f.example/1", "textualRating": "False"}
    reviewed = {"text": "Snow is black.", "claimReview": [review]}
    answer.write_text(json.dumps({"claims": [reviewed, {"text": "Grass is blue.", "claimant": "Ann"}]}))

    assert main(["explain", str(answer), "--from", "factcheck-api"]) == 0
    told = capsys.readouterr().out
    assert "On record, in no passage (1 claim)\n  – Grass is blue." in told
    assert "Snow is black." in told
