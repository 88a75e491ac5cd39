"""Our verdicts in other vocabularies, and theirs in ours."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from attrs import frozen

from provenance.errors import InvalidValueError
from provenance.formats.jsontext import decode_json, decode_text
from provenance.formats.verdicts._labels import normalised
from provenance.formats.verdicts._reading import files
from provenance.model import UnknownTerm, Verdict

__all__ = ["Saying", "Vocabulary", "say", "vocabularies", "vocabulary"]


@frozen(kw_only=True)
class Saying:
    """A verdict in the words of another vocabulary."""

    word: str | None
    """The word; `None` if the vocabulary has none for it."""

    lossy: bool
    """Whether something is lost by saying it so: reading the word does not give the verdict again."""

    loss: str | None = None
    """What is lost; `None` if nothing is."""


@frozen(kw_only=True, repr=False)
class Vocabulary:
    """What a vocabulary calls our verdicts, and what its words mean as verdicts.

    Examples:
        >>> fever = vocabulary("fever")
        >>> fever.say("supported").word
        'SUPPORTS'
        >>> fever.read("refutes")
        <Verdict.REFUTED: 'refuted'>
    """

    name: str
    """What it is called here ("politifact")."""

    title: str
    """What people call it."""

    reference: str | None = None
    """Where it is defined."""

    note: str | None = None
    """What to mind."""

    words: Mapping[str, str | None]
    """Our verdicts, each with the vocabulary's word for it, if it has one."""

    losses: Mapping[str, str]
    """Our verdicts for which the word says less, or something else: and what."""

    means: Mapping[str, str]
    """The vocabulary's words that mean one of our verdicts, and which."""

    def say(self, verdict: Verdict | str) -> Saying:
        """Return the vocabulary's word for a verdict, with what is lost by it.

        Raises:
            InvalidValueError: if it is no verdict.
        """
        known = _verdict(verdict)
        if known is None:
            return Saying(word=None, lossy=True, loss=f"{verdict} is no verdict that is known here")
        word = self.words.get(known.value)
        if word is None:
            return Saying(
                word=None, lossy=True, loss=self.losses.get(known.value, f"{self.title} has no word for it")
            )
        if self.read(word) is known:
            return Saying(word=word, lossy=False)
        return Saying(word=word, lossy=True, loss=self.losses.get(known.value) or self._shared(word))

    def read(self, word: str) -> Verdict | None:
        """Return the verdict that a word of the vocabulary means; `None` if it means no one verdict.

        Raises:
            InvalidValueError: if it is no string.
        """
        if not isinstance(word, str):
            raise InvalidValueError(f"word of {self.title}", word, "a string is wanted")
        found = self._meanings().get(normalised(word))
        return None if found is None else Verdict(found)

    def _meanings(self) -> dict[str, str]:
        return {normalised(word): verdict for word, verdict in self.means.items()}

    def _shared(self, word: str) -> str:
        others = [verdict for verdict, other in self.words.items() if other == word]
        return f"{word} stands for {', '.join(others)} alike"

    def __repr__(self) -> str:
        return f"<Vocabulary {self.name!r}: {self.title}>"


def vocabularies() -> tuple[str, ...]:
    """Return the names of the vocabularies that verdicts can be said in.

    Examples:
        >>> vocabularies()
        ('averitec', 'claimreview', 'claimskg', 'fever', 'misinfome', 'politifact', 'snopes', 'stix-opinion')
    """
    return tuple(_known())


def vocabulary(name: str) -> Vocabulary:
    """Return a vocabulary.

    Raises:
        InvalidValueError: if there is none of this name; it lists those there are.
    """
    found = _known().get(name) if isinstance(name, str) else None
    if found is None:
        raise InvalidValueError("vocabulary of verdicts", name, f"there are {', '.join(_known())}")
    return found


def say(verdict: Verdict | str, vocabulary: str) -> Saying:
    """Return the word of another vocabulary for a verdict, with what is lost by it.

    Args:
        verdict: the verdict, or its word.
        vocabulary: name of the vocabulary (see `vocabularies`).

    Raises:
        InvalidValueError: if there is no such verdict or vocabulary.

    Examples:
        >>> say("refuted", "politifact")
        Saying(word='False', lossy=False, loss=None)
        >>> say("mostly_supported", "fever")
        Saying(word='SUPPORTS', lossy=True, loss='that it holds only mostly')
    """
    return _vocabulary(vocabulary).say(verdict)


_vocabulary = vocabulary  # the parameter of `say` has the function's name


def _verdict(verdict: Verdict | str) -> Verdict | None:
    if isinstance(verdict, UnknownTerm):
        return None
    try:
        return Verdict(verdict)
    except ValueError:
        raise InvalidValueError("verdict", verdict, f"there are {', '.join(Verdict)}") from None


@cache
def _known() -> dict[str, Vocabulary]:
    found = (decode_json(decode_text(file.read_bytes())) for file in files("vocabularies"))
    return {data["name"]: _made(data) for data in found}


def _made(data: dict[str, Any]) -> Vocabulary:
    says: dict[str, Any] = data["says"]
    return Vocabulary(
        name=data["name"],
        title=data["title"],
        reference=data.get("reference"),
        note=data.get("note"),
        words={verdict: entry.get("word") for verdict, entry in says.items()},
        losses={verdict: entry["loss"] for verdict, entry in says.items() if "loss" in entry},
        means=data["means"],
    )
