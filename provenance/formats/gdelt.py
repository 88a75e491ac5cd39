"""The quotations of GDELT's Global Quotation Graph: JSON Lines, an article a line, also gzipped. Read only.

Each article lists what it has in quotation marks, with the words before and after. Where in the article
that is, nobody says, so a passage has no anchors; nor who speaks, so each has a source of its own, of
kind unknown. `iter_records` is for files that do not fit into memory.
"""

import gzip
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO
from typing import IO, Any

from provenance.errors import DecodingError, Problem, UsageError, shown
from provenance.formats.format import Format, Later
from provenance.formats.intake import Intake
from provenance.formats.jsontext import decode_json, decode_text
from provenance.formats.streaming import Stream
from provenance.model import Dossier, Record, Unread

__all__ = ["FORMATS", "iter_records", "load", "loads"]

FORMATS = (
    Format(
        name="gdelt-quotations",
        title="GDELT Global Quotation Graph",
        media_type="application/jsonl",
        endings=(".gqg.json", ".gqg.jsonl", ".gqg.json.gz"),
        loads=Later("gdelt", "loads"),
        load=Later("gdelt", "load"),
        reads="JSON Lines of the Global Quotation Graph, gzipped or not: articles with quoted passages, "
        "whose speakers are unknown and whose places are not told",
    ),
)
"""The format, for the table of those that are built in."""

_NAMES = (
    "af Afrikaans|sq Albanian|am Amharic|ar Arabic|hy Armenian|az Azerbaijani|eu Basque|be Belarusian|"
    "bn Bengali|bs Bosnian|bg Bulgarian|ca Catalan|zh Chinese|hr Croatian|cs Czech|da Danish|nl Dutch|"
    "en English|et Estonian|fi Finnish|fr French|gl Galician|ka Georgian|de German|el Greek|gu Gujarati|"
    "ha Hausa|he Hebrew|hi Hindi|hu Hungarian|is Icelandic|id Indonesian|ga Irish|it Italian|ja Japanese|"
    "kn Kannada|kk Kazakh|km Khmer|ko Korean|ku Kurdish|lv Latvian|lt Lithuanian|mk Macedonian|ms Malay|"
    "ml Malayalam|mt Maltese|mr Marathi|mn Mongolian|ne Nepali|no Norwegian|fa Persian|pl Polish|"
    "pt Portuguese|pa Punjabi|ro Romanian|ru Russian|sr Serbian|si Sinhalese|sk Slovak|sl Slovenian|"
    "so Somali|es Spanish|sw Swahili|sv Swedish|ta Tamil|te Telugu|th Thai|tr Turkish|uk Ukrainian|"
    "ur Urdu|uz Uzbek|vi Vietnamese|cy Welsh"
)
_LANGUAGES = {name.casefold(): tag for tag, name in (entry.split(" ", 1) for entry in _NAMES.split("|"))}
_OWN = "gdelt-quotations"


_GZIP = b"\x1f\x8b"
_LONGEST = 50_000_000
"""The most bytes that a line may have when it is read; an article has some thousands."""

_MOST_TIMES = 200
"""How many times longer than a gzipped file its text may be; real ones are ten or twenty times as long."""

_SHORTEST = 100  # so long is each line taken to be, or millions of blank ones would come of nothing
_SMALL = 10_000_000  # bytes that nobody asks how they came to be


def loads(data: str | bytes, *, strict: bool = False) -> Dossier:
    """Return the dossier that a text in JSON Lines holds.

    Raises:
        DecodingError: if it is not UTF-8, or no line is an article; with `strict`, with every problem.
    """
    if isinstance(data, (bytes, bytearray, memoryview)) and bytes(data[:2]) == _GZIP:
        return _load(BytesIO(data), strict)
    return _load(decode_text(data).split("\n"), strict)


def load(file: IO[bytes], *, strict: bool = False) -> Dossier:
    """Return the dossier that a file in JSON Lines holds, without ever holding its whole text.

    Raises:
        DecodingError: as for `loads`.
    """
    return _load(file, strict)


def iter_records(lines: Iterable[str | bytes], *, strict: bool = False) -> Stream:
    """Return an iterator over the records of the articles, line by line, in constant memory.

    A record has the same id as in the dossier that `load` gives. A source, a claim or an article that two
    lines have is given twice.

    Args:
        lines: a file open for reading (in binary, if it is gzipped), or its lines.
        strict: whether to refuse what a lenient reading lists as a problem.

    Raises:
        DecodingError: while iterating, for what is not UTF-8 and for a line that is longer than can be
            meant; with `strict`, for the first line with a problem.
        UsageError: if they are no lines.

    Examples:
        >>> line = '{"url": "https://example.org/1", "quotes": [{"quote": "We are closed."}]}'
        >>> [type(record).__name__ for record in iter_records([line])]
        ['Source', 'Article', 'Claim', 'Attribution']
    """
    if isinstance(lines, (str, bytes, Mapping)) or not isinstance(lines, Iterable):
        raise UsageError("iter_records", f"expected an open file or its lines, got {shown(lines)}")
    problems: list[Problem] = []
    unread: list[Unread] = []
    return Stream(_streamed(lines, problems, unread, strict), lambda: problems, lambda: unread)


def _streamed(
    lines: Iterable[str | bytes], problems: list[Problem], unread: list[Unread], strict: bool
) -> Iterator[Record]:
    def report(path: str, message: str) -> None:
        problems.append(Problem(path, message))

    for number, line in enumerate(_unpacked(lines, report), 1):
        intake = Intake()
        _read_line(intake, line, number)
        made = intake.finish()
        problems += made.read_problems
        unread += made.unread
        if strict and problems:
            break
        yield from made
    if strict and problems:
        raise DecodingError(problems)


