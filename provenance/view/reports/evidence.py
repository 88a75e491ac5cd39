"""The evidence list: the records behind a report, each with what it quotes and where that can be found."""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import Any

from provenance.model import Article, Attribution, TextAnchor
from provenance.model.records import singular
from provenance.queries.showing import counted, places_of, shortened
from provenance.view.drawing import Child, Markup, element, joined, link, named
from provenance.view.reports.matter import LONGEST_NAME, Matter, in_words
from provenance.view.reports.parts import Column, Section, more, plain, table

__all__ = ["EvidenceList", "digest_of"]

_LONGEST_QUOTATION, _LONGEST_ADDRESS, _LONGEST_ID = 240, 300, 90
_MOST = {
    "sources": 250,
    "articles": 300,
    "attributions": 1_000,
    "derivations": 400,
    "statuses": 150,
    "relations": 150,
    "judgements": 100,
    "grades": 100,
}
_MOST_QUOTED = 350_000  # letters in all quotations together
_TITLES = {
    "sources": "Sources",
    "articles": "Articles",
    "attributions": "Passages: who is credited with what, in which words",
    "derivations": "What was taken from where",
    "statuses": "Checks",
    "relations": "Relations between claims",
    "judgements": "Judgements whether two sources are one",
    "grades": "Grades",
}


