"""The quotations of GDELT's Global Quotation Graph: JSON Lines, an article a line. Read only.

Each article lists what it has in quotation marks, with the words before and after. Where in the article
that is, nobody says, so a passage has no anchors; nor who speaks, so each has a source of its own, of
kind unknown.
"""

from collections.abc import Iterable
from typing import IO, Any

from provenance.errors import DecodingError, Problem, shown
from provenance.formats.format import Format, Later
from provenance.formats.intake import Intake
from provenance.formats.jsontext import decode_json, decode_text
from provenance.model import Dossier

__all__ = ["FORMATS", "load", "loads"]

FORMATS = (
    Format(
        name="gdelt-quotations",
        title="GDELT Global Quotation Graph",
        media_type="application/jsonl",
        endings=(".gqg.json", ".gqg.jsonl"),
        loads=Later("gdelt", "loads"),
        load=Later("gdelt", "load"),
        reads="JSON Lines of the Global Quotation Graph, unpacked: articles with quoted passages, whose "
        "speakers are unknown and whose places are not told",
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


def loads(data: str | bytes, *, strict: bool = False) -> Dossier:
    """Return the dossier that a text in JSON Lines holds.

    Raises:
        DecodingError: if it is not UTF-8, or no line is an article; with `strict`, with every problem.
    """
    return _load(decode_text(data).split("\n"), strict)


def load(file: IO[bytes], *, strict: bool = False) -> Dossier:
    """Return the dossier that a file in JSON Lines holds, without ever holding its whole text.

    Raises:
        DecodingError: as for `loads`.
    """
    return _load(file, strict)


def _load(lines: Iterable[str | bytes], strict: bool) -> Dossier:
    intake = Intake(strict=strict)
    has_any = False
    first: list[Problem] = []
    for number, line in enumerate(lines, 1):
        text = decode_text(line, number).strip(" \t\r\n")
        if not text:
            continue
        path = f"line {number} $"
        try:
            entry = decode_json(text, number)
            if _is_article(entry):
                has_any = True
                _read(intake, entry, path)
            else:
                intake.set_aside("articles", entry, path, "expected an object with `url` and `quotes`")
        except DecodingError as error:  # every line is a document of its own
            first = first or list(error.problems)
            for problem in error.problems:
                intake.report(path, problem.message)
    if not has_any:
        reason = "no line is an article of the quotation graph: an object with `url` and `quotes`"
        raise DecodingError(first or [Problem("$", reason)])
    return intake.finish()


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
        intake.set_aside("attributions", quote, path, "expected an object with a text under `quote`")
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
