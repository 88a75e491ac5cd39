"""What a text says about checking: "could not be independently verified", "confirmed by satellite images"."""

import re
from typing import NamedTuple

from provenance.extraction.lexicon.lists import word_set

__all__ = ["VerificationTalk", "find_verification", "points_back"]

_VERB = re.compile(
    r"\b(?:verif(?:y|ied|ying|iable)|corroborat(?:e|ed|ing)|authenticated?|confirm(?:ed)?)\b", re.IGNORECASE
)
_LEADS = word_set(
    "could can cannot couldn't can't has have had been was were is are be not never unable "
    "impossible difficult hard yet able its it's their our own to immediately independently "
    "freely separately fully hasn't haven't wasn't weren't isn't aren't being"
)
_NEGATION = re.compile(
    r"\b(?:not|cannot|unable|impossible|difficult|hard|\w{2,8}n['’]t|no|yet)\b", re.IGNORECASE
)
_CHECKING = re.compile(
    r"\b(?:independent|immediate|own|freely|separately|fully|authentic|verif|corroborat)", re.IGNORECASE
)
_NOUN = re.compile(
    r"\b(?:independent|outside|third-party)\s{1,2}(?:verification|confirmation|corroboration)\b|\bno\s{1,2}(?:independent\s)?"
    r"(?:verification|confirmation|corroboration)\b|\bunverified\b|\bnot\s{1,2}(?:been\s)?independently\b",
    re.IGNORECASE,
)
_CHECKED = re.compile(
    r"\b(?:independently|separately)\s{1,2}(?:verified|confirmed|corroborated|geolocated)\b"
    r"|\b(?:verified|confirmed|corroborated|authenticated|geolocated|backed\s(?:up\s)?|supported)\s{1,2}by\s{1,2}(?:[\w-]{1,20}\s{1,2}){0,3}"
    r"(?:satellite|images|imagery|footage|videos?|photos?|photographs|records|documents|data|geolocation|evidence|journalists|reporters|"
    r"reuters|afp|ap|bbc|cnn|the\sbbc|the\sassociated)\b"
    r"|\b(?:has|have|had)\s{1,2}(?:independently\s{1,2})?(?:verified|geolocated|authenticated)\b"
    r"|\b(?:satellite\s(?:images|imagery|photos)|geolocated\sfootage|videos?\sverified)\s(?:confirms?|confirmed|shows?|showed|verified)\b",
    re.IGNORECASE,
)
_OWN_CHECK = re.compile(
    r"\b(?:verified|geolocated|authenticated|fact-checked|corroborated)\s(?=(?:the|a|an|that|this|these|those|its|"
    r"several|some|many|both|two|three|more|footage|videos?|images?|photos?)\b)"
    r"|(?<=\s)(?:verified|geolocated|authenticated)(?=,)",
    re.IGNORECASE,
)
_WHAT_IS_CHECKED = re.compile(
    r"\s(?:(?:the|this|that|these|those|his|her|their|its|any|either)\s)?(?:[\w-]{1,16}\s){0,2}(?:authenticity|veracity|"
    r"accuracy|claims?|reports?|figures?|accounts?|details|information|allegations?|numbers|videos?|footage|images?)\b"
    r"|\s(?:this|it|them|these|those|whether)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\b(?:the|this|that|these|those|both|all|his|her|their|its)\s(?:[\w-]{1,16}\s){0,2}(?:claims?|reports?|figures?|"
    r"accounts?|details|information|allegations?|numbers?|toll|statements?|videos?|footage|images?|photos?|letters?|"
    r"documents?|recordings?|story|stories|assertions?)\b|\b(?:it|them|which)\b",
    re.IGNORECASE,
)
_PROGRESS = re.compile(
    r"\b(?:working\sto|trying\sto|attempting\sto|seeking\sto)\s(?:independently\s)?(?:verify|confirm)\b",
    re.IGNORECASE,
)


class VerificationTalk(NamedTuple):
    """A statement about verification: the state it reports and the words that carry it."""

    state: str
    start: int
    end: int
    is_statement: bool = False
    """The words are the subject of a statement ("independent verification is difficult"), not all of it."""

    needs_checker: bool = False
    """It counts only for those who check news: "the BBC verified a video", and not "police verified it"."""


def find_verification(text: str, start: int, end: int) -> VerificationTalk | None:
    """Return what a sentence says about verification, or `None`.

    Examples:
        >>> find_verification("The video could not be independently verified.", 0, 46)
        VerificationTalk(state='could_not_verify', start=10, end=45, is_statement=False, needs_checker=False)
    """
    progress = _PROGRESS.search(text, start, end)
    if progress is not None:
        return VerificationTalk("in_progress", *progress.span())
    for verb in _VERB.finditer(text, start, end):
        first = _first_lead(text, start, verb.start())
        words = text[first : verb.end()]
        if first == verb.start() or not _NEGATION.search(words):
            continue
        certain = not verb.group().lower().startswith("confirm") or _CHECKING.search(words)
        if certain or words.lower().endswith("not be confirmed"):
            return VerificationTalk("could_not_verify", first, verb.end())
        if _WHAT_IS_CHECKED.match(text, verb.end(), end):
            return VerificationTalk("could_not_verify", first, verb.end(), needs_checker=True)
    noun = _NOUN.search(text, start, end)
    if noun is not None:
        is_noun = noun.group().lower().endswith("ion")
        return VerificationTalk("could_not_verify", *noun.span(), is_statement=is_noun)
    checked = _CHECKED.search(text, start, end)
    if checked is not None and not _NEGATION.search(text, max(start, checked.start() - 25), checked.start()):
        return VerificationTalk("checked", *checked.span())
    own = _OWN_CHECK.search(text, start, end)
    if own is not None and not _NEGATION.search(text, max(start, own.start() - 25), own.start()):
        return VerificationTalk(
            "checked", own.start(), own.start() + len(own.group().rstrip()), needs_checker=True
        )
    return None


def points_back(text: str, start: int, end: int) -> bool:
    """Say whether a sentence speaks of what was said before ("the claim", "these figures", "it")."""
    return _POINTS_BACK.search(text, start, end) is not None


def _first_lead(text: str, start: int, verb: int) -> int:
    """Return where "could not be independently" begins before a verb of checking."""
    low = max(start, verb - 80)
    first = verb
    end = verb
    for _ in range(8):
        end = len(text[low:end].rstrip()) + low
        begin = max(text.rfind(" ", low, end), text.rfind("\n", low, end), low - 1) + 1
        if text[begin:end].lower().replace("’", "'") not in _LEADS:
            break
        first = end = begin
    return first
