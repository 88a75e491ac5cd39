"""Rules about quotation: Q01, Q02, Q03."""

import re
from collections.abc import Iterator

from provenance.model import Attribution, ClaimKind, DerivationKind, Form
from provenance.queries.lint.ground import Ground
from provenance.queries.lint.rule import AP, OWN, REUTERS, Hit, Rule, Severity
from provenance.queries.lint.sources import OPINIONS
from provenance.queries.showing import shortened
from provenance.queries.standing import VERSION_KINDS

__all__ = ["RULES"]

_QUOTING = frozenset({Form.DIRECT, Form.MIXED})
_PAIRS = {
    '"': '"', "“": "”", "„": "“”", "«": "»", "»": "«", "‘": "’", "‹": "›", "「": "」", "『": "』", "”": "”",
}  # fmt: skip
_MARKS = "".join({*_PAIRS, *"".join(_PAIRS.values())})
_NOT_WORDS = re.compile(r"[\W_]+")
_BREAK = "\0"  # no word is joined to another across what was left out


def quoted_words(passage: Attribution) -> list[str]:
    """Return the words that a passage puts in quotation marks: of a direct one all, else the marked parts."""
    pieces = [anchor.exact for anchor in passage.anchors.content]
    if passage.form is Form.DIRECT:
        return pieces
    return [part for piece in pieces for part in _marked(piece)]


def _marked(text: str) -> Iterator[str]:
    at = 0
    while at < len(text):
        ends = _PAIRS.get(text[at])
        if ends is not None and not (at > 0 and text[at - 1].isalnum()):
            end = min((found for mark in ends if (found := text.find(mark, at + 1)) > 0), default=-1)
            if end > 0:
                yield text[at + 1 : end]
                at = end
        at += 1


def _folded(words: str) -> str:
    return _NOT_WORDS.sub(" ", words.casefold()).strip()


def _pieces(words: str) -> list[str]:
    """Return the parts of a quotation between its ellipses and insertions, folded."""
    parts = re.split(r"\.\.\.|…|\[[^\[\]]*\]", words)
    return [folded for part in parts if (folded := _folded(part))]


def _lies_within(words: list[str], original: list[str]) -> bool:
    """Tell whether every part of a quotation stands in the original, whatever the marks and capitals."""
    whole = f" {f' {_BREAK} '.join(_folded(part) for part in original)} "
    return all(f" {piece} " in whole for part in words for piece in _pieces(part))


# --- Q01 -----------------------------------------------------------------------------------


def nobody_speaks(ground: Ground) -> Iterator[Hit]:
    """Q01: quotation marks without a speaker."""
    for passage in ground.certain(lambda p: p.source is None and p.form in _QUOTING):
        where = " in the headline" if ground.is_headline(passage) else ""
        yield ground.hit(f"a quotation{where} without a speaker: {ground.said(passage)}", passage)


# --- Q02 -----------------------------------------------------------------------------------

_WORD_FOR_WORD = frozenset(
    {
        DerivationKind.QUOTED,
        DerivationKind.REPUBLISHED,
        DerivationKind.EXCERPTED,
        DerivationKind.ARCHIVED_COPY,
        DerivationKind.PARAPHRASED,
        DerivationKind.SUMMARISED,
        DerivationKind.COMPILED,
        DerivationKind.PRIMARY_SOURCE,
    }
)


def misquoted(ground: Ground) -> Iterator[Hit]:
    """Q02: a quotation that differs between versions or from its origin."""
    for passage in ground.certain(lambda p: p.form in _QUOTING and any(map(_folded, quoted_words(p)))):
        found = _changed_on_the_way(ground, passage) or _changed_in_version(ground, passage)
        if found is None and ground.is_headline(passage):
            found = _changed_in_headline(ground, passage)
        if found is not None:
            other, how = found
            yield ground.hit(f"the quotation “{_shown(passage)}” {how}", passage, [other.id])


def _shown(passage: Attribution) -> str:
    return shortened(" … ".join(quoted_words(passage)).strip(_MARKS + " "), 60)


def _changed_on_the_way(ground: Ground, passage: Attribution) -> tuple[Attribution, str] | None:
    view = ground.view
    for derivation in sorted(view.derivations_of(passage.id), key=lambda d: d.id):
        taken = view.attributions.get(derivation.taken_from)
        if taken is None or derivation.kind not in _WORD_FOR_WORD or not view.established(derivation):
            continue
        if not view.has_passage(taken) or _languages_differ(ground, passage.article, taken.article):
            continue
        if taken.form in (Form.INDIRECT, Form.NARRATED):
            return taken, f"was no quotation where it comes from ({taken.article})"
        original = quoted_words(taken)
        if taken.form in _QUOTING and original and not _lies_within(quoted_words(passage), original):
            return taken, f"reads “{_shown(taken)}” where it comes from ({taken.article})"
    return None


def _languages_differ(ground: Ground, *articles: str) -> bool:
    held = [ground.view.articles.get(id) for id in articles]
    known = {str(ground.view.read(a, "language")).split("-")[0].casefold() for a in held if a is not None}
    return len(known - {"none"}) > 1


