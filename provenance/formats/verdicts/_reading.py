"""Reading a checker's label, and the tables that are known."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from os import PathLike
from typing import TYPE_CHECKING, Any, Literal

from attrs import frozen

from provenance.errors import (
    ConflictError,
    InvalidValueError,
    Problem,
    StorageError,
    StorageNotFoundError,
    UsageError,
    shown,
)
from provenance.formats.jsontext import decode_json, decode_text
from provenance.formats.verdicts._labels import (
    LONGEST_LABEL,
    LabelTable,
    LabelWords,
    prefix_of,
    said_in,
    table_from_plain,
    who,
)
from provenance.model import Source, Verdict, VerificationState

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["LabelReading", "checkers", "languages", "load", "read", "register"]

LARGEST_FILE = 1_000_000
"""Size of the largest file that is read as a table of labels, in bytes."""

Checker = str | Source | Iterable[str] | None


@frozen(kw_only=True)
class LabelReading:
    """What a label was read as, and by what table."""

    verdict: Verdict | None
    """The verdict: `unrated` if the label is in no table; `None` if it is known to be no verdict."""

    state: VerificationState
    """Whether the label says that the claim was checked."""

    by: Literal["checker", "language", "all languages"] | None
    """What the label was found in; `None` if in nothing. "all languages": no language was given, and
    every one that has the label means the same by it."""

    table: str | None = None
    """Name of the table it was found in, the first of several."""

    problem: str | None = None
    """Why the verdict is `unrated`; `None` if the label was found."""


def read(label: str | None, *, checker: Checker = None, language: str | None = None) -> LabelReading:
    """Read a checker's label: by checker, then by language, then not at all.

    Capitals, hyphens, and punctuation or pictures around it do not count ("❌ Half-true!"). A whole
    sentence is no label, and is not searched for words; but "This is …", "This claim is …" and "The
    claim is …" with nothing but a label are read as that label, and what stands before a colon in
    front of a sentence ("FALSO: …") is one.

    Args:
        label: the label as published (`alternateName`, `textualRating`).
        checker: who uses it: a source, a name, an address, or several of these.
        language: language of the label, as a tag. Without one, a label counts that every known language
            which has it means the same by.

    Returns:
        A reading, which says by what it was read. Of a label that is in no table, the verdict is
        `unrated`, and `problem` says why.

    Raises:
        InvalidValueError: if the label or the language is no string.
        UsageError: if the checker is none of the things it may be.

    Examples:
        >>> read("FALSO.", language="es").verdict
        <Verdict.REFUTED: 'refuted'>
        >>> read("Half True", checker="https://www.politifact.com/").verdict
        <Verdict.MIXED: 'mixed'>
        >>> read("This claim is false.").verdict
        <Verdict.REFUTED: 'refuted'>
        >>> read("You have to see it to believe it").problem
        "no table has the label 'You have to see it to believe it'"
    """
    for name, value in (("label", label), ("language", language)):
        if value is not None and not isinstance(value, str):
            raise InvalidValueError(f"{name} of a rating", value, "a string is wanted")
    keys = tuple(dict.fromkeys(_keys(checker)))
    if label is None or not label.strip():
        return _unrated("there is no label")
    for words in _wordings(label):
        found = _by_checker(words, keys) or _by_language(words, language)
        if found is not None:
            return found
    if len(label) > LONGEST_LABEL:
        return _unrated(f"{shown(label)} is a text of {len(label):,} characters, no label")
    return _unrated(_not_found(label, keys, language))


def _not_found(label: str, keys: tuple[str, ...], language: str | None) -> str:
    """Say which tables have not got a label, and which others have."""
    tables = _of_language()
    if language is not None and _primary(language) not in tables:
        missing = f"no table is known of the language {language}, which the label {shown(label)} is in"
    elif language is not None:
        whose = "" if not keys else ", nor one of this checker,"
        missing = f"no table of the language {language}{whose} has the label {shown(label)}"
    else:
        missing = f"no table has the label {shown(label)}"
    others = [
        tag
        for tag, table in tables.items()
        if any(table.find(words) is not None for words in _wordings(label))
    ]
    if not others:
        return missing
    if language is None:
        return (
            f"the tables of several languages ({', '.join(others)}) have the label {shown(label)}, and differ"
        )
    return f"{missing}; that of {', '.join(others)} has it, which is another language"


def _wordings(label: str) -> Iterator[str]:
    """Yield what is looked up of a label: itself, what it says as a sentence, what stands before a colon."""
    for words in (label if len(label) <= LONGEST_LABEL else None, prefix_of(label)):
        if words is not None:
            yield words
            said = said_in(words)
            if said is not None:
                yield said


def _unrated(problem: str) -> LabelReading:
    return LabelReading(verdict=Verdict.UNRATED, state=VerificationState.CHECKED, by=None, problem=problem)


def _keys(checker: Checker) -> Iterator[str]:
    if checker is None:
        return
    if isinstance(checker, str):
        yield who(checker)
        return
    names: Iterable[Any]
    if isinstance(checker, Source):
        names = (checker.name, *checker.aliases, *checker.identifiers.values())
    elif isinstance(checker, Iterable):
        names = checker
    else:
        reason = f"a checker is a source or a name, got {type(checker).__name__} {shown(checker)}"
        raise UsageError("verdicts.read", reason)
    for name in names:
        if isinstance(name, str):
            yield who(name)


def _by_checker(label: str, keys: tuple[str, ...]) -> LabelReading | None:
    for key in keys:
        table = _of_checker().get(key)
        words = table.find(label) if table is not None else None
        if words is not None and table is not None:
            return _found(words, "checker", table)
    return None


def _by_language(label: str, language: str | None) -> LabelReading | None:
    tables = _of_language()
    if language is not None:
        table = tables.get(_primary(language))
        words = table.find(label) if table is not None else None
        return _found(words, "language", table) if words is not None and table is not None else None
    found = [(words, table) for table in tables.values() if (words := table.find(label)) is not None]
    if not found or any(words != found[0][0] for words, _ in found):
        return None
    return _found(found[0][0], "all languages", found[0][1])


def _found(
    words: LabelWords, by: Literal["checker", "language", "all languages"], table: LabelTable
) -> LabelReading:
    return LabelReading(verdict=words.verdict, state=words.state, by=by, table=table.name)


def _primary(language: str) -> str:
    return language.strip().replace("_", "-").partition("-")[0].casefold()


# --- which there are -----------------------------------------------------------------------


def checkers() -> tuple[str, ...]:
    """Return the names and hosts of the checkers whose labels are known.

    Examples:
        >>> "politifact" in checkers()
        True
    """
    return tuple(_of_checker())


def languages() -> tuple[str, ...]:
    """Return the tags of the languages of which labels are known.

    Examples:
        >>> "pt" in languages()
        True
    """
    return tuple(_of_language())


def register(table: LabelTable, *, replace: bool = False) -> LabelTable:
    """Make the labels of a checker, or of a language, known, and return the table.

    To add to what is known of a checker, give the table all names it is to be known by, and all labels:
    a table takes the place of another, it is not mixed with it.

    Raises:
        ConflictError: if another table is known for one of its checkers, or its language, and `replace`
            is not given.
        UsageError: if it is no table of labels.

    Examples:
        >>> bogus = LabelTable(name="Gazette", checkers=["gazette.example"], labels={"Bogus": "refuted"})
        >>> register(bogus)
        <LabelTable 'Gazette': 1 labels>
        >>> read("bogus", checker="https://gazette.example/1").verdict
        <Verdict.REFUTED: 'refuted'>
    """
    if not isinstance(table, LabelTable):
        raise UsageError(
            "verdicts.register", f"expected a LabelTable, got {type(table).__name__} {shown(table)}"
        )
    known, keys = _place(table)
    taken = [
        Problem("$", f"other labels are known for {shown(key)}")
        for key in keys
        if key in known and known[key] != table
    ]
    if taken and not replace:
        raise ConflictError(taken, "give replace=True to take their place")
    known.update(dict.fromkeys(keys, table))
    return table


def load(source: str | PathLike[str] | Mapping[str, Any], *, replace: bool = False) -> LabelTable:
    """Read a table of labels from a JSON file or a mapping, make it known, and return it.

    The keys are the fields of `LabelTable`; each label stands beside a verdict's word, or an object with
    `verdict` and `state`.

    Raises:
        DecodingError: if the file is not JSON, or larger than a megabyte.
        InvalidRecordError: if it is no table of labels, with everything that is wrong.
        ConflictError: as for `register`.
        StorageError: if the file cannot be read (an `OSError` too).
        UsageError: if it is neither a mapping nor the path of a file.

    Examples:
        >>> load({"name": "Desk", "checkers": ["desk.example"], "labels": {"Rot": "refuted"}})
        <LabelTable 'Desk': 1 labels>
    """
    if isinstance(source, Mapping):
        return register(table_from_plain(source), replace=replace)
    if not isinstance(source, (str, PathLike)):
        reason = f"expected a mapping or the path of a file, got {type(source).__name__} {shown(source)}"
        raise UsageError("verdicts.load", reason)
    return register(table_from_plain(decode_json(decode_text(_content(source)))), replace=replace)


def _content(path: str | PathLike[str]) -> bytes:
    name = str(path)
    try:
        with open(path, "rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except ValueError as error:  # a NUL, a lone surrogate
        raise StorageError(name, "no file can have this name") from error
    except OSError as error:
        kind = StorageNotFoundError if isinstance(error, FileNotFoundError) else StorageError
        raise kind(name, error.strerror or str(error), error.errno) from error
    if len(content) > LARGEST_FILE:
        raise StorageError(name, f"it is larger than {LARGEST_FILE:,} bytes")
    return content


def _place(table: LabelTable) -> tuple[dict[str, LabelTable], tuple[str, ...]]:
    if table.language is not None:
        return _of_language(), (_primary(table.language),)
    return _of_checker(), tuple(who(name) for name in table.checkers)


@cache
def _of_checker() -> dict[str, LabelTable]:
    return {who(name): table for table in _shipped() for name in table.checkers}


@cache
def _of_language() -> dict[str, LabelTable]:
    return {_primary(table.language): table for table in _shipped() if table.language is not None}


@cache
def _shipped() -> tuple[LabelTable, ...]:
    return tuple(table_from_plain(decode_json(decode_text(file.read_bytes()))) for file in files("labels"))


def files(folder: str) -> "tuple[Traversable, ...]":
    """Return the data files of a folder beside this module, by name."""
    from importlib import resources  # it costs more to import than the rest of this module

    found = (resources.files(__package__) / "data" / folder).iterdir()
    return tuple(sorted((f for f in found if f.name.endswith(".json")), key=lambda file: file.name))
