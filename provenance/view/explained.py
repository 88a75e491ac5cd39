"""A whole dossier told to a person: who said what, through whom, and how many sources that is."""

from collections.abc import Iterator, Sequence

import attrs

from provenance.extraction.languages import reads_as_english
from provenance.model import (
    Article,
    Attribution,
    ClaimKind,
    Commitment,
    Dossier,
    Form,
    Obtained,
    RelationKind,
    Source,
    SourceKind,
    Standing,
    VerificationStatus,
)
from provenance.queries import Corroboration, corroboration, trace
from provenance.queries.asked import AsOf, Layers, layers_of, world_time_of
from provenance.queries.showing import shortened
from provenance.queries.status import is_judged
from provenance.queries.view import View
from provenance.view.phrasing import brief, counted, in_facts, quoted, ranges, without_repeats, wrapped

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
_PLAIN_CUES = frozenset(("said", "says", "say", "told", "tells", "according to", "saying", ":"))
_SHOWN_VENUES = {
    Obtained.INTERVIEW: "in an interview",
    Obtained.NEWS_CONFERENCE: "to reporters",
    Obtained.STATEMENT: "in a statement",
    Obtained.POST: "in a post",
    Obtained.SPEECH_OR_HEARING: "in a speech or hearing",
    Obtained.DOCUMENT: "in a document",
    Obtained.BROADCAST: "on air",
    Obtained.WITNESSED: "seen by the outlet",
}
_KNOWS_BY = {
    "direct_perception": "having seen or heard it",
    "participation": "having taken part",
    "data_or_record": "records",
    "reported": "having been told",
    "inference": "inference",
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
        yield from self._wrapped(article.headline or article.url or f"An article {self._known_as(article)}")
        yield from self._wrapped(in_facts(self._facts_of(article, known_by_name=False)), "  ")
        yield from self._drawn_on(article)
        yield ""
        passages = [passage for passage in self.passages if passage.article == article.id]
        credited = sorted((p for p in passages if p.form is not Form.OWN_VOICE), key=_place)
        own = sorted((p for p in passages if p.form is Form.OWN_VOICE), key=_place)
        if credited:
            yield f"Who says what ({counted(len(credited), 'attributed claim')})"
            for passage in credited:
                self.numbers.setdefault(passage.claim, []).append(self.number)
                yield from self._passage(self.number, passage)
                self.number += 1
            yield ""
        if own:
            request = "" if self.own_voice else " (--own-voice lists them)"
            yield f"In the outlet's own voice: {counted(len(own), 'claim')}{request}"
            if self.own_voice:
                for passage in own:
                    yield from self._wrapped(f"– {self._claim(passage.claim)}", "  ", "    ")
            yield ""
        if not passages:
            in_time = self.as_of is None or not self.whole.passages_of(article)
            why = "no passage of it is on record" if in_time else "not known to be out at the time asked for"
            if in_time and article.text is not None and not reads_as_english(article.text):
                why += "; the text does not read as English prose, which is all that the drafting rules know"
            yield from (*self._wrapped(why, "  "), "")

    def _known_as(self, article: Article) -> str:
        if article.publisher is not None:
            return f"by {self._name(article.publisher)}"
        return "without a headline" if len(self.dossier.articles) == 1 else article.id

    def _facts_of(self, article: Article, known_by_name: bool = True) -> Iterator[str]:
        if known_by_name and (article.headline or article.url):
            yield str(article)
        if article.publisher is not None:
            yield f"by {self._name(article.publisher)}"
        else:
            yield "publisher not recorded"
        yield f"published {article.published}" if article.published is not None else "date not recorded"
        if article.authors:
            yield f"written by {', '.join(article.authors)}"
        if article.dateline:
            yield f"from {article.dateline}"
        if article.text is not None:
            yield f"{len(article.text):,} characters"

    def _drawn_on(self, article: Article) -> Iterator[str]:
        """Tell which outlets the article as a whole took something from."""
        told: dict[str, list[str]] = {}
        for derivation in self.dossier.index("derivations", "derived").get(article.id):
            upstream = self.dossier.articles.get(derivation.taken_from)
            if upstream is None or upstream.publisher is None:
                continue
            how = str(derivation.kind).replace("_", " ") if derivation.kind is not None else "in some way"
            how = how if derivation.standing is not Standing.POSSIBLE else f"{how}, possibly"
            told.setdefault(self._name(upstream.publisher), []).append(how)
        if told:
            outlets = [f"{name} ({'; '.join(dict.fromkeys(how))})" for name, how in told.items()]
            yield from self._wrapped(f"draws on {', '.join(outlets)}", "  ", "    ")

    def _passage(self, number: int, passage: Attribution) -> Iterator[str]:
        start = f"{number:3d}. "
        yield from self._wrapped(self._claim(passage.claim), start, "     ")
        credit = self._credit(passage)
        is_its_own = credit.split(" ← ")[-1].strip("“”") == self._name(passage.source)
        details = [credit + _verb(passage) if is_its_own else credit]
        if passage.form is not None:
            details.append(str(passage.form).replace("_", " "))
        if passage.act not in (None, "assertion", "unspecified"):
            details.append(str(passage.act).replace("_", " "))
        if passage.commitment in _SHOWN_COMMITMENTS:
            details.append(_SHOWN_COMMITMENTS[Commitment(passage.commitment)])
        if passage.obtained in _SHOWN_VENUES and not self._is_document(passage):
            details.append(_SHOWN_VENUES[Obtained(passage.obtained)])
        if passage.said_at is not None:
            details.append(f"said {passage.said_at}")
        yield from self._wrapped(in_facts(details), "     ")
        claim = self.dossier.claims.get(passage.claim)
        if claim is not None and claim.when is not None:
            yield from self._wrapped(f"time: {claim.when}", "     ")
        hedges = [f"“{quoted(hedge.anchors)}” ({hedge.kind})" for hedge in passage.hedges]
        if hedges:
            yield from self._wrapped(f"hedged: {', '.join(hedges)}", "     ")
        standing = list(_standing(passage))
        if standing:
            yield from self._wrapped(f"source: {', '.join(standing)}", "     ")
        if passage.alternatives:
            yield "     one of several readings"

    def _is_document(self, passage: Attribution) -> bool:
        source = self.dossier.sources.get(passage.source or "")
        return source is not None and source.kind is SourceKind.DOCUMENT

    def _credit(self, passage: Attribution) -> str:
        """Return the chain of a passage as the article credits it (`The Independent ← the ministry`)."""
        found = trace(self.whole, passage, basis=self.basis, as_of=self.as_of)
        credits = [chain.credit for chain in found.chains(limit=_MOST_CHAINS)]
        credits = [without_repeats(credit) for credit in credits if credit]
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
        if source.aliases:
            yield f"also “{'”, “'.join(source.aliases)}”"
        called = [words for words in called if _plain(words) not in (_plain(str(source)), *source.aliases)]
        if called:
            words = [brief(words, 60) for words in called[:4]]
            yield f"here “{'”, “'.join(words)}”"
        post = source.description if source.name is not None and not source.affiliations else None
        if post is not None and not any(post in words for words in called[:4]):
            yield post
        for tie in source.affiliations:
            organization = self._name(tie.organization)
            if tie.role is None:
                yield f"of {organization}"
            else:
                role = tie.role if organization in tie.role else f"{tie.role}, {organization}"
                shown = [brief(words, 60) for words in called[:4]] + [str(source)]
                if not any(tie.role in words and organization in words for words in shown):
                    yield role
        if source.speaks_for is not None:
            yield f"speaks for {self._name(source.speaks_for)}"
        if source.members:
            yield f"among them {', '.join(self._name(id) for id in source.members)}"
        if source.interests:
            yield "an interested party"
        yield counted(len(passages), "passage")

    # --- verification ----------------------------------------------------------------------

    def _verification(self) -> Iterator[str]:
        statuses = list(self.dossier.statuses.values())
        yield "Verification"
        if not statuses:
            by_then = "" if self.as_of is None else " by then"
            yield from (f"  Nothing on record says that anybody has checked{by_then}.", "")
            return
        alike: dict[tuple[str, str], set[str]] = {}
        for status in statuses:
            who = self._name(status.checker) if status.checker is not None else "the article itself"
            found = [str(w).replace("_", " ") for w in (status.state, status.verdict) if w is not None]
            if status.rating is not None and status.rating.label:
                found.append(f"rated “{status.rating.label}”")
            when = f", {status.judged_at}" if status.judged_at is not None else ""
            words = self._statement_of(status)
            claims = alike.setdefault((f"{who}: {', '.join(found) or 'no finding'}{when}", words), set())
            relations = self.dossier.index("relations", "subject").get(status.claim)
            claims.update([status.claim, *(r.object for r in relations if r.kind is RelationKind.CAVEATS)])
        for (told, words), claims in alike.items():
            yield from self._wrapped(told, "  ", "    ")
            yield from self._wrapped(f"“{words}”", "    ")
            yield from self._wrapped(self._bearing(claims), "    ", "      ")
        yield ""

    def _statement_of(self, status: VerificationStatus) -> str:
        """Return the words of a finding: the whole statement that they stand in, if that is on record."""
        words = quoted(status.anchors)
        relations = self.dossier.index("relations", "object").get(status.claim)
        statements = [r.subject for r in relations if r.kind is RelationKind.CAVEATS]
        said = [self._claim(id) for id in (*statements, status.claim)]
        return next((text for text in said if words and words in text), words) or self._claim(status.claim)

    def _bearing(self, claims: set[str]) -> str:
        """Say which claims a finding is about: by their numbers, those in the outlet's own voice in words."""
        numbers = [number for claim in claims for number in self.numbers.get(claim, ())]
        own = sorted(claim for claim in claims if claim not in self.numbers)
        words = [f"claim{'s' if len(set(numbers)) > 1 else ''} {ranges(numbers)}"] if numbers else []
        if len(own) == 1 and self._is_shown_as(own[0]):
            words.append(f"“{brief(self._claim(own[0]), 70)}” (in the outlet's own voice)")
        elif len(own) > 1:
            words.append(f"{counted(len(own), 'claim')} in the outlet's own voice")
        return f"about {' and '.join(words)}" if words else "about what the sentence itself names"

    def _is_shown_as(self, claim: str) -> bool:
        record = self.dossier.claims.get(claim)
        return record is not None and record.kind is not ClaimKind.VERIFICATION_STATEMENT

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
        open_to_question: dict[str, list[int]] = {}
        for id, result in results.items():
            alike.setdefault("; ".join(self._remarks(result)), []).extend(self.numbers[id])
            for origin in result.details:
                if origin.kind == "source" and not origin.is_named:
                    open_to_question.setdefault(origin.id, []).extend(self.numbers[id])
        for words, numbers in alike.items():
            each = "each " if len(set(numbers)) > 1 and words[:1].isdigit() else ""
            yield from self._wrapped(f"{ranges(numbers)}: {each}{words}", "  ", "      ")
        if open_to_question:
            who = [f"“{brief(self._name(id), 60)}” ({ranges(n)})" for id, n in open_to_question.items()]
            yield from self._wrapped(f"Who is meant stays open: {', '.join(who)}", "  ", "      ")
        if own:
            verb = "rests" if len(own) == 1 else "rest"
            words = f"{counted(len(own), 'claim')} in the outlet's own voice {verb} on the outlet alone"
            yield from self._wrapped(words, "  ", "      ")
        yield ""

    def _remarks(self, result: Corroboration) -> Iterator[str]:
        """Give the count, say where origins differ, and what is missing."""
        if result.origins:
            yield str(result)
        elif result.reports:
            yield f"{result}; it is traced back to nobody"
        else:
            denied = f"{counted(result.denials, 'denial')}; " if result.denials else ""
            yield f"{denied}nobody is said to assert it"
        if len(result.origins) > 1:
            yield "origins: " + ", ".join(brief(self._origin(id), 60) for id in result.origins)
        if result.gaps:
            yield counted(len(result.gaps), "missing hop")

    # --- what is wrong ---------------------------------------------------------------------

    def _problems(self) -> Iterator[str]:
        problems = self.whole.problems()
        if problems:
            words = f"{counted(len(problems), 'problem')} in the dossier (`provenance validate` lists them):"
            yield from self._wrapped(words)
            for problem in problems[:5]:
                yield from self._wrapped(str(problem), "  ", "    ")

    def _wrapped(self, text: str, start: str = "", after: str | None = None) -> list[str]:
        return wrapped(text, self.width, start, after)


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
        elif isinstance(record, VerificationStatus):
            if view.has(record) and is_judged(view, record):
                seen.add(record)
        elif not hasattr(record, "recorded") or view.has(record):
            seen.add(record)
    return seen


def _verb(passage: Attribution) -> str:
    """Return the words of the cue, if they tell more than that something was said."""
    words = quoted(passage.anchors.cue)
    plain = words.lower().removeprefix("has ").removeprefix("have ").removeprefix("had ")
    if passage.act == "no_comment" or not words or plain in _PLAIN_CUES or len(words) > 40:
        return ""
    return f" (“{words}”)"


def _standing(passage: Attribution) -> Iterator[str]:
    """Say on what terms and with what right the source speaks, where the article tells."""
    if passage.anonymity_reason:
        yield f"not named “{brief(passage.anonymity_reason, 120)}”"
    if passage.terms is not None:
        yield str(passage.terms).replace("_", " ")
    if passage.how_known not in (None, "unknown"):
        yield f"knows it by {_KNOWS_BY.get(str(passage.how_known), str(passage.how_known).replace('_', ' '))}"
    if passage.justification:
        yield f"“{brief(passage.justification, 120)}”"


def _plain(words: str) -> str:
    return words.lower().removeprefix("the ")


def _place(passage: Attribution) -> tuple[int, int]:
    starts = [anchor.start for anchor in passage.anchors]
    content = [anchor.start for anchor in passage.anchors.content]
    return min(starts, default=0), min(content, default=0)
