"""How the article got the words, and on what terms: read from around the cue."""

import re

__all__ = [
    "anonymity_of",
    "begins_with_refusal",
    "is_venue_lead",
    "knowing_of",
    "obtained_from",
    "refuses_a_name",
]

# In this order: "told reporters in an interview" is an interview.
_OBTAINED = {
    "interview": "interview interviews interviewed by_phone by_telephone spoke_with",
    "news_conference": (
        "news_conference news_conferences press_conference press_conferences news_briefing press_briefing "
        "briefing presser reporters journalists told_the_press told_the_media conference_call earnings_call "
        "analyst_call call_with_analysts"
    ),
    "post": (
        "tweet tweets tweeted tweeting post posts posted blog on_twitter on_facebook on_instagram "
        "on_telegram on_x on_truth_social on_weibo on_tiktok "
        "on_linkedin on_threads on_bluesky on_mastodon on_youtube on_social_media facebook_page "
        "telegram_channel"
    ),
    "statement": "statement statements press_release news_release communique communiqué announcement",
    "speech_or_hearing": (
        "speech rally hearing testimony testified parliament inquest tribunal in_court told_the_court "
        "told_the_committee told_the_jury told_the_inquiry told_the_panel told_the_crowd told_the_hearing "
        "told_the_audience told_the_judge told_the_council told_the_inquest told_the_house told_the_commons "
        "told_the_senate told_the_assembly told_the_conference told_a_court told_a_committee told_a_hearing "
        "told_a_crowd told_a_conference told_an_inquest told_an_audience told_mps "
        "told_lawmakers told_congress giving_evidence gave_evidence addressing_the inquiry_heard court_heard"
    ),
    "document": (
        "letter memo document documents report filing filings complaint lawsuit affidavit indictment study "
        "paper book email emails e-mail e-mails transcript ruling article column op-ed memoir editorial note "
        "court_papers"
    ),
    "broadcast": (
        "television tv radio broadcast podcast programme program cnn bbc fox_news msnbc nbc cbs abc sky_news "
        "itv npr"
    ),
}
_REFUSALS_OF_A_NAME = """
on condition of anonymity|on the condition of anonymity|requested anonymity|asked for anonymity
requesting anonymity|insisted on anonymity|spoke anonymously|speaking anonymously|talked anonymously
asked not to be named|asked not to be identified|asking not to be named|asking not to be identified
asked to remain anonymous|requested not to be named|requesting not to be named|wished to remain anonymous
wanted to remain anonymous|declined to be named|declined to be identified|refused to be named
refused to be identified|did not want to be named|did not want to be identified|does not want to be named
did not wish to be named|did not wish to be identified|didn't want to be named|does not wish to be named
do not want to be named|didn't want to be identified|asked that his name not be used
asked that her name not be used|not authorized to speak|not authorised to speak|not authorized to discuss
not authorised to discuss|not authorized to comment|not authorised to comment|not authorized to talk
not authorised to talk|not authorized to brief|not authorised to brief|whose name was withheld
whose name has been withheld|whose identity was withheld|whose identity is not
cannot be named|can't be named|could not be named|cannot be identified|could not be identified
declining to be named|declining to be identified|refusing to be named|refusing to be identified
did not give his name|did not give her name|did not give their name|did not give their names
would not give his name|would not give her name|declined to give his name|declined to give her name
declined to give their names|refused to give his name|refused to give her name|asked that they not be named
asked that they not be identified|would not be named|would not be identified
did not provide his name|did not provide her name
"""
_PSEUDONYMS = """
not his real name|not her real name|not their real name|not their real names|using a pseudonym
going by the name|who gave only|who goes by|whose name has been changed|name has been changed
under the name|under the pseudonym|under the alias|using the pseudonym
"""
_REASONS = """
because|as|since|citing|due to|for fear|out of fear|fearing|to discuss|to speak|to describe|in order to
so as to|given|for legal reasons|for security reasons|for safety reasons|for personal reasons
for privacy reasons|for their safety|for his safety|for her safety|for reasons of security|out of concern
"""
_KNOWING = (
    # how, and the words that say so of a source; the first that is there decides
    ("data_or_record", r"who (?:has|have|had) (?:seen|read|reviewed|viewed)\b|who (?:reviewed|read)\b"),
    ("direct_perception", r"who (?:saw|witnessed|heard|watched|filmed|found|discovered)\b"),
    (
        "participation",
        r"who (?:attended|survived|treated|fought|took part|participated|worked on|was in the room|was there|"
        r"were there|was present|were present|was on board|were on board|helped|led|carried out|"
        r"negotiated)\b|"
        r"(?:directly )?involved in\b|present at\b",
    ),
    ("reported", r"briefed on\b|who (?:was|were|has been|had been|have been) (?:briefed|told|informed)\b"),
    (None, r"with (?:direct |first-?hand |close |intimate )?knowledge of\b|familiar with\b|close to\b"),
)


