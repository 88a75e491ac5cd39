"""What news standards call the relation of one item to another, as kinds of derivation."""

import re

from provenance.model import DerivationKind

__all__ = ["GENRES", "PRESS", "derivation_of", "kind_of_genre"]

PRESS = "http://cv.iptc.org/newscodes/genre/"
"""What the IRIs of IPTC's genres begin with."""

GENRES = {
    "analysis": "Analysis",
    "opinion": "Opinion",
    "press_release": "Press_Release",
    "transcript": "Transcript_and_Verbatim",
}
"""Kinds of article that IPTC has a genre for."""

_WORDS = {
    "republished": "republished republicationof syndicated syndicatedfrom",
    "excerpted": "excerpted excerptof isexcerptof",
    "quoted": "quoted quotes wasquotedfrom",
    "paraphrased": "paraphrased",
    "summarised": "summarised summarized summaryof issummaryof",
    "translated": "translated translationof istranslationof translatedfrom",
    "revised": "revised revisionof updates updated update evolvedfrom replaces previousversion wasrevisionof",
    "corrected": "corrected corrects correctionof correctionto iscorrectionof",
    "retracted": "retracted retracts retractionof kills",
    "compiled": "compiled compiledfrom",
    "primary_source": "primary_source primarysource hadprimarysource",
    "archived_copy": "archived_copy archivedcopy",
    "": "derived derivedfrom wasderivedfrom basedon isbasedon source origin originator originfo",
}
_KINDS = {word: kind for kind, words in _WORDS.items() for word in words.split()}


def derivation_of(relation: object) -> tuple[DerivationKind | None, bool] | None:
    """Return the kind of derivation that a relation's name says, and whether only as possible.

    Returns:
        `None` if it says none; a kind of `None` if it says only that one came from the other.

    Examples:
        >>> derivation_of("irel:translatedFrom")
        (<DerivationKind.TRANSLATED: 'translated'>, False)
        >>> derivation_of("possibly quoted")
        (<DerivationKind.QUOTED: 'quoted'>, True)
    """
    if not isinstance(relation, str):
        return None
    word = relation.strip().casefold()
    possible = word.startswith("possibly ")
    word = re.split(r"[:/#]", word.removeprefix("possibly "))[-1].replace(" ", "").replace("-", "")
    kind = _KINDS.get(word)
    return None if kind is None else (DerivationKind(kind) if kind else None, possible)


def kind_of_genre(genre: object) -> str | None:
    """Return the kind of article that an IPTC genre says, by its IRI or its code ("genre:Opinion")."""
    if not isinstance(genre, str):
        return None
    code = (
        genre.removeprefix(PRESS).removeprefix("https://cv.iptc.org/newscodes/genre/").removeprefix("genre:")
    )
    return next((kind for kind, term in GENRES.items() if term == code), None)
