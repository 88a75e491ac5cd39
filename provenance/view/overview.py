"""What is told of the whole: the sources, what was checked, how many origins the claims have."""

from collections.abc import Iterator, Sequence

from provenance.model import Attribution, ClaimKind, Form, RelationKind, Source, VerificationStatus
from provenance.queries import Corroboration, corroboration
from provenance.view.phrasing import brief, counted, quoted, ranges
from provenance.view.telling import Telling

__all__ = ["Overview"]


class Overview:
    """Tells of the dossier as a whole, once its articles have been told of and the claims numbered."""

    def __init__(self, telling: Telling) -> None:
        """Tell of what is seen in a telling."""
        self._telling = telling

    # --- sources ---------------------------------------------------------------------------

    def sources(self) -> Iterator[str]:
        """Yield who is credited, and how."""
        credited: dict[str, list[Attribution]] = {}
        for passage in self._telling.passages:
            if passage.source is not None:
                credited.setdefault(passage.source, []).append(passage)
        members = {
            m
            for id in credited
            if (s := self._telling.dossier.sources.get(id)) is not None
            for m in s.members
        }
        if not credited:
            return
        yield f"Sources ({len(credited)})"
        for id, passages in credited.items():
            source = self._telling.dossier.sources.get(id)
            if source is None:
                yield f"  {id}: not on record"
                continue
            yield from self._telling.wrapped(
                f"{source} — {', '.join(self._facts(source, passages))}", "  ", "      "
            )
        others = [
            s for s in self._telling.dossier.sources.values() if s.id not in credited and s.id not in members
        ]
        publishers = {article.publisher for article in self._telling.dossier.articles.values()}
        named = [str(source) for source in others if source.id not in publishers]
        if named:
            yield from self._telling.wrapped(f"Also on record: {', '.join(named)}", "  ", "      ")
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
            organization = self._telling.name(tie.organization)
            if tie.role is None:
                yield f"of {organization}"
            else:
                role = tie.role if organization in tie.role else f"{tie.role}, {organization}"
                shown = [brief(words, 60) for words in called[:4]] + [str(source)]
                if not any(tie.role in words and organization in words for words in shown):
                    yield role
        if source.speaks_for is not None:
            yield f"speaks for {self._telling.name(source.speaks_for)}"
        if source.members:
            yield f"among them {', '.join(self._telling.name(id) for id in source.members)}"
        if source.interests:
            yield "an interested party"
        yield counted(len(passages), "passage")

    # --- verification ----------------------------------------------------------------------

    def verification(self) -> Iterator[str]:
        """Yield what is said of checks."""
        statuses = list(self._telling.dossier.statuses.values())
        yield "Verification"
        if not statuses:
            by_then = "" if self._telling.as_of is None else " by then"
            yield from (f"  Nothing on record says that anybody has checked{by_then}.", "")
            return
        alike: dict[tuple[str, str], set[str]] = {}
        for status in statuses:
            who = self._telling.name(status.checker) if status.checker is not None else "the article itself"
            found = [str(w).replace("_", " ") for w in (status.state, status.verdict) if w is not None]
            if status.rating is not None and status.rating.label:
                found.append(f"rated “{status.rating.label}”")
            when = f", {status.judged_at}" if status.judged_at is not None else ""
            words = self._statement_of(status)
            claims = alike.setdefault((f"{who}: {', '.join(found) or 'no finding'}{when}", words), set())
            relations = self._telling.dossier.index("relations", "subject").get(status.claim)
            claims.update([status.claim, *(r.object for r in relations if r.kind is RelationKind.CAVEATS)])
        for (told, words), claims in alike.items():
            yield from self._telling.wrapped(told, "  ", "    ")
            yield from self._telling.wrapped(f"“{words}”", "    ")
            yield from self._telling.wrapped(self._bearing(claims), "    ", "      ")
        yield ""

    def _statement_of(self, status: VerificationStatus) -> str:
        """Return the words of a finding: the whole statement that they stand in, if that is on record."""
        words = quoted(status.anchors)
        relations = self._telling.dossier.index("relations", "object").get(status.claim)
        statements = [r.subject for r in relations if r.kind is RelationKind.CAVEATS]
        said = [self._telling.claim(id) for id in (*statements, status.claim)]
        return next((text for text in said if words and words in text), words) or self._telling.claim(
            status.claim
        )

    def _bearing(self, claims: set[str]) -> str:
        """Say which claims a finding is about: by their numbers, those in the outlet's own voice in words."""
        numbers = [number for claim in claims for number in self._telling.numbers.get(claim, ())]
        own = sorted(claim for claim in claims if claim not in self._telling.numbers)
        words = [f"claim{'s' if len(set(numbers)) > 1 else ''} {ranges(numbers)}"] if numbers else []
        if len(own) == 1 and self._is_shown_as(own[0]):
            words.append(f"“{brief(self._telling.claim(own[0]), 70)}” (in the outlet's own voice)")
        elif len(own) > 1:
            words.append(f"{counted(len(own), 'claim')} in the outlet's own voice")
        return f"about {' and '.join(words)}" if words else "about what the sentence itself names"

    def _is_shown_as(self, claim: str) -> bool:
        record = self._telling.dossier.claims.get(claim)
        return record is not None and record.kind is not ClaimKind.VERIFICATION_STATEMENT

    # --- corroboration ---------------------------------------------------------------------

    def corroboration(self) -> Iterator[str]:
        """Yield how many independent origins the claims have."""
        credited = dict.fromkeys(p.claim for p in self._telling.passages if p.form is not Form.OWN_VOICE)
        own = dict.fromkeys(p.claim for p in self._telling.passages if p.claim not in credited)
        results = {
            id: corroboration(self._telling.whole, id, basis=self._telling.basis, as_of=self._telling.as_of)
            for id in credited
            if id in self._telling.dossier.claims
        }
        if not results and not own:
            return
        yield "How many sources is that?"
        alike: dict[str, list[int]] = {}
        open_to_question: dict[str, list[int]] = {}
        for id, result in results.items():
            alike.setdefault("; ".join(self._remarks(result)), []).extend(self._telling.numbers[id])
            for origin in result.details:
                if origin.kind == "source" and not origin.is_named:
                    open_to_question.setdefault(origin.id, []).extend(self._telling.numbers[id])
        for words, numbers in alike.items():
            each = "each " if len(set(numbers)) > 1 and words[:1].isdigit() else ""
            yield from self._telling.wrapped(f"{ranges(numbers)}: {each}{words}", "  ", "      ")
        if open_to_question:
            who = [
                f"“{brief(self._telling.name(id), 60)}” ({ranges(n)})" for id, n in open_to_question.items()
            ]
            yield from self._telling.wrapped(f"Who is meant stays open: {', '.join(who)}", "  ", "      ")
        if own:
            verb = "rests" if len(own) == 1 else "rest"
            words = f"{counted(len(own), 'claim')} in the outlet's own voice {verb} on the outlet alone"
            yield from self._telling.wrapped(words, "  ", "      ")
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
            yield "origins: " + ", ".join(brief(self._telling.origin(id), 60) for id in result.origins)
        if result.gaps:
            yield counted(len(result.gaps), "missing hop")


def _plain(words: str) -> str:
    return words.lower().removeprefix("the ")
