"""A table of labels, how labels are compared, and how a table is read from plain data."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from attrs import field, frozen

from provenance.errors import InvalidRecordError, Problem, shown
from provenance.model import FrozenMap, Verdict, VerificationState

__all__ = ["LabelTable", "LabelWords", "normalised", "prefix_of", "said_in", "table_from_plain", "who"]

LONGEST_LABEL = 200
"""A label with more characters is a sentence, and looked up in no table."""

_LONGEST_PREFIX = 40
_PREFIX = re.compile(r"([^:：]{1,40})[:：]")


def normalised(label: str) -> str:
    r"""Return a label as labels are compared.

    Unicode's composed form; no capitals; blanks for hyphens and underscores, and single ones; around it
    no blanks, quotation marks, punctuation or pictures, but a question mark stays. A label of
    nothing else stays as it is.

    Examples:
        >>> normalised(" FALSO.\r")
        'falso'
        >>> normalised("really_false")
        'really false'
        >>> normalised("❌ “Half-True!”")
        'half true'
        >>> normalised("true?")
        'true?'
    """
    words = unicodedata.normalize("NFC", label[: LONGEST_LABEL + 1]).casefold()
    words = unicodedata.normalize("NFC", " ".join(words.translate(_BLANKS).split()))
    start, end = 0, len(words)
    while start < end and _is_around(words[start]):
        start += 1
    while start < end and _is_around(words[end - 1]):
        end -= 1
    return words[start:end] or words


_BLANKS = {
    **dict.fromkeys(map(ord, "_-\u2010\u2011\u2012\u2013\u2014"), " "),
    **dict.fromkeys(map(ord, "\u200b\u2060\ufe0e\ufe0f\ufeff"), None),
}
"""Hyphens and the like become blanks; what is not seen at all goes."""


def _is_around(mark: str) -> bool:
    """Tell whether a character does not count at the ends of a label."""
    category = unicodedata.category(mark)
    return (category[0] in "PZC" and mark not in "?？؟%") or category in ("So", "Sk", "Me")


_SAYING = re.compile(r"(?:this|this claim|the claim) is (.+)")


def said_in(label: str) -> str | None:
    """Return what a sentence such as "This claim is false." says, as labels are compared; else `None`.

    Examples:
        >>> said_in("The claim is FALSE.")
        'false'
        >>> said_in("It is not false that it rained")
    """
    match = _SAYING.fullmatch(normalised(label))
    return match[1] if match is not None else None


def prefix_of(label: str) -> str | None:
    """Return the words before the colon in labels such as "FALSO: no es verdad que …", if there are any.

    Examples:
        >>> prefix_of("FALSO: no es verdad que llueve")
        'falso'
    """
    match = _PREFIX.match(label.lstrip()[: _LONGEST_PREFIX + 1])
    return normalised(match[1]) or None if match is not None else None


def who(name: str) -> str:
    """Return the name of a checker, or the host of its address, as checkers are compared.

    Examples:
        >>> who("https://www.politifact.com/factchecks/")
        'politifact.com'
        >>> who(" PolitiFact")
        'politifact'
    """
    text = name.strip()[:500]
    if "://" in text:
        with suppress(ValueError):  # an address with half a bracket
            text = urlsplit(text).hostname or text
    return " ".join(unicodedata.normalize("NFC", text).casefold().split()).removeprefix("www.")


@frozen(kw_only=True)
class LabelWords:
    """What one label means."""

    verdict: Verdict | None = None
    """The verdict; `None` if it is no verdict ("research in progress")."""

    state: VerificationState = VerificationState.CHECKED
    """Whether it says that the claim was checked."""


def _labels(value: Mapping[str, "LabelWords | Verdict | str"]) -> "FrozenMap[Any]":
    return FrozenMap({key: _meaning(words) for key, words in value.items()})


def _names(value: Iterable[str]) -> tuple[str, ...]:
    return tuple(value)


@frozen(kw_only=True, repr=False)
class LabelTable:
    """The labels of one checker, or of one language.

    Make it with `table_from_plain`, or `load` one, which say everything that is wrong at once.

    Examples:
        >>> table = LabelTable(name="Gazette", checkers=["gazette.example"], labels={"Bogus": "refuted"})
        >>> table.find("BOGUS.").verdict
        <Verdict.REFUTED: 'refuted'>
    """

    name: str
    """What the table is called: the checker's name, or the language's tag."""

    checkers: tuple[str, ...] = field(default=(), converter=_names)
    """Names and hosts of the checker whose labels these are; none if they are a language's."""

    language: str | None = None
    """The language whose labels these are, as a tag ("pt"); `None` if they are a checker's."""

    labels: "FrozenMap[Any]" = field(converter=_labels)
    """The labels and what each means: a `LabelWords`, a verdict or its word."""

    reference: str | None = None
    """Where the labels are explained."""

    note: str | None = None
    """What to mind."""

    _by_label: dict[str, LabelWords] = field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        by_label = {normalised(label): words for label, words in self.labels.items()}
        object.__setattr__(self, "_by_label", by_label)

    def find(self, label: str) -> LabelWords | None:
        """Return what a label means here, or `None`; see `normalised` for what does not count."""
        return self._by_label.get(normalised(label))

    def __len__(self) -> int:
        return len(self.labels)

    def __iter__(self) -> Iterator[str]:
        """Give the labels."""
        return iter(self.labels)

    def __repr__(self) -> str:
        return f"<LabelTable {self.name!r}: {len(self.labels)} labels>"


