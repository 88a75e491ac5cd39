"""One broken file for each thing that can be wrong, and the words in which a reader says so."""

from pathlib import Path

import pytest

from provenance import formats, storage
from provenance.errors import DecodingError

NATIVE = ("json", "jsonl")

FOLDER = Path(__file__).resolve().parents[1] / "malformed"
FILES = sorted(path for path in FOLDER.iterdir() if path.suffix in formats.endings())


def said_of(file: Path) -> str:
    """Return what a lenient reading says of a file: a line a problem."""
    try:
        dossier = storage.read(file)
    except DecodingError as error:
        return "refused\n" + "".join(f"{problem}\n" for problem in error.problems)
    return f"{dossier!r}\n" + "".join(f"{problem}\n" for problem in dossier.read_problems)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_reader_says_what_is_wrong_and_where(file: Path, request: pytest.FixtureRequest) -> None:
    expected = file.with_suffix(file.suffix + ".txt")
    said = said_of(file)
    if request.config.getoption("--rewrite-golden"):
        expected.write_text(said, "utf-8")

    assert said == expected.read_text("utf-8")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_strict_reading_refuses_every_one_of_them_by_name(file: Path) -> None:
    with pytest.raises(DecodingError) as caught:
        storage.read(file, strict=True)

    assert caught.value.source == str(file)
    assert caught.value.problems
    assert file.name in str(caught.value)
    assert len(str(caught.value)) <= 2000
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
@pytest.mark.parametrize("format", NATIVE)
def test_what_was_kept_is_written_back_and_read_the_same(file: Path, format: str) -> None:
    try:
        dossier = storage.read(file)
    except DecodingError:
        return

    again = formats.loads(formats.dumps(dossier, format), format)

    assert again == dossier
    assert again.digest() == dossier.digest()
