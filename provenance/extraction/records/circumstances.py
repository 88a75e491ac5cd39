"""How the article got the words, and on what terms: read from around the cue."""

import re

__all__ = ["anonymity_of", "obtained_from"]

_OBTAINED = (
    ("interview", r"\binterview(?:s|ed)?\b|\bby (?:phone|telephone)\b|\bspoke with\b"),
    ("news_conference", r"\b(?:news|press) (?:conference|briefing)s?\b|\bbriefing\b|\bpresser\b|\btold (?:reporters|journalists|the (?:press|media))\b"
     r"|\bto (?:reporters|journalists)\b|\breporters\b|\bjournalists\b"),
    ("post", r"\btweet(?:s|ed|ing)?\b|\bon (?:twitter|facebook|instagram|telegram|x|truth social|weibo|tiktok|linkedin|social media)\b"
     r"|\bposts?\b|\bposted\b|\b(?:blog|facebook|telegram|instagram) (?:post|channel|page)\b|\bblog\b|\bhis blog\b"),
    ("statement", r"\bstatements?\b|\bpress release\b|\bnews release\b|\bcommuniqu[eé]\b|\bannouncement\b"),
    ("speech_or_hearing", r"\b(?:speech|rally|hearing|testimony|testified|parliament|inquest|tribunal|told (?:the|a) (?:court|committee|jury|"
     r"inquiry|panel|crowd|hearing|audience|judge|council|inquest|house|commons|senate|assembly|conference|congregation))\b|\bin court\b"),
    ("document", r"\b(?:letter|memo|documents?|report|filings?|complaint|lawsuit|affidavit|indictment|study|paper|book|e-?mails?|transcript|"
     r"ruling|article|column|op-ed|memoir|editorial|note)\b|\bcourt papers\b"),
    ("broadcast", r"\b(?:television|tv|radio|broadcast|podcast|programme|program|cnn|bbc|fox news|msnbc|nbc|cbs|abc|sky news|itv|npr)\b"),
)  # fmt: skip
_OBTAINED_PATTERNS = [(word, re.compile(pattern, re.IGNORECASE)) for word, pattern in _OBTAINED]
_TOLD = re.compile(r"\b(?:told|tells|informed|speaking to|said to)\b", re.IGNORECASE)
_WITHHELD = re.compile(
    r"(?:on (?:the )?condition of anonymity|(?:asked|asking|requested|requesting|wished|wanted|declined|refused) (?:not )?to "
    r"(?:be (?:named|identified)|remain anonymous)|(?:asked|requested|insisted on|requesting) (?:for )?anonymity|"
    r"(?:spoke|speaking|talked) anonymously|declined to be (?:named|identified)|(?:did not|didn['’]t|does not|do not|doesn['’]t|don['’]t) (?:want|wish) to be (?:named|identified)|not authori[sz]ed to (?:speak|discuss|talk|comment|brief)|"
    r"whose (?:name|identity) (?:was|is|has been) (?:withheld|not))",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"(?:because|as|since|citing|due to|for fear|out of fear|fearing|to discuss|to speak|to describe|in order to|so as to|given)\b"
    r"[^.;\n]{3,160}",
    re.IGNORECASE,
)
_PSEUDONYM = re.compile(
    r"(?:not (?:his|her|their) real name|using (?:a|the) pseudonym|going by the name|who gave only|who goes by|whose name has been changed|"
    r"name has been changed|under the (?:name|pseudonym|alias))",
    re.IGNORECASE,
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
    reason = _REASON.search(tail)
    if reason is not None and reason.start() < 60:
        return (
            "withheld",
            " ".join(reason.group().split()).rstrip(" ,").split(", said")[0].split(", told")[0],
            terms,
        )
    if "authori" in withheld.group().lower():
        return "withheld", " ".join((withheld.group() + tail.split(",")[0].split(".")[0]).split()), terms
    return "withheld", None, terms
