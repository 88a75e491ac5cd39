"""Values as FollowTheMoney has them, so that its cleaning leaves them as they are.

Loaded with cleaning, an entity loses every value that is not in the form of its property's type, or gets
another one in its place. What we write is in that form already; what it was exactly stands beside it.
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from urllib.parse import urlparse, urlunparse

from provenance.errors import InvalidValueError
from provenance.formats.ftm.schemata import COUNTRIES, DEFAULT_DATASET, LANGUAGES
from provenance.model import When

__all__ = [
    "a_country",
    "a_date",
    "a_language",
    "a_name",
    "a_qid",
    "a_text",
    "a_url",
    "an_lei",
    "dataset_of",
    "entity_id_of",
    "is_dataset",
    "statement_id",
    "tag_of",
]

_ID = re.compile(r"[0-9a-zA-Z](?:[0-9a-zA-Z.\-]*[0-9a-zA-Z])?")
_LONGEST_ID = 200
_LONGEST_TEXT = 25_000_000
"""Of all the texts of an entity FollowTheMoney takes 30 MiB at most, and of one cell of CSV as well."""

_BLANKS = re.compile("[\u2000-\u200a\u2028\u2029\u0a00\u1680\u202f\u205f\u3000]")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u061c\u2060-\u2064\xad\ufeff]")
_SPACES = re.compile(r"[\s\u0a00]+")
_QUOTED = re.compile(r"[\"'](.*)[\"']")
_MOST_QUOTES = 4


def entity_id_of(id: str) -> str:
    """Return an id as entities are referred to by: letters, digits, dots and hyphens, at most 200 of them.

    Examples:
        >>> entity_id_of("src-1")
        'src-1'
        >>> entity_id_of("the mayor")
        'news-provenance-8f42b8f4566fbf70c2b961c6d04e6a85da4de67a'
    """
    if len(id) <= _LONGEST_ID and _ID.fullmatch(id):
        return id
    return f"news-provenance-{_digest(id)}"


_PLAIN_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def dataset_of(id: str | None) -> str:
    """Return the name of the dataset that stands for what a record says.

    Examples:
        >>> dataset_of("src-mayor"), dataset_of(None)
        ('src_mayor', 'news_provenance')
        >>> dataset_of("Мер")
        'np_2cc408e7096d'
    """
    if id is None:
        return DEFAULT_DATASET
    if len(id) <= _LONGEST_ID and _PLAIN_NAME.fullmatch(id):
        return id.replace("-", "_")
    return f"np_{_digest(id)[:12]}"


def is_dataset(name: str) -> bool:
    """Tell whether a text can be the name of a dataset."""
    return re.fullmatch(r"[a-z0-9]+(?:_[a-z0-9]+)*", name) is not None


def statement_id(
    dataset: str, entity: str, name: str, value: str, language: str | None, *, external: bool = False
) -> str:
    """Return the id that a statement gets in FollowTheMoney: a digest of what it says, and of who says it."""
    said = f"{dataset}.{entity}.{name}.{value}"
    if language is not None:
        said += f"@{language}"
    return _digest(f"{said}.ext" if external else said)


def _digest(text: str) -> str:
    return hashlib.sha1(text.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()


def a_text(text: str | None) -> str | None:
    """Return a text in composed characters, without invisible ones, or blanks around it."""
    if not text or len(text) > _LONGEST_TEXT:
        return None
    if not text.isascii():
        text = _BLANKS.sub(" ", unicodedata.normalize("NFC", text))
    return _UNSEEN.sub("", text).strip() or None


def a_name(text: str | None) -> str | None:
    """Return a name as one line, without quotation marks around it."""
    return _stable(text, lambda found: _SPACES.sub(" ", _QUOTED.sub(r"\1", found)).strip())


def _stable(text: str | None, once: Callable[[str], str]) -> str | None:
    """Clean until nothing changes, for FollowTheMoney would clean what it reads once more."""
    found = a_text(text)
    for _ in range(_MOST_QUOTES):
        if found is None:
            return None
        again = a_text(once(found))
        if again == found:
            return found
        found = again
    return None


_LABEL = re.compile(r"(?=.*[^\W_])[\w-]{1,63}")


def a_url(text: str | None) -> str | None:
    """Return an address of the web, with the path that it has at least.

    Examples:
        >>> a_url("HTTPS://example.org"), a_url("example.org"), a_url("urn:x")
        ('https://example.org/', None, None)
    """
    cleaned = a_text(text)
    if cleaned is None or re.search(r"\s", cleaned):
        return None
    try:
        parts = urlparse(cleaned)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    labels = (host or "").rstrip(".").split(".")
    if parts.scheme not in ("http", "https") or not all(map(_LABEL.fullmatch, labels)):
        return None
    if len(labels) > 1 and (len(labels[-1]) < 2 or labels[-1].isdigit()) and not _is_address(labels):
        return None
    return urlunparse(parts._replace(path=parts.path or "/"))


def _is_address(labels: list[str]) -> bool:
    return len(labels) == 4 and all(
        re.fullmatch(r"0|[1-9]\d{0,2}", label, re.ASCII) and int(label) < 256 for label in labels
    )


def a_qid(text: str | None) -> str | None:
    """Return an id of Wikidata, if it is one."""
    return text if text and re.fullmatch(r"Q\d+", text, re.ASCII) and len(text) <= 32 else None


def an_lei(text: str | None) -> str | None:
    """Return a legal entity identifier, if its check digits are right."""
    if not text or not re.fullmatch(r"[0-9A-Z]{18}\d\d", text, re.ASCII):
        return None
    return text if int("".join(str(int(sign, 36)) for sign in text)) % 97 == 1 else None


def a_country(code: str | None) -> str | None:
    """Return a country in small letters, if FollowTheMoney knows it."""
    lower = code.lower() if code else None
    return lower if lower in COUNTRIES else None


@lru_cache(maxsize=256)
def a_language(tag: str | None) -> str | None:
    """Return a language as a code of three letters, if FollowTheMoney knows it.

    Examples:
        >>> a_language("en-GB"), a_language("gd")
        ('eng', None)
    """
    return LANGUAGES.get(tag.partition("-")[0].lower()) if tag else None


_TAGS = {code: tag for tag, code in LANGUAGES.items()}


def tag_of(code: str) -> str | None:
    """Return the tag for a language of FollowTheMoney; `None` if there is none."""
    return _TAGS.get(code)


_LENGTHS = {"year": 4, "month": 7, "day": 10, "hour": 13, "minute": 16, "second": 19}


def a_date(when: When | None) -> str | None:
    """Return a time as a beginning of ISO 8601, a moment in UTC; `None` for what is no single unit of time.

    Of a moment whose offset from UTC nobody knows only the day is given.

    Examples:
        >>> a_date(When.parse("2025-11")), a_date(When.parse("2025-11-04T08:15:00+02:00"))
        ('2025-11', '2025-11-04T06:15:00')
        >>> a_date(When.parse("2025-11/2026-01"))
    """
    first = when.earliest if when is not None else None
    length = _LENGTHS.get(str(when.precision)) if when is not None else None
    if when is None or first is None or length is None or not 1000 <= first.year < 3000:
        return None
    if isinstance(first, datetime):
        if when.latest != first:
            return None
        if first.utcoffset() is None:
            return first.isoformat()[:10]
        try:
            return first.astimezone(UTC).isoformat()[:length]
        except OverflowError:
            return None
    written = first.isoformat()[:length]
    try:
        return written if When.parse(written).latest == when.latest else None
    except InvalidValueError:
        return None
