"""A whole dossier told to a person: who said what, through whom, and how many sources that is."""

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from provenance.model import (
    Article,
    Attribution,
    Commitment,
    Dossier,
    Form,
    RelationKind,
    Source,
)
from provenance.queries import Corroboration, corroboration, trace
from provenance.queries.asked import AsOf, Layers, layers_of, world_time_of
from provenance.queries.showing import shortened
from provenance.queries.view import View

__all__ = ["explained"]

_MOST_CHAINS = 3
_SHOWN_COMMITMENTS = {
    Commitment.PR_PLUS: "probable",
    Commitment.PS_PLUS: "possible",
    Commitment.CT_MINUS: "denied",
    Commitment.PR_MINUS: "probably not",
    Commitment.PS_MINUS: "possibly not",
    Commitment.CT_UNKNOWN: "knows whether",
    Commitment.UNCOMMITTED: "uncommitted",
}


def explained(
    dossier: Dossier,
    *,
    own_voice: bool = False,
    basis: Layers = None,
    as_of: AsOf = None,
    width: int = 88,
) -> str:
    """Return a dossier as text for a person: its articles, sources, attributed claims and gaps.

    Shown are, article by article, each attributed claim with the chain through which it came, its
    form, hedges and time, and how much the outlet says in its own voice; the sources with their
    kind and how they are named; what is said about verification; and the count of independent
    origins, claim by claim where origins differ or something is missing, the rest in one line.

    Args:
        dossier: what to tell about.
        own_voice: list the claims in the outlet's own voice too, not only count them.
        basis: only these layers ("stated": what the texts themselves say).
        as_of: only what had been published by then.
        width: columns to fill.

    Raises:
        UsageError: if a layer or time is none.
    """
    return "\n".join(_Teller(dossier, own_voice, basis, as_of, width).lines())


