"""Names as they are compared: without accents, titles and spelling habits.

A name is looked at in several ways, each coarser than the one before. Two names that are the same
in one of them are like each other, and no more: nothing here says that two sources are one.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

__all__ = [
    "Name",
    "edits_apart",
    "folded",
    "frame_of",
    "initials_of",
    "is_acronym",
    "is_body",
    "name_of",
    "sound_of",
]

_LETTERS = str.maketrans(
    {
        **dict.fromkeys("‘’‛ʹʻʼʽʾʿ`´′'", ""), "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i",
        "ŧ": "t", "ə": "a", "æ": "ae", "œ": "oe", "þ": "th", "&": " and ",
    }
)  # fmt: skip
_INITIALS = re.compile(r"\b(?:[^\W\d_]\. ?){2,}(?:[^\W\d_]\b)?")
_WORD = re.compile(r"[^\W_]+")
_ACRONYM = re.compile(r"(?:[A-ZÀ-ÞΑ-ΩА-ЯЁІЇЄ]\.?){2,8}|[A-Z][a-z][A-Z]{1,3}")


def words_in(words: str) -> frozenset[str]:
    """Return the words of a list that is written as one string."""
    return frozenset(words.split())


_SMALL = words_in("the a an of for and de la le el du des der die das von und et y i in on at to")
_TITLES = words_in(
    """mr mrs ms miss dr prof professor sir dame lord lady hon rev reverend president premier chancellor
    minister secretary senator sen congressman congresswoman rep governor gov mayor judge justice general
    gen lieutenant lt colonel col major maj captain capt sergeant sgt admiral adm marshal brigadier
    commander cmdr ambassador king queen prince princess pope bishop archbishop cardinal sheikh imam
    ayatollah herr frau monsieur madame senor senora former acting ex deputy vice chief"""
)
_AFTER_NAMES = words_in("jr sr ii iii iv phd md mp mep qc kc obe cbe esq")
_FORMS = words_in("inc ltd llc llp plc co corp corporation company gmbh ag sa nv bv oy ab spa srl pty")
_BODIES = words_in(
    """bank ministry institute university army navy force forces agency news times post herald journal
    party council committee commission police court office department government parliament group union
    association organization federation foundation company corporation center club team brigade service
    board authority hospital school college church press radio television network media fund house
    analysts officials experts sources witnesses war world state states nations republic"""
)
_SPELLINGS = {
    "defence": "defense", "centre": "center", "labour": "labor", "organisation": "organization",
    "programme": "program", "harbour": "harbor", "theatre": "theater", "licence": "license",
    "kiev": "kyiv", "kharkov": "kharkiv", "lvov": "lviv", "odessa": "odesa", "peking": "beijing",
    "intl": "international", "dept": "department", "univ": "university", "assn": "association",
    "govt": "government", "natl": "national",
    "russian": "russia", "ukrainian": "ukraine", "american": "america", "british": "britain",
    "french": "france", "german": "germany", "italian": "italy", "spanish": "spain", "polish": "poland",
    "turkish": "turkey", "chinese": "china", "japanese": "japan", "indian": "india", "israeli": "israel",
    "palestinian": "palestine", "iranian": "iran", "iraqi": "iraq", "syrian": "syria", "saudi": "saudi",
    "egyptian": "egypt", "canadian": "canada", "australian": "australia", "mexican": "mexico",
    "brazilian": "brazil", "swedish": "sweden", "norwegian": "norway", "finnish": "finland",
    "danish": "denmark", "dutch": "netherlands", "belgian": "belgium", "swiss": "switzerland",
    "austrian": "austria", "hungarian": "hungary", "czech": "czechia", "slovak": "slovakia",
    "romanian": "romania", "bulgarian": "bulgaria", "greek": "greece", "serbian": "serbia",
    "croatian": "croatia", "georgian": "georgia", "armenian": "armenia", "belarusian": "belarus",
    "lithuanian": "lithuania", "latvian": "latvia", "estonian": "estonia", "irish": "ireland",
    "scottish": "scotland", "welsh": "wales", "korean": "korea", "pakistani": "pakistan",
    "afghan": "afghanistan",
    "european": "europe", "african": "africa", "nigerian": "nigeria", "kenyan": "kenya",
}  # fmt: skip

# Longer spellings first: "shch" is not "sh" and "ch". Russian, Ukrainian and Arabic names reach English
# by several routes, and these are the places where the routes part.
_SOUNDS = (
    ("shch", "sc"), ("sch", "s"), ("tsch", "c"), ("tch", "c"), ("sh", "s"), ("ch", "c"), ("kh", "h"),
    ("zh", "z"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("tz", "c"), ("ts", "c"), ("ck", "k"),
    ("q", "k"), ("x", "ks"), ("w", "v"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ye", "e"), ("ie", "e"),
    ("y", "i"),
)  # fmt: skip
_REPEATED = re.compile(r"(.)\1+")
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "yo", "є": "ye", "ж": "zh",
    "з": "z", "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o",
    "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch",
    "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "ђ": "dj", "ј": "j",
    "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz",
}  # fmt: skip
_GREEK = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k",
    "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t",
    "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip
_SCRIPTS = str.maketrans(_CYRILLIC | _GREEK)


class Name(NamedTuple):
    """One name, looked at in several ways; each is a tuple of words."""

    text: str
    """As it is written."""
    words: tuple[str, ...]
    """In small letters without accents; other alphabets in Latin letters; what is no letter or number
    gone. "Smith, John" is turned round."""
    core: tuple[str, ...]
    """Without articles, titles and legal forms."""
    bag: tuple[str, ...]
    """Without small words, in one spelling, the adjective of a country as the country; sorted."""
    sounds: tuple[str, ...]
    """The core with transliterations made alike."""


def folded(text: str) -> str:
    """Return a text in small Latin letters without accents."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    # й and ї fall apart into a letter and a mark; with the mark gone they are what they sound like.
    plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return plain.translate(_LETTERS).translate(_SCRIPTS)