def _changed_in_version(ground: Ground, passage: Attribution) -> tuple[Attribution, str] | None:
    view = ground.view
    for derivation in sorted(view.derivations_of(passage.article), key=lambda d: d.id):
        if derivation.kind not in VERSION_KINDS or not view.established(derivation):
            continue
        earlier = [
            other
            for other in view.passages_in(derivation.taken_from)
            if other.form in _QUOTING
            and view.has_passage(other)
            and ground.same(other) == ground.same(passage)
            and _one_speaker(ground, other, passage)
            and quoted_words(other)
        ]
        words = quoted_words(passage)
        agrees = any(
            _lies_within(words, quoted_words(other)) or _lies_within(quoted_words(other), words)
            for other in earlier
        )
        if earlier and not agrees:
            other = min(earlier, key=lambda p: p.id)
            return other, f"reads “{_shown(other)}” in the version before ({other.article})"
    return None


def _one_speaker(ground: Ground, one: Attribution, other: Attribution) -> bool:
    if one.source is None or other.source is None:
        return one.source is other.source
    return ground.voices.root(one.source) == ground.voices.root(other.source)


def _changed_in_headline(ground: Ground, passage: Attribution) -> tuple[Attribution, str] | None:
    claim = ground.same(passage)
    body = [
        other
        for other in ground.in_article.get(passage.article, ())
        if ground.same(other) == claim
        and not ground.is_headline(other)
        and (passage.source is None or _one_speaker(ground, passage, other))
        and other.form in _QUOTING
        and any(map(_folded, quoted_words(other)))
    ]
    if not body or any(_lies_within(quoted_words(passage), quoted_words(other)) for other in body):
        return None
    return body[0], f"of the headline reads “{_shown(body[0])}” in the body"


# --- Q03 -----------------------------------------------------------------------------------


def original_unknown(ground: Ground) -> Iterator[Hit]:
    """Q03: a translated or scare-quoted term whose original is not known."""

    def test(passage: Attribution) -> bool:
        if not any(map(_folded, quoted_words(passage))):
            return False
        if passage.form in _QUOTING:
            return _translated_from(ground, passage) is False
        if passage.form is not Form.OWN_VOICE or passage.source is not None:
            return False
        translated = _translated_from(ground, passage)
        if translated is not None:
            return not translated
        claim = ground.claim(passage)
        return claim is not None and claim.kind in _TERMS and not _has_origin(ground, passage)

    for passage in ground.certain(test):
        if _translated_from(ground, passage) is None:
            how = "stands in quotation marks in the outlet's own voice, and whose word it is is not told"
        else:
            how = "is a translation, and the words it translates are not on record"
        yield ground.hit(f"“{_shown(passage)}” {how}", passage)


_TERMS = OPINIONS - {ClaimKind.NORMATIVE}


def _translated_from(ground: Ground, passage: Attribution) -> bool | None:
    """Tell whether the words that a passage translates are on record; `None` if it is no translation."""
    view = ground.view
    answer: bool | None = None
    for id in (passage.id, passage.article):
        for derivation in view.derivations_of(id):
            if derivation.kind is not DerivationKind.TRANSLATED or not view.established(derivation):
                continue
            taken = view.attributions.get(derivation.taken_from)
            text = view.articles.get(derivation.taken_from if taken is None else taken.article)
            known = text is not None and text.text is not None
            answer = bool(answer) or known or (taken is not None and bool(taken.anchors.content))
    return answer


def _has_origin(ground: Ground, passage: Attribution) -> bool:
    view = ground.view
    taken = (
        view.attributions.get(d.taken_from) for d in view.derivations_of(passage.id) if view.established(d)
    )
    return any(other is not None and bool(other.anchors.content) for other in taken)


RULES = (
    Rule(
        "Q01",
        "quotation marks without a speaker",
        Severity.WARNING,
        (REUTERS, AP),
        "Words stand in quotation marks, and the passage credits nobody. Somebody's very words are "
        "claimed, and no reader can tell whose.\n\n"
        "Decided on: `form` direct or mixed, and no `source`, whether or not another passage relays it "
        "(“…, media” relays a quotation and does not say who spoke).\n\n"
        "Cure: name the speaker, or take the marks away.",
        nobody_speaks,
    ),
    Rule(
        "Q02",
        "quotation differs between versions or from its origin",
        Severity.ERROR,
        (REUTERS, AP),
        "What stands in quotation marks here reads otherwise where it comes from, in the version "
        "before, or, for a headline, in the body; or it was no quotation there at all.\n\n"
        "Decided on: `form` direct or mixed on both ends of an established derivation between passages "
        "(not of kind translated, nor between languages), of two versions, or of headline and body; "
        "then on the quoted words, which the anchors hold. Marks, capitals, spacing, omissions marked "
        "by “…” and insertions in brackets make no difference, nor does quoting less.\n\n"
        "Cure: restore the words, or take the marks away.",
        misquoted,
    ),
    Rule(
        "Q03",
        "translated or scare-quoted term, original unknown",
        Severity.NOTE,
        (OWN,),
        "A word in quotation marks is a translation, and what it translates is not on record; or the "
        "outlet puts a term in quotation marks in its own voice and does not say whose it is.\n\n"
        "Decided on: quoted words in the anchors of a passage with an established derivation of kind "
        "translated whose origin has neither text nor anchors; or of one in own voice whose claim is a "
        "judgement or a name put on something. Titles of works in a plain statement are passed over.\n\n"
        "Cure: give the original word, or say whose it is.",
        original_unknown,
    ),
)
"""The rules of this module, by code."""
