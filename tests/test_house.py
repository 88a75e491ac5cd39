"""The house rules that no other tool watches: versions agree, modules stay small, pages are reachable."""

import ast
import importlib.metadata
import json
import re
import runpy
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

import provenance

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "provenance"
MODULES = sorted(p.relative_to(ROOT).as_posix() for p in PACKAGE.rglob("*.py"))
PAGES = sorted(p.relative_to(ROOT / "docs").as_posix() for p in (ROOT / "docs").rglob("*.md"))
LONGEST_MODULE = 500
NOT_AT_IMPORT = (
    "argparse",
    "asyncio",
    "cattr",
    "cattrs",
    "dateutil",
    "duckdb",
    "edtf",
    "http",
    "hypothesis",
    "msgspec",
    "nanoarrow",
    "networkx",
    "pandas",
    "polars",
    "prov",
    "pyarrow",
    "pydantic",
    "socket",
    "sqlite3",
    "ssl",
    "urllib.request",
)


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def own_files() -> list[Path]:
    """Every file that is, or is about to be, under version control."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        run = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    files = (ROOT / name for name in run.stdout.decode().split("\0") if name)
    return sorted(file for file in files if file.is_file())


def imported_by(statement: str) -> set[str]:
    """Return the names of the modules that a fresh interpreter holds after one statement."""
    code = f"import sys; {statement}; print('\\n'.join(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def test_the_checkout_is_what_is_tested() -> None:
    assert Path(str(provenance.__file__)).resolve().parent == PACKAGE


def test_the_version_is_the_same_wherever_it_stands() -> None:
    citation = re.search(r"^version: (.+)$", (ROOT / "CITATION.cff").read_text("utf-8"), re.MULTILINE)

    assert citation is not None
    assert citation[1] == provenance.__version__


def test_an_installed_copy_has_the_version_and_the_entry_points_of_this_checkout() -> None:
    try:
        installed = importlib.metadata.distribution("news-provenance")
    except importlib.metadata.PackageNotFoundError:
        pytest.skip("news-provenance is not installed in this environment")

    entry_points = {(e.group, e.name): e.value for e in installed.entry_points}

    assert installed.version == provenance.__version__
    assert entry_points["console_scripts", "provenance"] == "provenance.cli:main"
    assert ("hypothesis", "provenance") in entry_points


def test_every_entry_point_can_be_loaded(project: dict[str, Any]) -> None:
    targets = [*project["project"]["scripts"].values()]
    for group in project["project"]["entry-points"].values():
        targets += group.values()

    for target in targets:
        module, _, name = target.partition(":")
        assert callable(getattr(importlib.import_module(module), name))


def test_the_core_needs_three_libraries_and_caps_none_of_them(project: dict[str, Any]) -> None:
    needs = project["project"]["dependencies"]

    assert sorted(re.split(r"[<>=!~ ]", need)[0] for need in needs) == ["attrs", "cattrs", "python-dateutil"]
    assert all(re.fullmatch(r"[\w-]+>=[\d.]+", need) for need in needs)


def test_the_program_of_somebody_else_runs(capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(ROOT / "tests" / "typing" / "downstream.py"), run_name="__main__")

    assert capsys.readouterr().out


def test_the_package_says_that_it_is_typed() -> None:
    assert (PACKAGE / "py.typed").is_file()


@pytest.mark.parametrize("module", MODULES)
def test_a_module_says_what_it_is_for(module: str) -> None:
    assert ast.get_docstring(ast.parse((ROOT / module).read_text("utf-8")))


@pytest.mark.parametrize("module", MODULES)
def test_a_module_stays_small_enough_to_be_read(module: str) -> None:
    assert len((ROOT / module).read_text("utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("module", [m for m in MODULES if m != "provenance/__init__.py"])
def test_no_function_imports_a_module_of_the_package(module: str) -> None:
    tree = ast.parse((ROOT / module).read_text("utf-8"))
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    imported: set[str] = set()
    for inner in (n for function in functions for n in ast.walk(function)):
        if isinstance(inner, ast.ImportFrom):
            imported.add("provenance" if inner.level else inner.module or "")
        elif isinstance(inner, ast.Import):
            imported.update(alias.name for alias in inner.names)

    assert not {name for name in imported if name.split(".")[0] == "provenance"}


@pytest.mark.parametrize("statement", ["import provenance", "import provenance.model"])
def test_importing_the_package_brings_in_nothing_that_can_wait(statement: str) -> None:
    assert not imported_by(statement).intersection(NOT_AT_IMPORT)


def test_importing_the_package_changes_nothing_in_the_interpreter() -> None:
    code = (
        "import warnings, locale, signal, sys\n"
        "def state(): return (list(warnings.filters), locale.setlocale(locale.LC_ALL),"
        " sys.getrecursionlimit(), signal.getsignal(signal.SIGINT), sys.displayhook, sys.excepthook)\n"
        "before = state()\n"
        "import provenance\n"
        "assert state() == before\n"
    )

    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)

    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def navigation(entry: Any) -> list[str]:
    """Return the pages that a part of mkdocs.yml's `nav` names."""
    if isinstance(entry, str):
        return [entry]
    parts = entry.values() if isinstance(entry, dict) else entry
    return [page for part in parts for page in navigation(part)]