class EvidenceList:
    """The records of a report: which of them are listed, and where in the page each stands."""

    def __init__(self, matter: Matter, claims: Iterable[str]) -> None:
        """Choose what is listed: first what the claims and articles that are shown at length rest on."""
        self.matter = matter
        self._wanted = {*claims, *(article.id for article in matter.drawn_articles)}
        self._held: dict[str, list[Any]] = {}
        self._many: dict[str, int] = {}
        self.places: dict[str, str] = {}
        """For the id of each record listed, the id of its row."""
        for section in _MOST:
            self._choose(section)

    def _choose(self, section: str) -> None:
        records = self._of(section)
        first = sorted(records, key=lambda record: not self._is_wanted(record))[: _MOST[section]]
        letters = 0
        chosen = set()
        for record in first:
            letters += min(sum(len(place.exact) for place in places_of(record)), _LONGEST_QUOTATION)
            if letters > _MOST_QUOTED:
                break
            chosen.add(record.id)
        self._many[section] = len(records)
        self._held[section] = [record for record in records if record.id in chosen]
        for record in self._held[section]:
            self.places[record.id] = f"e{len(self.places) + 1}"

    def _of(self, section: str) -> Sequence[Any]:
        if section == "attributions":
            return self.matter.passages
        if section == "articles":
            return self.matter.articles
        return list(getattr(self.matter.seen, section).values())

    def _is_wanted(self, record: Any) -> bool:
        if isinstance(record, Attribution):
            return record.claim in self._wanted
        named_by = ("id", "claim", "article", "derived", "subject")
        return any(getattr(record, name, None) in self._wanted for name in named_by)

    # --- links -----------------------------------------------------------------------------

    def link(self, id: str, words: str | None = None) -> Markup:
        """Return a link to the row of a record; only its words where it is not listed."""
        told = named(shortened(words if words is not None else id, LONGEST_NAME))
        place = self.places.get(id)
        return told if place is None else element("a", told, href=f"#{place}")

    def called(self, id: str) -> str:
        """Return what to call an article in a cell: by outlet and date, else by its id."""
        article = self.matter.seen.articles.get(id)
        return id if article is None or article.publisher is None else self.matter.outlet(article)

    def links(self, ids: Iterable[str], most: int = 12) -> Markup:
        """Return links to several records, by their ids; the rest is counted."""
        held = list(ids)
        shown: list[Child] = [
            (", " if place else None, self.link(id)) for place, id in enumerate(held[:most])
        ]
        if len(held) > most:
            shown.append(f" and {len(held) - most:,} more")
        return joined(shown)

    # --- the section -----------------------------------------------------------------------

    def section(self) -> Section:
        """Return the list."""
        rows: dict[str, tuple[tuple[Column, ...], Callable[[Any], Sequence[Child]]]] = {
            "sources": (_columns("Who", "Kind", "Known as"), self._source),
            "articles": (_columns("*Article", "Outlet and date", "*Address"), self._article),
            "attributions": (_columns("Passage", "In", "Credited", "*Words", "Basis"), self._passage),
            "derivations": (_columns("Record", "*What", "How", "*Words"), self._derivation),
            "statuses": (_columns("Check", "By", "*Found", "Evidence"), self._status),
            "relations": (_columns("Record", "*What", "Kind", "*To what"), self._relation),
            "judgements": (_columns("Record", "Sources", "Verdict", "*Reason"), self._judgement),
            "grades": (_columns("Record", "What", "Grade", "By"), self._grade),
        }
        told, body = [], []
        for section, (columns, row) in rows.items():
            held, many = self._held[section], self._many[section]
            if not held:
                continue
            caption = f"{_TITLES[section]} ({many:,})"
            listed = [(self.places[record.id], row(record)) for record in held]
            noun = {"attributions": "passage", "statuses": "check"}.get(section, singular(section))
            body += [table(f"evidence-{section}", caption, columns, listed), more(many - len(held), noun)]
            if many > len(held):
                told.append(f"{counted(many - len(held), noun)}")
        if told:
            self.matter.notes.append(f"The evidence list leaves away {', '.join(told)}.")
        intro = element(
            "p",
            "Every record that stands behind this page, by the id that it has in the dossier. What stands in "
            "quotation marks are the words of the article itself.",
        )
        if not body:
            return Section("evidence", "Evidence", element("p", "There is no record."))
        return Section("evidence", "Evidence", joined(intro, body), starts_page=True)

    def _source(self, source: Any) -> Sequence[Child]:
        known = [joined("also ", _name(alias)) for alias in source.aliases[:4]]
        if source.name is not None and source.description:
            known.append(_name(source.description))
        known += [
            joined(_name(scheme, 40), " ", _address(value))
            for scheme, value in list(source.identifiers.items())[:4]
        ]
        kind = None if source.kind is None else in_words(source.kind)
        return (plain(_name(str(source)), _id(source)), kind, plain(*known))

    def _article(self, article: Article) -> Sequence[Child]:
        outlet = self.matter.outlet(article)
        return (
            plain(_name(article.headline) if article.headline else None, _id(article)),
            named(outlet) if outlet else None,
            None if article.url is None else _address(article.url),
        )

    def _passage(self, passage: Attribution) -> Sequence[Child]:
        who = (
            "nobody"
            if passage.source is None
            else self.link(passage.source, self.matter.name(passage.source))
        )
        recorded = passage.recorded
        basis = None if recorded is None or recorded.basis is None else in_words(recorded.basis)
        return (
            _id(passage),
            self.link(passage.article, self.called(passage.article)),
            plain(who, None if passage.form is None else in_words(passage.form)),
            _quoted(places_of(passage)),
            basis,
        )

    def _derivation(self, record: Any) -> Sequence[Child]:
        how = [in_words(word) for word in (record.kind, record.standing) if word is not None]
        what = joined(self.link(record.derived), " came from ", self.link(record.taken_from))
        return (_id(record), what, ", ".join(how), _quoted(record.anchors))

    def _status(self, record: Any) -> Sequence[Child]:
        by = record.checker if record.checker is not None else record.article
        found = [in_words(word) for word in (record.state, record.verdict) if word is not None]
        when = "" if record.judged_at is None else f", {record.judged_at}"
        words = record.rationale or self.matter.claim(record.claim)
        return (
            _id(record),
            None if by is None else self.link(by, self.matter.name(record.checker) if record.checker else by),
            joined(f"{', '.join(found) or 'no finding'}{when}: ", _name(words, _LONGEST_QUOTATION)),
            self.grounds(record),
        )

    def grounds(self, record: Any) -> Markup:
        """Return what a check rests on: addresses and records."""
        told = []
        for evidence in record.evidence[:4]:
            parts = [None if evidence.url is None else _address(evidence.url)]
            if evidence.record is not None:
                parts.append(self.link(evidence.record))
            told.append(plain(*parts))
        return plain(*told, f"{len(record.evidence) - 4:,} more" if len(record.evidence) > 4 else None)

    def _relation(self, record: Any) -> Sequence[Child]:
        one, other = self.matter.claim(record.subject), self.matter.claim(record.object)
        return (_id(record), named(one), in_words(record.kind), named(other))

    def _judgement(self, record: Any) -> Sequence[Child]:
        both = [self.link(id, self.matter.name(id)) for id in (record.first, record.second)]
        reason = None if record.reason is None else _name(record.reason, _LONGEST_QUOTATION)
        return (_id(record), joined(both[0], " and ", both[1]), in_words(record.verdict), reason)

    def _grade(self, record: Any) -> Sequence[Child]:
        by = None if record.grader is None else self.link(record.grader, self.matter.name(record.grader))
        value = joined(_name(record.value, 60), " (", _name(record.scale, 60), ")")
        when = None if record.graded_at is None else str(record.graded_at)
        return (_id(record), self.link(record.subject), value, plain(by, when))


def digest_of(article: Article) -> str | None:
    """Return the SHA-256 digest of an article's text; that on record where the text is not kept."""
    if article.text is None:
        return article.text_digest
    return sha256(article.text.encode()).hexdigest()


def _columns(*titles: str) -> tuple[Column, ...]:
    return tuple(Column(title.lstrip("*"), is_wide=title[:1] == "*") for title in titles)


def _id(record: Any) -> Markup:
    return element("code", named(shortened(record.id, _LONGEST_ID)))


def _name(words: str, most: int = LONGEST_NAME) -> Markup:
    return named(shortened(words, most))


def _address(url: str) -> Markup:
    told = named(shortened(url, _LONGEST_ADDRESS))
    return link(url, told) if len(url) <= 2_000 else told


def _quoted(places: Sequence[TextAnchor]) -> Markup | None:
    words = " … ".join(place.exact for place in places)
    return joined("“", _name(words, _LONGEST_QUOTATION), "”") if words else None
