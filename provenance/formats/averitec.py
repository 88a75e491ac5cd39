"""AVeriTeC: claims with a label, a justification, and the questions and answers it rests on. Read only."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from provenance.errors import DecodingError, Problem, shown
from provenance.formats.format import Format, Later
from provenance.formats.intake import Intake
from provenance.formats.jsontext import decode_json, decode_text, refuse_deep
from provenance.formats.reading import from_plain
from provenance.model import Claim, Dossier

__all__ = ["FORMATS", "loads"]

FORMATS = (
    Format(
        name="averitec",
        title="AVeriTeC claims",
        media_type="application/json",
        endings=(".averitec.json", ".averitec.jsonl"),
        loads=Later("averitec", "loads"),
        reads="AVeriTeC claims in a list or a line each: the claim, who made it where, the label with the "
        "reasons, and the answers as evidence; days are day-month-year",
    ),
)
"""The format, for the table of those that are built in."""

_VERDICTS = {
    "supported": "supported",
    "refuted": "refuted",
    "conflicting evidence/cherrypicking": "conflicting",
    "conflicting evidence/cherry-picking": "conflicting",
    "not enough evidence": "unproven",
}
_PLATFORMS = frozenset(
    ("facebook", "instagram", "reddit", "telegram", "tiktok", "twitter", "weibo", "whatsapp", "x", "youtube")
)
_PLACE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,3})?")
_NOBODY = frozenset(("", "none", "n/a", "na", "null", "unknown"))
_JUDGES = "averitec-annotators"
_TEXTS = (
    "claim",
    "label",
    "justification",
    "speaker",
    "reporting_source",
    "fact_checking_article",
    "original_claim_url",
    "cached_original_claim_url",
    "location_ISO_code",
)


def loads(data: str | bytes, *, strict: bool = False) -> Dossier:
    """Return the dossier that AVeriTeC claims make.

    The label is the judgement of the dataset's annotators on the evidence they found, not that of the
    fact-checking article, which is part of the evidence.

    Raises:
        DecodingError: if it is not JSON, or neither a claim nor a list of claims; with `strict`, with every
            problem found.
    """
    intake = Intake(strict=strict)
    for path, entry in _entries(decode_text(data), intake):
        if isinstance(entry, dict) and isinstance(entry.get("claim"), str) and entry["claim"].strip():
            _Entry(intake, entry, path).read()
        else:
            intake.set_aside("", entry, path, "expected an object with a text under `claim`")
    return intake.finish()


def _entries(text: str, intake: Intake) -> Iterator[tuple[str, Any]]:
    """Yield the claims with their paths."""
    try:
        document = decode_json(text)
    except DecodingError:
        lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
        if len(lines) < 2 or not _is_claim(lines[0][1]):
            raise
        yield from _in_lines(lines, intake)
        return
    refuse_deep(document, "$", level=3)
    if isinstance(document, dict) and "claim" in document:
        yield "$", document
    elif isinstance(document, list):
        yield from ((f"$[{index}]", entry) for index, entry in enumerate(document))
    else:
        raise DecodingError([Problem("$", f"expected a list of AVeriTeC claims, got {shown(document)}")])


def _is_claim(line: str) -> bool:
    """Tell whether a line is one of JSON Lines, not the first of a document that is cut off."""
    try:
        document = decode_json(line)
    except DecodingError:
        return False
    return isinstance(document, dict) and "claim" in document


def _in_lines(lines: Iterable[tuple[int, str]], intake: Intake) -> Iterator[tuple[str, Any]]:
    for number, line in lines:
        path = f"line {number} $"
        try:
            entry = decode_json(line, number)
            refuse_deep(entry, path, level=3)
        except DecodingError as error:  # every line is a document of its own
            intake.set_aside("", line.strip(), path, error.problems[0].message)
        else:
            yield path, entry


class _Entry:
    """One claim of the dataset."""

    def __init__(self, intake: Intake, entry: dict[str, Any], path: str) -> None:
        self.intake, self.path, self.rest = intake, path, dict(entry)
        self.said = {key: self._text(key) for key in _TEXTS}

    def _text(self, key: str) -> str | None:
        value = self.rest.get(key)
        if value is None:
            self.rest.pop(key, None)
            return None
        if not isinstance(value, str):
            self.intake.report(f"{self.path}.{key}", f"expected a string, got {type(value).__name__}")
            return None
        if key not in ("claim", "label", "justification") and _is_nothing(value):
            return None
        del self.rest[key]
        return value.strip() or None if key != "claim" else value

    def _of_no_use(self, *keys: str) -> None:
        """Give back to the rest what no record is made for."""
        for key in keys:
            if self.said[key] is not None:
                self.rest[key] = self.said[key]
                self.said[key] = None

    def read(self) -> None:
        """Make the records of it."""
        if self.said["label"] is None:
            self._of_no_use("justification", "fact_checking_article")
        date = None
        if all(self.said[key] is None for key in ("speaker", "reporting_source", "original_claim_url")):
            self._of_no_use("cached_original_claim_url")  # and the day: nobody knows who said it where
        elif not _is_nothing(self.rest.get("claim_date")):
            date = self.intake.date(self.rest.get("claim_date"), f"{self.path}.claim_date", "dmy")
            if date is not None:
                del self.rest["claim_date"]
        evidence, questions = self._evidence()
        claim = self._claim()
        if claim is None:
            return
        self._made(claim, date)
        if self.said["label"] is not None:
            self._judged(claim, evidence, questions)

    def _claim(self) -> str | None:
        plain: dict[str, Any] = {"text": self.said["claim"]}
        place = self.said["location_ISO_code"]
        if place is not None and _PLACE.fullmatch(place):
            plain["about"] = [f"iso3166:{place}"]
        elif place is not None:
            reason = f"{shown(place)} is no code of a country, such as US or GB-SCT"
            self.intake.report(f"{self.path}.location_ISO_code", reason)
            self._of_no_use("location_ISO_code")
        if self.rest.get("claim_types") == ["Numerical Claim"]:
            plain["kind"] = "quantity"
        if self.rest:
            plain["extra"] = {"averitec": self.rest}

        record = from_plain(_flat(plain), Claim)
        number, held = 1, self.intake.get("claims", record.id)
        while held is not None:  # the same words, and other circumstances
            number += 1
            plain["id"] = f"{record.id}-{number}"
            held = self.intake.get("claims", plain["id"])
        return self.intake.add("claims", _flat(plain), self.path)

    def _source(self, key: str, name: str) -> str | None:
        plain: dict[str, Any] = {"name": name}
        if key == "reporting_source" and name.casefold() in _PLATFORMS:
            plain["kind"] = "platform_account"
        return self.intake.add("sources", plain, f"{self.path}.{key}")

    def _made(self, claim: str, date: dict[str, Any] | None) -> None:
        speaker, where = self.said["speaker"], self.said["reporting_source"]
        url = self.said["original_claim_url"]
        if speaker is None and where is None and url is None:
            return
        article: dict[str, Any] = {"id": f"{claim}-made"}
        if url is not None:
            article["url"] = url
        if where is not None:
            article["publisher"] = self._source("reporting_source", where)
        if date is not None:
            article["published"] = date
        if self.said["cached_original_claim_url"] is not None:
            article["averitec"] = {"cached_original_claim_url": self.said["cached_original_claim_url"]}
        self.intake.add("articles", article, self.path)
        passage: dict[str, Any] = {"article": article["id"], "claim": claim}
        if speaker is not None:
            passage["source"] = self._source("speaker", speaker)
        if date is not None:
            passage["said_at"] = date
        self.intake.add("attributions", passage, self.path)

    def _judged(self, claim: str, evidence: list[dict[str, Any]], questions: list[Any]) -> None:
        label = str(self.said["label"])
        verdict = _VERDICTS.get(" ".join(label.split()).casefold())
        if verdict is None:
            self.intake.report(f"{self.path}.label", f"{shown(label)} is none of AVeriTeC's four labels")
        article = self.said["fact_checking_article"]
        if article is not None:
            id = self.intake.add("articles", {"url": article}, f"{self.path}.fact_checking_article")
            evidence = [*evidence, {"record": id, "url": article}]
        self.intake.add(
            "sources", {"id": _JUDGES, "name": "AVeriTeC annotators", "kind": "group"}, f"{self.path}.label"
        )
        plain: dict[str, Any] = {
            "claim": claim,
            "state": "checked",
            "verdict": verdict or "unrated",
            "checker": _JUDGES,
            "evidence": evidence,
            "rating": {"label": label, "scale": "AVeriTeC"},
        }
        if self.said["justification"] is not None:
            plain["rationale"] = self.said["justification"]
        if questions:
            plain["averitec"] = {"questions": questions}
        self.intake.add("statuses", plain, self.path)

    def _evidence(self) -> tuple[list[dict[str, Any]], list[Any]]:
        """Return the answers as evidence, and the questions that have none."""
        questions = self.rest.get("questions")
        if self.said["label"] is None or not isinstance(questions, list):
            return [], []
        del self.rest["questions"]
        found: list[dict[str, Any]] = []
        left: list[Any] = []
        for index, question in enumerate(questions):
            answers = question.get("answers") if isinstance(question, dict) else None
            if not isinstance(answers, list) or not all(isinstance(answer, dict) for answer in answers):
                self.intake.report(
                    f"{self.path}.questions[{index}]", "expected an object with a list of answers"
                )
            if not isinstance(answers, list) or not answers or not all(isinstance(a, dict) for a in answers):
                left.append(question)
                continue
            given = [answer for answer in answers if not _is_unanswerable(answer)]
            found += [_answer(question, answer) for answer in given]
            if len(given) < len(answers):
                left.append({**question, "answers": [a for a in answers if _is_unanswerable(a)]})
        return found, left


def _is_nothing(value: Any) -> bool:
    """Tell whether a value is one of the words by which the data set says that there is none."""
    return isinstance(value, str) and value.strip().casefold() in _NOBODY


def _is_unanswerable(answer: dict[str, Any]) -> bool:
    """Tell whether an answer says that none was found, which is no evidence for anything."""
    kind = answer.get("answer_type")
    return isinstance(kind, str) and kind.strip().casefold() == "unanswerable"


def _answer(question: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in question.items() if key != "answers"}
    kept.update(answer)
    plain: dict[str, Any] = {}
    for key, field in (("source_url", "url"), ("cached_source_url", "archived")):
        if isinstance(kept.get(key), str) and not _is_nothing(kept[key]):
            plain[field] = kept.pop(key)
    plain["averitec"] = kept
    return plain


def _flat(plain: dict[str, Any]) -> dict[str, Any]:
    """Return a plain record with what is in `extra` beside its fields, as readers want it."""
    return {**{key: value for key, value in plain.items() if key != "extra"}, **plain.get("extra", {})}