def test_the_navigation_names_every_page_once() -> None:
    yaml = pytest.importorskip("yaml")
    site = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))

    pages = [page for page in navigation(site["nav"]) if "://" not in page]

    assert sorted(pages) == PAGES


def test_the_site_loads_no_font_and_no_script_from_elsewhere() -> None:
    yaml = pytest.importorskip("yaml")
    site = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))

    assert site["theme"]["font"] is False
    assert not [s for s in site.get("extra_javascript", []) + site.get("extra_css", []) if "://" in str(s)]


def test_unreleased_changes_stand_on_top_of_the_changelog() -> None:
    lines = (ROOT / "docs" / "changelog.md").read_text("utf-8").splitlines()
    sections = [line for line in lines if line.startswith("## ")]
    kinds = {line for line in lines if line.startswith("### ")}

    assert sections[0] == "## Unreleased"
    assert kinds <= {f"### {k}" for k in ("Added", "Changed", "Deprecated", "Removed", "Fixed")}


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", *(f"docs/{page}" for page in PAGES)])
def test_the_commands_a_page_asks_readers_to_type_are_run_by_ci(page: str) -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    text = (ROOT / page).read_text("utf-8")
    blocks = re.findall(r"^[ \t]*```sh\n(.*?)^[ \t]*```$", text, re.MULTILINE | re.DOTALL)
    lines = [line.split(" #")[0] for block in blocks for line in block.splitlines()]
    commands = [command.strip() for line in lines for command in line.split(" && ")]

    assert [c for c in commands if c not in script and not c.startswith("git ")] == []


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", *(f"docs/{page}" for page in PAGES)])
def test_every_block_of_a_page_has_a_language(page: str) -> None:
    fences = re.findall(r"^[ \t]*```(.*)$", (ROOT / page).read_text("utf-8"), re.MULTILINE)

    assert all(fences[::2])  # the opening ones


def test_no_file_names_the_machine_it_was_written_on(own_files: list[Path]) -> None:
    # Paths into somebody's own folders, wherever those were: they mean nothing to anybody else.
    somewhere = re.compile(r"(?<![\w.:/~%-])/(?:home|Users|root|work|workspace|mnt|srv)/\w")
    found = []
    for file in own_files:
        try:
            text = file.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        if somewhere.search(text):
            found.append(file.relative_to(ROOT).as_posix())

    assert found == []


def test_there_is_no_unfinished_corner(own_files: list[Path]) -> None:
    marks = re.compile(r"\b(?:TODO|FIXME|XXX)\b(?!.*\bissue\b)|\braise NotImplementedError\b")
    found = []
    for file in own_files:
        if file.suffix == ".py" and file != Path(__file__).resolve():
            found += [file.name for line in file.read_text("utf-8").splitlines() if marks.search(line)]

    assert found == []


def test_foreign_data_is_not_copied_into_the_repository(own_files: list[Path]) -> None:
    shared = ROOT.parent / "shared" / "data"
    if not shared.is_dir():
        pytest.skip("no foreign data beside the checkout")
    # Only what is long enough to be somebody's work: two empty files are equal by nature.
    others = [file for file in shared.rglob("*") if file.is_file() and file.stat().st_size > 100]
    foreign = {file.read_bytes() for file in others}

    assert [f.relative_to(ROOT).as_posix() for f in own_files if f.read_bytes() in foreign] == []


def test_data_files_of_the_package_are_valid_json() -> None:
    for file in PACKAGE.rglob("*.json"):
        json.loads(file.read_text("utf-8"))