def _any_of(phrases: list[str]) -> "re.Pattern[str]":
    """Compile an expression that finds any of the phrases as whole words."""
    longest_first = sorted(phrases, key=len, reverse=True)
    parts = (re.escape(p).replace("\\ ", " ").replace("'", "['’]") for p in longest_first)
    return re.compile(r"(?<![\w-])(?:" + "|".join(parts) + r")(?![\w-])", re.IGNORECASE)


def _listed(text: str) -> list[str]:
    return [phrase for line in text.strip().splitlines() for phrase in line.split("|")]


_OBTAINED_PATTERNS = [
    (word, _any_of([p.replace("_", " ") for p in phrases.split()])) for word, phrases in _OBTAINED.items()
]
_WITHHELD = _any_of(_listed(_REFUSALS_OF_A_NAME))
_PSEUDONYM = _any_of(_listed(_PSEUDONYMS))
_REASON_WORD = _any_of(_listed(_REASONS))
_REASON_END = re.compile(r"[.;\n]|, (?:said|told|says|wrote|added)\b")
_KNOWS = [(how, re.compile(rf"\b(?:{pattern})[^,;()]{{0,120}}", re.IGNORECASE)) for how, pattern in _KNOWING]
_WITNESS = re.compile(
    r"^(?:(?:an?|the|one|two|three|several|some|many|other|another|few) )?(?:eye-?)?witness(?:es)?\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:in|on|at|during|speaking|writing|giving|testifying|addressing|asked by|responding)\b", re.IGNORECASE
)
_BACKGROUND = re.compile(r"\b(on (?:deep )?background|off the record|on the record)\b", re.IGNORECASE)


def obtained_from(around: str, cue: str, *, listener_is_outlet: bool) -> str | None:
    """Return how the article got the words, in the vocabulary's word; `None` if the text does not say.

    Args:
        around: cue and adjuncts ("told reporters in Berlin", "said in a statement on Monday").
        cue: the words of the cue alone.
        listener_is_outlet: whether the words were said to a newspaper, broadcaster or agency.
    """
    if cue.lower().split()[-1:] in (["tweeted"], ["tweets"], ["posted"], ["blogged"], ["tweet"]):
        return "post"
    if cue.lower().split()[-1:] == ["testified"]:
        return "speech_or_hearing"
    for word, pattern in _OBTAINED_PATTERNS:
        if word == "broadcast" and listener_is_outlet:
            break
        if pattern.search(around):
            return word
    return "interview" if listener_is_outlet else None


def anonymity_of(words: str) -> tuple[str | None, str | None, str | None]:
    """Return anonymity, the reason given for it, and terms, where the words around a source speak of them.

    Examples:
        >>> anonymity_of("An aide, who asked not to be named because talks go on, said")
        ('withheld', 'because talks go on', None)
    """
    background = _BACKGROUND.search(words)
    terms = None
    if background is not None:
        terms = {"on background": "background", "on deep background": "deep_background"}.get(
            background.group(1).lower(), background.group(1).lower().replace(" ", "_")
        )
    if _PSEUDONYM.search(words):
        return "pseudonymous", None, terms
    withheld = _WITHHELD.search(words)
    if withheld is None:
        return None, None, terms
    tail = words[withheld.end() : withheld.end() + 200]
    word = _REASON_WORD.search(tail[:60])
    if word is not None:
        end = _REASON_END.search(tail, word.end())
        reason = tail[word.start() : end.start() if end is not None else len(tail)].rstrip(" ,")
        return "withheld", reason or None, terms
    if "authori" in withheld.group().lower():
        return "withheld", (withheld.group() + re.split(r"[,.;]", tail, maxsplit=1)[0]).strip(), terms
    return "withheld", None, terms


def refuses_a_name(words: str) -> bool:
    """Say whether words tell that somebody is not named at his or her wish, or by order."""
    return _WITHHELD.search(words) is not None


def begins_with_refusal(text: str, place: int) -> bool:
    """Say whether words such as "asked not to be named" begin at a place."""
    return _WITHHELD.match(text, place) is not None


def is_venue_lead(words: str) -> bool:
    """Say whether the words at the head of a sentence may tell where it was said ("Giving evidence,")."""
    return len(words) < 140 and _LEAD.match(words) is not None


def knowing_of(source: str) -> tuple[str | None, str | None]:
    """Return how a source knows, and the words that say why it should.

    Examples:
        >>> knowing_of("two people familiar with the talks")
        (None, 'familiar with the talks')
        >>> knowing_of("Ana Pop, who treated dozens of patients")
        ('participation', 'who treated dozens of patients')
    """
    for how, pattern in _KNOWS:
        match = pattern.search(source)
        if match is not None and not re.search(r"\b(?:not|never)\s\Z", source[: match.start()]):
            return how, match.group().strip()
    return ("direct_perception", None) if _WITNESS.match(source) else (None, None)