def _meaning(words: Any) -> LabelWords:
    if isinstance(words, LabelWords):
        return words
    if isinstance(words, Mapping):
        verdict, state = words.get("verdict"), words.get("state")
        return LabelWords(
            verdict=None if verdict is None else Verdict(verdict),
            state=VerificationState.CHECKED if state is None else VerificationState(state),
        )
    return LabelWords(verdict=Verdict(words))


_FIELDS = ("name", "checkers", "language", "labels", "reference", "note")


def table_from_plain(data: Any) -> LabelTable:
    """Return the table of labels that plain data describes. Its keys are the fields of `LabelTable`.

    Raises:
        InvalidRecordError: if it describes none, with everything that is wrong.
    """
    problems = [Problem(path, message) for path, message in _wrong(data)]
    if problems:
        name = data.get("name") if isinstance(data, Mapping) else None
        raise InvalidRecordError("LabelTable", name if isinstance(name, str) else None, problems)
    return LabelTable(**{key: data[key] for key in _FIELDS if data.get(key) is not None})


def _wrong(data: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(data, Mapping):
        yield "$", f"expected an object, got {shown(data)}"
        return
    for key in data:
        if key not in _FIELDS:
            yield "$", f"unknown field {shown(key)}"
    for key in ("name", "language", "reference", "note"):
        value = data.get(key)
        if value is not None and not isinstance(value, str):
            yield f"$.{key}", f"expected a string, got {shown(value)}"
    if not data.get("name"):
        yield "$.name", "a name is wanted"
    names = data.get("checkers") or ()
    if not isinstance(names, (list, tuple)) or not all(isinstance(name, str) for name in names):
        yield "$.checkers", f"expected a list of strings, got {shown(names)}"
    elif bool(names) == bool(data.get("language")):
        yield "$", "a table is of a checker or of a language: give `checkers` or `language`"
    yield from _wrong_labels(data.get("labels"))


def _wrong_labels(labels: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(labels, Mapping) or not labels:
        yield "$.labels", "an object is wanted, of labels and what each means"
        return
    seen: dict[str, str] = {}
    for label, words in labels.items():
        path = f"$.labels[{shown(label)}]"
        if not isinstance(label, str) or not normalised(label):
            yield path, "a label has words"
            continue
        short = normalised(label)
        if short in seen:
            if labels[seen[short]] != words:
                yield path, f"the same label as {shown(seen[short])}, and another meaning"
            continue
        seen[short] = label
        yield from _wrong_meaning(words, path)


def _wrong_meaning(words: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(words, LabelWords):
        return
    given = words if isinstance(words, Mapping) else {"verdict": words}
    for key in given:
        if key not in ("verdict", "state"):
            yield path, f"unknown field {shown(key)}"
    if isinstance(words, Mapping) and not words:
        yield path, "it means nothing: give a verdict or a state"
    for key, vocabulary in (("verdict", Verdict), ("state", VerificationState)):
        value = given.get(key)
        if value is None and (key == "state" or isinstance(words, Mapping)):
            continue
        if not isinstance(value, str) or value not in set(vocabulary):
            yield path, f"{shown(value)} is no {key}: {', '.join(vocabulary)}"
