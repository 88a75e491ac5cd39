"""Holds drafts to the facts written down in `records.txt`."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from provenance.extraction import extract
from provenance.model import Article, Attribution, Claim, Dossier, Source

RECORDS = Path(__file__).with_name("records.txt")


class Told(NamedTuple):
    """An article, and the lines that say what a draft of it should hold."""

    name: str
    published: str
    publisher: str | None
    text: str
    lines: list[str]


class Fact(NamedTuple):
    """One fact looked for: where, what was wanted, what is there, and whether that will do."""

    place: str
    wanted: str
    found: str
    holds: bool

    @property
    def field(self) -> str:
        return self.wanted.split("=")[0].split(":")[0]


def read_told() -> list[Told]:
    """Return every article of the file, in order."""
    told = []
    for chunk in RECORDS.read_text("utf-8").split("\n=== ")[1:]:
        head, lines = chunk.split("\n---\n")
        title, text = head.split("\n", 1)
        name, published, publisher = (part.strip() for part in title.split("|"))
        kept = [line for line in lines.splitlines() if line.strip()]
        told.append(Told(name, published, None if publisher == "-" else publisher, text, kept))
    return told


def facts_of(told: Told) -> list[Fact]:
    """Return the facts wanted of one article, each with what its draft holds."""
    dossier = extract(told.text, published=told.published, publisher=told.publisher, own_voice=True)
    return [fact for line in told.lines for fact in _facts(dossier, line)]


def _facts(dossier: Dossier, line: str) -> Iterator[Fact]:
    place, _, rest = line.partition(" ~ ")
    head, colon, value = place.partition(": ")
    article = next(a for a in dossier.articles.values() if a.text is not None)
    if colon and head in ("headline", "authors", "dateline"):
        found = _field(article, head)
        yield Fact("article", line, found, found == value)
    elif colon and head in ("own", "not own"):
        own = [dossier.claims[a.claim].text for a in dossier.attributions.values() if a.form == "own_voice"]
        holds = any(text.startswith(value) for text in own)
        yield Fact("article", line, f"{len(own)} claims", holds is (head == "own"))
    elif colon and head == "derived":
        yield _derived(dossier, line, value, rest)
    elif colon and head == "status":
        yield _status(dossier, line, value, *rest.split(" ~ "))
    else:
        passage = _passage(dossier, place)
        for wanted in rest.split("; "):
            name, _, value = wanted.partition("=")
            found = "no such passage" if passage is None else _fact(dossier, passage, name)
            holds = passage is not None and _holds(name, value, found)
            yield Fact(place, wanted, found, holds)


def _field(article: Article, name: str) -> str:
    value = getattr(article, name)
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def _derived(dossier: Dossier, line: str, outlet: str, kind: str) -> Fact:
    found = []
    for derivation in dossier.derivations.values():
        article = dossier.articles.get(derivation.taken_from)
        publisher = None if article is None or article.publisher is None else article.publisher
        found.append((str(dossier.sources.get(publisher or "")), str(derivation.kind)))
    holds = any(o.removeprefix("The ") == outlet.removeprefix("The ") and kind in ("-", k) for o, k in found)
    return Fact("article", line, str(found), holds)


def _status(dossier: Dossier, line: str, state: str, checker: str, covered: str) -> Fact:
    found = []
    for status in dossier.statuses.values():
        said = f"{status.state}/{status.verdict}" if status.verdict else str(status.state)
        who = str(dossier.sources.get(status.checker or ""))
        found.append((said, who, dossier.claims[status.claim].text))
    holds = any(
        s == state and checker in ("-", w) and (covered == "-" or c.startswith(covered)) for s, w, c in found
    )
    return Fact("article", line, str(found), holds)


def _passage(dossier: Dossier, start: str) -> Attribution | None:
    found = []
    for attribution in dossier.attributions.values():
        content = attribution.anchors.content
        words = " ".join(content[0].exact.split()).lstrip("\"'“‘") if content else ""
        if words.startswith(start) and attribution.form != "own_voice":
            found.append((sum(len(a.exact) for a in content), attribution.via is not None, attribution))
    return min(found, key=lambda f: f[:2])[2] if found else None


def _fact(dossier: Dossier, passage: Attribution, name: str) -> str:
    claim = dossier.claims[passage.claim]
    source = dossier.sources.get(passage.source or "")
    of_passage = {
        "act": passage.act, "commit": passage.commitment, "form": passage.form, "anon": passage.anonymity,
        "reason": passage.anonymity_reason, "terms": passage.terms, "obtained": passage.obtained,
        "how": passage.how_known, "claim": claim.kind, "claimtext": claim.text,
    }  # fmt: skip
    if name in of_passage:
        return str(of_passage[name])
    if name == "hedges":
        return ",".join(" ".join(h.anchors[0].exact.split()) for h in passage.hedges)
    if name in ("said", "when"):
        when = passage.said_at if name == "said" else claim.when
        return when.to_edtf() if when is not None and when.earliest is not None else str(when)
    if name == "qty":
        return _quantity(claim)
    if name == "via":
        outer = dossier.attributions.get(passage.via or "")
        return str(dossier.sources.get(outer.source or "")) if outer is not None else "None"
    return _of_source(dossier, source, name)


def _quantity(claim: Claim) -> str:
    if claim.quantity is None:
        return "None"
    upper = f"-{claim.quantity.upper:g}" if claim.quantity.upper is not None else ""
    number = claim.quantity.number
    return f"{int(number) if float(number).is_integer() else number}" + (
        f"-{int(claim.quantity.upper)}" if upper and claim.quantity.upper is not None else ""
    )


def _of_source(dossier: Dossier, source: Source | None, name: str) -> str:
    if source is None:
        return "no source"
    if name == "by":
        return str(source)
    if name == "kind":
        return str(source.kind)
    if name == "alias":
        return ",".join(source.aliases)
    if name == "speaks":
        return str(dossier.sources.get(source.speaks_for or ""))
    if name == "affil":
        return ",".join(str(dossier.sources.get(t.organization)) for t in source.affiliations)
    if name == "role":
        return ",".join([source.description or "", *(t.role or "" for t in source.affiliations)])
    raise ValueError(name)


def _holds(name: str, wanted: str, found: str) -> bool:
    if wanted == "-":
        return found in ("None", "", "no source")
    if name == "by":
        return found.removeprefix("The ").lower() == wanted.removeprefix("The ").lower()
    if name in ("role", "alias", "affil"):
        return wanted in found.split(",")
    return found == wanted