class _Teller:
    """One telling: the dossier, how it was asked for, and what of it is seen so."""

    def __init__(self, dossier: Dossier, own_voice: bool, basis: Layers, as_of: AsOf, width: int) -> None:
        self.whole, self.own_voice, self.basis, self.as_of, self.width = (
            dossier,
            own_voice,
            basis,
            as_of,
            width,
        )
        layers = layers_of("explained", basis)
        self.dossier = _seen(View(dossier, world_time_of("explained", as_of), None, layers))
        self.passages = list(self.dossier.attributions.values())
        self.number = 1  # attributed claims are numbered through, so that later lines can name them
        self.numbers: dict[str, list[int]] = {}

    def lines(self) -> Iterator[str]:
        if self.dossier.title is not None:
            yield from (self.dossier.title, "")
        if not len(self.dossier):
            yield "The dossier is empty."
            return
        written = {passage.article for passage in self.passages}
        for article in self.dossier.articles.values():
            if article.id in written or article.text is not None:
                yield from self._article(article)
        unseen = [a for a in self.dossier.articles.values() if a.id not in written and a.text is None]
        if self.basis is not None:  # an article that no passage of a layer stands in is not of that layer
            unseen = []
        if unseen:
            yield "Not seen, but on record"
            for article in unseen:
                yield from self._wrapped(" · ".join(self._facts_of(article)), "  – ", "    ")
            yield ""
        yield from self._sources()
        yield from self._verification()
        yield from self._corroboration()
        yield from self._problems()

    # --- articles and what they say --------------------------------------------------------

    def _article(self, article: Article) -> Iterator[str]:
        by = f"by {self._name(article.publisher)}" if article.publisher is not None else article.id
        yield from self._wrapped(article.headline or article.url or f"An article {by}")
        yield from self._wrapped(" · ".join(self._facts_of(article, known_by_name=False)), "  ")
        yield ""
        passages = [passage for passage in self.passages if passage.article == article.id]
        credited = sorted((p for p in passages if p.form is not Form.OWN_VOICE), key=_place)
        own = sorted((p for p in passages if p.form is Form.OWN_VOICE), key=_place)
        if credited:
            yield f"Who says what ({_counted(len(credited), 'attributed claim')})"
            for passage in credited:
                self.numbers.setdefault(passage.claim, []).append(self.number)
                yield from self._passage(self.number, passage)
                self.number += 1
            yield ""
        if own:
            request = "" if self.own_voice else " (--own-voice lists them)"
            yield f"In the outlet's own voice: {_counted(len(own), 'claim')}{request}"
            if self.own_voice:
                for passage in own:
                    yield from self._wrapped(f"– {self._claim(passage.claim)}", "  ", "    ")
            yield ""
        if not passages:
            in_time = self.as_of is None or not self.whole.passages_of(article)
            why = "no passage of it is on record" if in_time else "not known to be out at the time asked for"
            yield from (f"  {why}", "")

    def _facts_of(self, article: Article, known_by_name: bool = True) -> Iterator[str]:
        if known_by_name and (article.headline or article.url):
            yield str(article)
        if article.publisher is not None:
            yield f"by {self._name(article.publisher)}"
        else:
            yield "publisher not recorded"
        yield f"published {article.published}" if article.published is not None else "date not recorded"
        if article.text is not None:
            yield f"{len(article.text):,} characters"

    def _passage(self, number: int, passage: Attribution) -> Iterator[str]:
        start = f"{number:3d}. "
        yield from self._wrapped(self._claim(passage.claim), start, "     ")
        details = [self._credit(passage)]
        if passage.form is not None:
            details.append(str(passage.form).replace("_", " "))
        if passage.act not in (None, "assertion", "unspecified"):
            details.append(str(passage.act).replace("_", " "))
        if passage.commitment in _SHOWN_COMMITMENTS:
            details.append(_SHOWN_COMMITMENTS[Commitment(passage.commitment)])
        if passage.said_at is not None:
            details.append(f"said {passage.said_at}")
        yield from self._wrapped(" · ".join(details), "     ")
        claim = self.dossier.claims.get(passage.claim)
        if claim is not None and claim.when is not None:
            yield from self._wrapped(f"time: {claim.when}", "     ")
        hedges = [f"“{_quoted(hedge.anchors)}” ({hedge.kind})" for hedge in passage.hedges]
        if hedges:
            yield from self._wrapped(f"hedged: {', '.join(hedges)}", "     ")
        if passage.alternatives:
            yield "     one of several readings"

    def _credit(self, passage: Attribution) -> str:
        """Return the chain of a passage as the article credits it (`The Independent ← the ministry`)."""
        found = trace(self.whole, passage, basis=self.basis, as_of=self.as_of)
        credits = [chain.credit for chain in found.chains(limit=_MOST_CHAINS)]
        credits = [credit for credit in credits if credit]
        if not credits:
            return self._name(passage.source) if passage.source is not None else "nobody is credited"
        more = f"; and {found.count - len(credits):,} more ways" if found.count > _MOST_CHAINS else ""
        return "; also ".join(credits) + more

    def _claim(self, id: str) -> str:
        claim = self.dossier.claims.get(id)
        return claim.text if claim is not None else f"({id} is not on record)"

    def _origin(self, id: str) -> str:
        article = self.dossier.articles.get(id)
        if article is None:
            return self._name(id)
        if article.publisher is not None:
            return f"{self._name(article.publisher)} itself"
        return f"“{shortened(str(article), 40)}” itself"

    def _name(self, id: str | None) -> str:
        source = self.dossier.sources.get(id) if id is not None else None
        return str(source) if source is not None else str(id)

    # --- sources ---------------------------------------------------------------------------

    def _sources(self) -> Iterator[str]:
        credited: dict[str, list[Attribution]] = {}
        for passage in self.passages:
            if passage.source is not None:
                credited.setdefault(passage.source, []).append(passage)
        members = {m for id in credited if (s := self.dossier.sources.get(id)) is not None for m in s.members}
        if not credited:
            return
        yield f"Sources ({len(credited)})"
        for id, passages in credited.items():
            source = self.dossier.sources.get(id)
            if source is None:
                yield f"  {id}: not on record"
                continue
            yield from self._wrapped(f"{source} — {', '.join(self._facts(source, passages))}", "  ", "      ")
        others = [s for s in self.dossier.sources.values() if s.id not in credited and s.id not in members]
        publishers = {article.publisher for article in self.dossier.articles.values()}
        named = [str(source) for source in others if source.id not in publishers]
        if named:
            yield from self._wrapped(f"Also on record: {', '.join(named)}", "  ", "      ")
        yield ""

    def _facts(self, source: Source, passages: Sequence[Attribution]) -> Iterator[str]:
        yield str(source.kind).replace("_", " ") if source.kind is not None else "kind not recorded"
        naming = dict.fromkeys(p.anonymity for p in passages if p.anonymity is not None)
        yield " and ".join(str(a).replace("_", " ") for a in naming) or "naming not recorded"
        called = [words for words in dict.fromkeys(p.credited_as for p in passages) if words]
        called = [words for words in called if words != source.name]
        if called:
            yield f"here “{'”, “'.join(called[:4])}”"
        for tie in source.affiliations:
            organization = self._name(tie.organization)
            if tie.role is None:
                yield f"of {organization}"
            else:
                yield tie.role if organization in tie.role else f"{tie.role}, {organization}"
        if source.speaks_for is not None:
            yield f"speaks for {self._name(source.speaks_for)}"
        if source.members:
            yield f"among them {', '.join(self._name(id) for id in source.members)}"
        if source.interests:
            yield "an interested party"
        yield _counted(len(passages), "passage")

    # --- verification ----------------------------------------------------------------------

    def _verification(self) -> Iterator[str]:
        statuses = list(self.dossier.statuses.values())
        yield "Verification"
        if not statuses:
            yield from ("  Nothing on record says that anybody has checked.", "")
            return
        alike: dict[tuple[str, str], set[str]] = {}
        for status in statuses:
            who = self._name(status.checker) if status.checker is not None else "the article itself"
            found = [str(w).replace("_", " ") for w in (status.state, status.verdict) if w is not None]
            when = f", {status.judged_at}" if status.judged_at is not None else ""
            words = _quoted(status.anchors) or self._claim(status.claim)
            claims = alike.setdefault((f"{who}: {', '.join(found) or 'no finding'}{when}", words), set())
            relations = self.dossier.index("relations", "subject").get(status.claim)
            claims.update([status.claim, *(r.object for r in relations if r.kind is RelationKind.CAVEATS)])
        for (told, words), claims in alike.items():
            yield from self._wrapped(told, "  ", "    ")
            yield from self._wrapped(f"“{words}”", "    ")
            if len(claims) > 1:
                yield f"    it bears on {_counted(len(claims), 'claim')}"
        yield ""

    # --- corroboration ---------------------------------------------------------------------

    def _corroboration(self) -> Iterator[str]:
        credited = dict.fromkeys(p.claim for p in self.passages if p.form is not Form.OWN_VOICE)
        own = dict.fromkeys(p.claim for p in self.passages if p.claim not in credited)
        results = {
            id: corroboration(self.whole, id, basis=self.basis, as_of=self.as_of)
            for id in credited
            if id in self.dossier.claims
        }
        if not results and not own:
            return
        yield "How many sources is that?"
        alike: dict[str, list[int]] = {}
        for id, result in results.items():
            words = "; ".join([str(result), *self._remarks(result)])
            alike.setdefault(words, []).extend(self.numbers[id])
        for words, numbers in alike.items():
            yield from self._wrapped(f"{_ranges(numbers)}: {words}", "  ", "      ")
        if own:
            verb = "rests" if len(own) == 1 else "rest"
            words = f"{_counted(len(own), 'claim')} in the outlet's own voice {verb} on the outlet alone"
            yield from self._wrapped(words, "  ", "      ")
        yield ""

    def _remarks(self, result: Corroboration) -> Iterator[str]:
        """Say where origins differ, and what is missing."""
        if len(result.origins) > 1:
            yield "origins: " + ", ".join(self._origin(id) for id in result.origins)
        for origin in result.details:
            if origin.kind == "source" and not origin.is_named:
                yield f"who “{self._name(origin.id)}” is stays open"
        if result.gaps:
            yield _counted(len(result.gaps), "missing hop")
        if not result.origins:
            yield "it is traced back to nobody" if result.reports else "nobody is said to assert it"

    # --- what is wrong ---------------------------------------------------------------------

    def _problems(self) -> Iterator[str]:
        problems = self.whole.problems()
        if problems:
            words = f"{_counted(len(problems), 'problem')} in the dossier (`provenance validate` lists them):"
            yield from self._wrapped(words)
            for problem in problems[:5]:
                yield from self._wrapped(str(problem), "  ", "    ")

    def _wrapped(self, text: str, start: str = "", after: str | None = None) -> list[str]:
        one_line = " ".join(text.split())
        return textwrap.wrap(
            one_line,
            self.width,
            initial_indent=start,
            subsequent_indent=start if after is None else after,
            break_on_hyphens=False,
        ) or [start.rstrip()]


def _seen(view: View) -> Dossier:
    """Return what is seen of a dossier: records and fields of the layers and the time asked for."""
    if view.basis is None and view.as_of is None:
        return view.dossier
    seen = Dossier(title=view.dossier.title)
    for record in view.dossier:
        if isinstance(record, (Article, Source)):
            hidden = {name: view.read(record, name) for name in record.layers}
            seen.add(attrs.evolve(record, **hidden))
        elif isinstance(record, Attribution):
            if view.has_passage(record):
                seen.add(record)
        elif not hasattr(record, "recorded") or view.has(record):
            seen.add(record)
    return seen


def _place(passage: Attribution) -> tuple[int, int]:
    starts = [anchor.start for anchor in passage.anchors]
    content = [anchor.start for anchor in passage.anchors.content]
    return min(starts, default=0), min(content, default=0)


def _quoted(anchors: Sequence[Any]) -> str:
    return " … ".join(" ".join(anchor.exact.split()) for anchor in anchors)


def _ranges(numbers: Sequence[int]) -> str:
    """Return numbers as a person lists them ("2, 5–7")."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _counted(number: int, one: str) -> str:
    return f"{number:,} {one if number == 1 else one + 's'}"