def name_of(text: str, *, is_person: bool = False) -> Name:
    """Return a name as it is compared.

    Letters with full stops are one word ("U.S."), or in the name of a person a word each ("J.R.").
    """
    joint = " " if is_person else ""
    turned = _INITIALS.sub(lambda found: f"{joint.join(re.findall(r'[^. ]', found[0]))} ", text[:300])
    before, comma, after = turned.partition(",")
    after_words = folded(after).replace(".", "").split()
    if comma and len(after_words) in (1, 2) and "," not in after and not _is_addition(after_words):
        turned = f"{after} {before}"
    words = tuple(_WORD.findall(folded(_without_possessive(turned))))
    core = _core(words)
    bag = tuple(sorted(_SPELLINGS.get(word, word) for word in core if word not in _SMALL))
    return Name(text, words, core, bag or core, tuple(sound_of(word) for word in core))


def is_body(name: Name) -> bool:
    """Tell whether a word of a name is one by which bodies are called and people are not."""
    return any(_SPELLINGS.get(word, word) in _BODIES for word in name.words)


def _is_addition(words: list[str]) -> bool:
    return all(word in _AFTER_NAMES or word in _FORMS for word in words)


def _without_possessive(text: str) -> str:
    return re.sub(r"[’']s\b", "", text)


def _core(words: tuple[str, ...]) -> tuple[str, ...]:
    start, end = 0, len(words)
    while start < end - 1 and (words[start] in _TITLES or words[start] in ("the", "a", "an")):
        start += 1
    while end > start + 1 and (words[end - 1] in _AFTER_NAMES or words[end - 1] in _FORMS):
        end -= 1
    return words[start:end]


@lru_cache(maxsize=65_536)
def sound_of(word: str) -> str:
    """Return a word with the usual transliterations of one name made alike ("zelenskyy", "zelenskiy")."""
    for spelled, sounds in _SOUNDS:
        if spelled in word:
            word = word.replace(spelled, sounds)
    # At the beginning it is another letter in most languages: Jan is not Ian.
    word = word[:1] + word[1:].replace("j", "i")
    return _REPEATED.sub(r"\1", word)


@lru_cache(maxsize=65_536)
def frame_of(sound: str) -> str:
    """Return the consonants of a sound, those that transliterations mix up made one."""
    kept = "".join(c for c in sound if c not in "aeiouh")
    return _REPEATED.sub(r"\1", kept.replace("g", "k").replace("c", "k"))


def is_acronym(text: str) -> bool:
    """Tell whether a name is written as an acronym ("ISW", "U.N.")."""
    return _ACRONYM.fullmatch(text.strip()) is not None


def initials_of(name: Name) -> frozenset[str]:
    """Return what the initials of a name of several words may be, small words counted or not."""
    words = name.words[1:] if name.words[:1] == ("the",) else name.words
    found = set()
    for kept in (words, [word for word in words if word not in _SMALL]):
        if len(kept) >= 2:
            found.add("".join(word[0] for word in kept))
    return frozenset(found)


def edits_apart(one: str, other: str, most: int) -> int:
    """Return by how many letters two words differ (added, dropped, put for one another, swapped).

    More than `most` is returned as `most + 1`.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, mine in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, theirs in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (mine != theirs))
            if i > 1 and j > 1 and mine == other[j - 2] and one[i - 2] == theirs:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