def _load(lines: Iterable[str | bytes], strict: bool) -> Dossier:
    intake = Intake(strict=strict)
    first: list[Problem] = []
    has_any = False
    for number, line in enumerate(_unpacked(lines, intake.report), 1):
        found = _read_line(intake, line, number)
        has_any = has_any or found is True
        first = first or (found if isinstance(found, list) else [])
    if not has_any:
        reason = "no line is an article of the quotation graph: an object with `url` and `quotes`"
        raise DecodingError(first or [Problem("$", reason)])
    return intake.finish()


def _read_line(intake: Intake, line: str | bytes, number: int) -> bool | list[Problem]:
    """Read a line; return whether it was an article, or why it is no JSON."""
    text = decode_text(line, number).strip(" \t\r\n")
    if not text:
        return False
    path = f"line {number} $"
    try:
        entry = decode_json(text, number)
        if not _is_article(entry):
            intake.set_aside("", entry, path, "expected an object with `url` and `quotes`")
            return False
        _read(intake, entry, path)
    except DecodingError as error:  # every line is a document of its own
        for problem in error.problems:
            intake.report(path, problem.message)
        return list(error.problems)
    return True


class _Packed:
    """A gzipped file of which the beginning was read already."""

    def __init__(self, first: bytes, file: IO[bytes]) -> None:
        self.first, self.file, self.length = first, file, 0

    def read(self, size: int = -1) -> bytes:
        found, self.first = self.first[: size if size >= 0 else None], self.first[size:] if size >= 0 else b""
        found = found or self.file.read(size)
        self.length += len(found)
        return found


def _unpacked(lines: Iterable[str | bytes], report: Callable[[str, str], None]) -> Iterator[str | bytes]:
    """Yield the lines, of a gzipped file those that are in it; one that is too long as a blank one."""
    if not callable(getattr(lines, "readline", None)):
        yield from lines
        return
    file: Any = lines
    first = file.readline(_LONGEST + 1)
    packed = None
    if isinstance(first, bytes) and first[:2] == _GZIP:
        packed = _Packed(first, file)
        file = gzip.GzipFile(fileobj=packed, mode="rb")  # type: ignore[call-overload]  # it only reads
        first = None
    number = length = 0
    while True:
        try:
            line = file.readline(_LONGEST + 1) if first is None else first
            too_long = len(line) > _LONGEST
            while too_long and line and line[-1:] not in ("\n", b"\n"):
                line = file.readline(_LONGEST)
        except (EOFError, OSError, zlib.error) as error:
            if packed is None:
                raise
            report(f"line {number + 1} $", f"the gzipped file is cut off or broken: {shown(str(error))}")
            return
        first = None
        if not line and not too_long:
            return
        number += 1
        length += max(len(line), _SHORTEST)
        if packed is not None and length > max(_MOST_TIMES * packed.length, _SMALL):
            raise DecodingError([Problem("$", f"it unpacks to more than {_MOST_TIMES} times its length")])
        if too_long:
            report(f"line {number} $", f"the line is longer than {_LONGEST:,} bytes; it is left out")
            line = ""
        yield line


def _is_article(entry: Any) -> bool:
    return isinstance(entry, dict) and isinstance(entry.get("quotes"), list) and "url" in entry


def _read(intake: Intake, entry: dict[str, Any], path: str) -> None:
    rest = {key: value for key, value in entry.items() if key != "quotes"}
    plain: dict[str, Any] = {}
    for key, field in (("url", "url"), ("title", "headline")):
        value = rest.get(key)
        if isinstance(value, str) and value.strip():
            plain[field] = value.strip()
            del rest[key]
        elif value not in (None, ""):
            intake.report(f"{path}.{key}", f"expected a string, got {shown(value)}")
    seen = intake.date(rest.get("date"), f"{path}.date")
    if seen is not None:  # when GDELT came upon it, which need not be when it was published
        plain["retrieved"] = seen
        del rest["date"]
    language = rest.get("lang")
    tag = _LANGUAGES.get(language.casefold()) if isinstance(language, str) else None
    if tag is not None:
        plain["language"] = tag
    if rest:
        plain[_OWN] = rest
    article = intake.add("articles", plain, path)
    for index, quote in enumerate(entry["quotes"]):
        if article is not None:
            _read_quote(intake, quote, f"{path}.quotes[{index}]", f"{article}-{index + 1}", article, tag)


def _read_quote(
    intake: Intake, quote: Any, path: str, number: str, article: str, language: str | None
) -> None:
    words = quote.get("quote") if isinstance(quote, dict) else None
    if not isinstance(words, str) or not words.strip():
        intake.set_aside("", quote, path, "expected an object with a text under `quote`")
        return
    plain = {"text": words} if language is None else {"text": words, "language": language}
    claim = intake.add("claims", plain, f"{path}.quote")
    speaker = {"id": f"{number}-speaker", "kind": "unknown", "described_in": {"article": article}}
    intake.add("sources", speaker, path)
    passage = {
        "id": f"{number}-quote",
        "article": article,
        "claim": claim,
        "source": speaker["id"],
        "form": "direct",
    }
    context = {key: value for key, value in quote.items() if key != "quote"}
    intake.add("attributions", {**passage, **({_OWN: context} if context else {})}, path)
