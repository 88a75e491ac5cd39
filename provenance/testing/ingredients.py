"""The small things that records are made of: texts, words, ids, numbers, moments, plain data."""

from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from typing import Any, TypeVar, get_args

from hypothesis import strategies as st

from provenance.model import RECORD_TYPES, FrozenMap, Suppression, UnknownTerm
from provenance.model.ids import About, CountryCode, Language, Sha256
from provenance.model.shapes import Pattern, shapes_of

__all__ = [
    "CONFIDENCES",
    "INTEGERS",
    "KEYS",
    "LABELS",
    "MOMENTS",
    "NUMBERS",
    "PERCENTAGES",
    "TEXTS",
    "URLS",
    "WORDS",
    "extras",
    "json_values",
    "patterned",
    "texts",
    "unknown_terms",
    "up_to",
]

T = TypeVar("T")

# What has tripped up programs that count, cut, compare or print text. The plainest comes first,
# because Hypothesis shrinks towards it.
_PIECES = (
    "a", " ", "The bridge is closed", ", the mayor said. ", "“No comment”", "«Так»", "\n", "\r\n", "\t",
    "e\u0301", "\u00e9",  # two spellings of one letter
    "Zürich", "Київ", "東京", "\u202bשלום\u202c", "مرحبا", "\u202e", "नमस्ते",
    "😀", "👩\u200d🚒", "🇺🇦", "𝔘",  # outside the basic plane, joined, paired
    "İ", "ß", "ﬁ", "ſ",  # change their length when their case is folded
    "\u200b", "\ufeff", "\u00ad", "\u2028", "\x00", "\x1b[31m", "\\", '"', "</script>", "=1+1", "{}", "%s",
)  # fmt: skip


def texts(max_pieces: int = 8) -> st.SearchStrategy[str]:
    """Return a strategy for running text in any script, with all that is hard about text.

    Words, quotation marks, line ends, combining and right-to-left characters, emoji made of
    several code points and control characters occur often; lone surrogates never, because no
    file can hold them.

    Args:
        max_pieces: of how many words, signs and scraps a text consists at most.

    Examples:
        >>> from hypothesis import find
        >>> find(texts(), lambda text: "東" in text)
        '東京'
    """
    return st.lists(st.sampled_from(_PIECES) | st.text(max_size=4), max_size=max_pieces).map("".join)


# Names and words are drawn in one go: most of what a dossier holds are such, and every draw takes time.
_READY = (
    *_PIECES,
    "",
    "e\u0301cole É",
    "Ms 𝔘 👩\u200d🚒\u202e",
    " said  Ms O’Neil\r\n",
    "İ\u200bſß\ufeff",
    "a" * 100,
)
TEXTS = st.sampled_from(_READY) | st.text(max_size=12)
LABELS = TEXTS.filter(lambda text: bool(text.strip()))
"""Short strings that are not blank: names, ids, codes."""

WORDS = st.sampled_from(("hologram", "vibes", "CT±", "a word of two words", "")) | TEXTS
URLS = (
    st.sampled_from(
        ("https://example.org/a", "https://example.org/?q=%C3%A9#b", "http://пример.рф/", "urn:x")
    )
    | TEXTS
)
INTEGERS = st.integers(-10, 10**6) | st.integers(-(2**64), 2**64)
NUMBERS = INTEGERS | st.floats(allow_nan=False, allow_infinity=False)
CONFIDENCES = st.sampled_from((0.5, 0, 1)) | st.floats(0, 1)
PERCENTAGES = st.sampled_from((0, 50, 100)) | st.floats(0, 100)
_OFFSETS = st.sampled_from((0, 0, 60, 345, -570, 840, -720))
MOMENTS = st.builds(
    lambda moment, minutes: moment.replace(tzinfo=timezone(timedelta(minutes=minutes)) if minutes else UTC),
    # Hypothesis wants naive limits, and adds the zone itself.
    st.datetimes(datetime(1970, 1, 2), datetime(2099, 12, 30))  # noqa: DTZ001
    | st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30)),  # noqa: DTZ001
    _OFFSETS,
)
"""Aware datetimes of a fixed offset, which stay within years 1 to 9999 in UTC."""

_DIGEST = get_args(Sha256)[1].regex
_USUAL = {
    get_args(About)[1].regex: ("wikidata:Q42", "geonames:703448", "x:é y", "a::"),
    get_args(Language)[1].regex: ("en", "uk", "pt-BR", "zh-Hant-TW", "sr-Latn"),
    get_args(CountryCode)[1].regex: ("UA", "GB", "ZZ"),
}


@cache
def patterned(pattern: Pattern) -> st.SearchStrategy[str]:
    """Return a strategy for strings of a certain look, most of them ordinary."""
    if pattern.regex == _DIGEST:
        return st.integers(0, 2**256 - 1).map("{:064x}".format)  # one draw instead of 64
    made = st.from_regex(pattern.regex, fullmatch=True)
    usual = _USUAL.get(pattern.regex)
    return made if usual is None else st.sampled_from(usual) | made


@cache
def up_to(most: int) -> st.SearchStrategy[int]:
    """Return the strategy for whole numbers from 0."""
    return st.integers(0, most)


# --- what other programs and later versions wrote ------------------------------------------


@cache
def _names_of_fields() -> frozenset[str]:
    """Return the names that a field has in some record or value: under these `extra` holds only leftovers."""
    names: set[str] = set()
    kinds: list[type[Any]] = [*RECORD_TYPES.values(), Suppression]
    for kind in kinds:  # it grows on the way
        for field in shapes_of(kind):
            names.add(field.name)
            shape = field.shape.of if field.shape.kind in ("many", "map") else field.shape
            if shape.kind == "value" and shape.of not in kinds:
                kinds.append(shape.of)
    return frozenset(names)


KEYS = st.sampled_from(("x-note", "@context", "schema:about", "clé", "", "__class__")) | TEXTS

_LEAVES = st.none() | st.booleans() | TEXTS | INTEGERS | st.floats(allow_nan=False, allow_infinity=False)
_JSON: st.SearchStrategy[Any] = st.recursive(
    _LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=5,
)


def json_values() -> st.SearchStrategy[Any]:
    """Return a strategy for plain data that JSON can say: nested dicts and lists, and what stands in them.

    Numbers are finite; integers may be larger than JSON programs elsewhere can exchange.
    """
    return _JSON


_EXTRAS: st.SearchStrategy[FrozenMap[Any]] = st.dictionaries(
    KEYS.filter(lambda key: key not in _names_of_fields()), _JSON, min_size=1, max_size=2
).map(FrozenMap)


def extras() -> st.SearchStrategy[FrozenMap[Any]]:
    """Return a strategy for the `extra` of a record: fields that this version does not know.

    None of them has the name of a field of any record or value: under such names readers keep what they could
    not read, which has rules of its own (see `provenance.model.plain.to_plain`).
    """
    return _EXTRAS


def unknown_terms() -> st.SearchStrategy[UnknownTerm]:
    """Return a strategy for words that no vocabulary knows, as a reader keeps them.

    Examples:
        >>> from hypothesis import find
        >>> find(unknown_terms(), lambda word: True)
        UnknownTerm('hologram')
    """
    return _UNKNOWN_TERMS


_UNKNOWN_TERMS = WORDS.map(UnknownTerm)
