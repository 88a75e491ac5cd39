"""The wording of a claim and its kind, from the words of a passage."""

import re

from provenance.extraction.lexicon.cues import Form, cue_forms
from provenance.extraction.lexicon.lists import word_set
from provenance.extraction.records.bench import Bench, Passage
from provenance.extraction.records.quantities import quantity_in

__all__ = ["QUOTE_MARKS", "cue_form", "kind_of_claim", "looks_ahead", "wording_of"]

QUOTE_MARKS = "\"“”„‟«»‹›「」『』〝〞＂‘’'`"
_LONGEST_CLAIM = 4000
_PREDICTIVE = re.compile(
    r"\b(?:will|would|won't|wouldn't|is set to|are set to|(?:is|are|was|were) going to|(?:is|are|was|"
    r"were) due to|"
    r"(?:is|are|was|were) (?:\w{4,12}ly )?(?:un)?likely to|(?:is|are|was|were) expected to)\b|'ll\b",
    re.IGNORECASE,
)
_NORMATIVE = re.compile(r"\b(?:should|must|ought to|needs? to|(?:has|have) to)\b", re.IGNORECASE)
_LEGAL = re.compile(
    r"\b(?:illegal(?:ly)?|unlawful(?:ly)?|unconstitutional|war crimes?|genocide|crimes against humanity|"
    r"violat(?:es?|ed|ing|ions? of) (?:\w{1,20} ){0,3}(?:law|rules|rights|constitution|treaty|convention|"
    r"sanctions|ceasefire)|"
    r"in breach of|breached (?:\w{1,20} ){0,3}(?:law|rules|rights|contract|constitution|treaty|"
    r"convention))\b",
    re.IGNORECASE,
)
_ASSESSING = word_set("assess believe think conclude suspect judge reckon consider estimate assume")
_AHEAD = word_set(
    "forecast predict expect promise pledge vow plan intend threaten anticipate warn hope schedule"
)
_NAMING = word_set("call dub brand label term")
_LEADS_ON = word_set("the a an of as to his her its their our my this that is was")
_OPEN_QUOTE = re.compile(r"\s(?=[\"“„«‘])")
_ENDS = ".!?…。！？"


_ABOUT_REPORTS = word_set("deny dispute confirm acknowledge admit reject dismiss refute")
_REPORTS = re.compile(
    r"^(?:(?:the|any|all|some|recent|persistent|media|these|those)\s){0,3}(?:claim|allegation|report|suggestion|"
    r"accusation|rumour|rumor|assertion|charge|notion|idea)s?\sthat\s(?=\w)",
    re.I,
)
"""What is denied with "denied reports that she would go" is that she would go."""


def cue_form(cue: str) -> Form | None:
    """Return the last cue verb among the words of a cue."""
    forms = cue_forms()
    return next((forms[w] for w in reversed(cue.lower().split()) if w in forms), None)


def wording_of(bench: Bench, passage: Passage) -> str:
    """Return the words of a claim: those of the content, quotation marks around all of it left out.

    The parts of a quotation that the cue splits into sentences are kept as sentences, and one sentence has no
    full stop; after "called the deal “dead”" a colon parts what is judged from how.
    """
    draft, form = passage.draft, passage.form
    text = bench.words(draft.cue) if draft.act == "no_comment" else ""
    last = None
    for span in draft.content:
        part = " ".join(bench.text[span.start : span.end].split())
        if form == "direct":
            part = part.strip(QUOTE_MARKS + " ")
        if text and last is not None and _is_new_sentence(bench.text[last : span.start], text, part):
            text = text.rstrip(" ,;–—-")
            text += "" if text[-1:] in _ENDS else "."
        text = f"{text} {part}".strip()
        last = span.end
    cue = cue_form(bench.words(draft.cue))
    if form == "mixed" and cue is not None and cue.verb.base in _NAMING and " as " not in text:
        text = _with_colon(text)
    if cue is not None and cue.verb.base in _ABOUT_REPORTS:
        text = _REPORTS.sub("", text)
    text = _without_last_stop(text.strip(" ,;"))
    return text[:_LONGEST_CLAIM] or bench.words(draft.content)[:_LONGEST_CLAIM]


def _is_new_sentence(between: str, before: str, part: str) -> bool:
    """Say whether a sentence ends between two parts of a quotation ("I lost," she said. "It hurt.")."""
    first = part.lstrip(QUOTE_MARKS + " ")[:1]
    ended = before.rstrip(QUOTE_MARKS + " ")[-1:] in _ENDS
    return not ended and first.isupper() and between.rstrip()[-1:] in (".", "!", "?")


def _with_colon(text: str) -> str:
    """Part what is called something from what it is called."""
    at = _OPEN_QUOTE.search(text)
    if at is None or text[-1] not in QUOTE_MARKS or text[at.start() - 1] in ":,":
        return text
    if text[: at.start()].split()[-1].lower() in _LEADS_ON:
        return text
    return f"{text[: at.start()]}: {text[at.end() :]}"


def _without_last_stop(text: str) -> str:
    """Leave out the full stop of a claim that is one sentence."""
    if text.endswith(".") and not text.endswith("..") and text.count(". ") == 0 and text[-3:-2] != ".":
        return text[:-1] if not any(mark in text for mark in ("! ", "? ", "… ")) else text
    return text


def looks_ahead(cue: str) -> bool:
    """Say whether a cue is about what is to come ("forecast", "promised")."""
    form = cue_form(cue)
    return form is not None and form.verb.base in _AHEAD


def kind_of_claim(text: str, *, act: str | None, cue: str) -> str | None:
    """Return the kind of a claim as far as its words and the way it was put tell, or `None`."""
    plain = text.replace("’", "'")
    if act == "no_comment":
        return "speech_event"
    if act in ("promise", "intention"):
        return "intention"
    if act == "request_or_order" or _NORMATIVE.search(plain):
        return "normative"
    if act == "evaluation":
        return "characterisation"
    if _PREDICTIVE.search(plain):
        return "prediction"
    if quantity_in(text) is not None:
        return "quantity"
    if _LEGAL.search(plain):
        return "legal_characterisation"
    form = cue_form(cue)
    return "assessment" if form is not None and form.verb.base in _ASSESSING else None
