"""Words that weaken what is said, by type."""

import re

from provenance.extraction.lexicon.lists import word_set

__all__ = ["find_hedges"]

_KINDS = {
    "modal": "may might could can would",
    "conditional": "if unless provided assuming whether|in case of|in the event|as long as|in case",
    "approximator": "about around roughly approximately nearly almost some|more than|at least|up to"
    "|as many as|fewer than|less than|an estimated|or so|close to|mostly largely partly",
    "evidential": "reportedly allegedly apparently seemingly supposedly purportedly seems seem seemed "
    "appears appear appeared evidently ostensibly|said to|believed to|thought to",
    "epistemic": "possibly probably likely unlikely perhaps maybe presumably potentially uncertain "
    "unclear possible doubtful probable conceivably|not clear|not certain",
}
_NEEDS_NUMBER = word_set("about around some nearly almost")
_AFTER_NUMBERISH = re.compile(
    r"\s{0,3}(?:[$€£¥]?\d|a\s|an\s|one|two|three|four|five|six|seven|eight|nine|ten|half|all|every|\w{1,12}teen|\w{3,8}ty\b)"
)
_CONDITION = re.compile(
    r"\b(?:if|unless|provided|assuming|in\scase|otherwise|were\sto|should\s(?:the|it))\b", re.I
)
_WOULD_LIKE = re.compile(r"\s{1,3}(?:like|love|rather|prefer|hope)\b", re.IGNORECASE)
_MONTH_AFTER = re.compile(r"\s{0,3}\d")


def _expression() -> "re.Pattern[str]":
    entries: list[str] = []
    for words in _KINDS.values():
        for chunk in words.split("|"):
            phrases = [chunk] if " " in chunk and chunk.split()[0] in _PHRASE_STARTS else chunk.split()
            entries += phrases
    entries.sort(key=len, reverse=True)
    return re.compile(
        r"(?<![\w'’-])(?:" + "|".join(re.escape(e).replace(r"\ ", r"\s") for e in entries) + r")(?![\w'’-])",
        re.IGNORECASE,
    )


_PHRASE_STARTS = word_set("in as more at up fewer less an or close said believed thought not")
_FINDER = _expression()
_KIND_BY_WORD = {
    phrase: kind
    for kind, words in _KINDS.items()
    for chunk in words.split("|")
    for phrase in ([chunk] if " " in chunk and chunk.split()[0] in _PHRASE_STARTS else chunk.split())
}


def find_hedges(text: str, start: int, end: int, *, hypothetical: bool = False) -> list[tuple[str, int, int]]:
    """Return the hedges in a stretch of text as (kind, start, end), in order.

    *Would* is one where the stretch names a condition ("would sue if talks failed"), or if `hypothetical`
    says that it cannot be the future seen from the past: "analysts note that it would help", after a cue in
    the present, and not "the firm said it would sue".

    Examples:
        >>> text = "about 40 people may have died"
        >>> [(kind, text[s:e]) for kind, s, e in find_hedges(text, 0, len(text))]
        [('approximator', 'about'), ('modal', 'may')]
    """
    found = []
    for match in _FINDER.finditer(text, start, end):
        word = " ".join(match.group().lower().split())
        if word in _NEEDS_NUMBER and not _AFTER_NUMBERISH.match(text, match.end(), end):
            continue
        if (
            word == "may"
            and match.group()[0] == "M"
            and (match.start() > start or _MONTH_AFTER.match(text, match.end()))
        ):
            continue
        if word == "would" and (
            _WOULD_LIKE.match(text, match.end(), end)
            or not (hypothetical or _CONDITION.search(text, start, end))
        ):
            continue
        found.append((_KIND_BY_WORD[word], match.start(), match.end()))
    return found
