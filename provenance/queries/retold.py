"""What changed in how a claim is told: quoted, hedged, asserted, with or without its caveats."""

from collections import Counter
from collections.abc import Iterator
from operator import attrgetter

from provenance.model import (
    Attribution,
    Claim,
    Commitment,
    DerivationKind,
    Form,
    HedgeKind,
    RelationKind,
    Verdict,
    VerificationState,
)
from provenance.queries.credited import Credits
from provenance.queries.driftkinds import WORDS, Change, DriftKind
from provenance.queries.labels import Labels
from provenance.queries.restated import ClaimChanges, Joined, joined_by, same_language
from provenance.queries.showing import shortened
from provenance.queries.standing import AGAINST, FOR, side_of
from provenance.queries.walk import Walk
from provenance.queries.wording import (
    differing,
    extent_of,
    hedging_in,
    is_quoted_from,
    name_variants,
    quoted_parts,
    same_words,
    words_in,
    words_of,
)

__all__ = ["Comparison"]

_QUOTING = frozenset({Form.DIRECT, Form.MIXED})
_REPORTING = frozenset({Form.INDIRECT, Form.NARRATED, Form.OWN_VOICE})
_SURE: dict[object, tuple[int, str]] = {
    Commitment.CT_PLUS: (3, "certain"),
    Commitment.PR_PLUS: (2, "probable"),
    Commitment.PS_PLUS: (1, "possible"),
    Commitment.CT_MINUS: (3, "certainly not"),
    Commitment.PR_MINUS: (2, "probably not"),
    Commitment.PS_MINUS: (1, "possibly not"),
    Commitment.UNCOMMITTED: (0, "uncommitted"),
    Commitment.CT_UNKNOWN: (0, "known, but not which way"),
}
_OPEN_CHECKS = frozenset(
    {VerificationState.COULD_NOT_VERIFY, VerificationState.UNCHECKED, VerificationState.IN_PROGRESS}
)
_LONGEST_TERM = 4
_compared = attrgetter("commitment", "form", "act", "anonymity", "credited_as", "hedges", "said_at")


class Comparison:
    """Compares two passages, of which the later came from the earlier.

    What is found does not depend on the hop, except that a translation may change words.
    """

    def __init__(self, walk: Walk, labels: Labels) -> None:
        self._walk, self._view, self._kinship, self._labels = walk, walk.view, walk.kinship, labels
        self._credits = Credits(walk, labels)
        self._joined: dict[tuple[str, str], Joined] = {}
        self._given: dict[str, set[str]] = {}
        self._over: dict[str, bool] = {}
        self._caveats: dict[tuple[str, str], dict[str, tuple[str, str | None]]] = {}

    def joined(self, before: str, after: str) -> Joined:
        """Return how the later of two claims stands to the earlier."""
        key = before, after
        if key not in self._joined:
            self._joined[key] = joined_by(self._view, self._kinship, before, after)
        return self._joined[key]

    def between(
        self,
        before: Attribution,
        after: Attribution,
        kind: object = None,
        *,
        same_work: bool = False,
        only_claims: bool = False,
    ) -> list[Change]:
        """Return everything that changed from one passage to the other, fields first.

        Args:
            before: the passage that something came from.
            after: the passage that came from it.
            kind: the kind of the derivation.
            same_work: whether both stand in versions of one work.
            only_claims: whether to leave out the credit and the telling, because a source stands
                between the two passages.
        """
        if before.id == after.id:
            return []
        if self._is_plainly_same(before, after):  # as most are, and the rest takes its time
            return [] if only_claims else list(self._caveats_dropped(before, after))
        translated = kind == DerivationKind.TRANSLATED
        found = [*self._side(before, after)]
        if not only_claims:
            found += self._credits.changes(before, after, same_work=same_work)
            found += self._form(before, after)
            found += self._said_at(before, after)
            found += self._hedges(before, after)
            found += self._commitment(before, after)
        found += self._claims(before, after, translated)
        if not only_claims:
            found += self._caveats_dropped(before, after)
            found += self._in_words(before, after, translated, {change.kind for change in found})
        return list(dict.fromkeys(found))

    def _is_plainly_same(self, before: Attribution, after: Attribution) -> bool:
        """Tell whether two passages agree in all that is compared, relayed by nobody and relaying nobody."""
        enclosed = self._view.enclosed
        return (
            before.source == after.source
            and before.source is not None
            and before.claim == after.claim
            and before.claim in self._view.claims
            and before.via is None
            and after.via is None
            and _compared(before) == _compared(after)
            and words_of(before) == words_of(after)
            and not enclosed(before.id)
            and not enclosed(after.id)
        )

    def from_source(self, source: str, after: Attribution) -> list[Change]:
        """Return what changed where a passage came from a source of which no passage is on record."""
        return list(self._credits.from_source(source, after))

    # --- fields ----------------------------------------------------------------------------

    def _side(self, before: Attribution, after: Attribution) -> Iterator[Change]:
        """Yield that a claim began here: what it came from is another claim, or on another side."""
        other = after.claim not in self._kinship.kin(before.claim)
        if other or side_of(before) != side_of(after):
            yield Change(DriftKind.BEGAN_HERE, self._put(before, other), self._put(after, other))

    def _put(self, passage: Attribution, is_other: bool) -> str:
        claim = self._view.claims.get(passage.claim)
        text = passage.claim if claim is None else shortened(claim.text, 200)
        side = side_of(passage)
        if side == AGAINST:
            return f"denied: {text}"
        if side == FOR:
            return text if is_other else f"asserted: {text}"
        act = "not asserted" if passage.act is None else str(passage.act).replace("_", " ")
        return f"{'not asserted' if act == 'assertion' else act}: {text}"

    def _form(self, before: Attribution, after: Attribution) -> Iterator[Change]:
        old, new = before.form, after.form
        if (old in _REPORTING and new in _QUOTING) or (old is Form.MIXED and new is Form.DIRECT):
            yield Change(DriftKind.FORM_CHANGED, str(old).replace("_", " "), str(new).replace("_", " "))

    def _said_at(self, before: Attribution, after: Attribution) -> Iterator[Change]:
        old, new = before.said_at, after.said_at
        if old is not None and new is not None and (old.before(new) or old.after(new)):
            yield Change(DriftKind.TIME_CHANGED, f"said {old}", f"said {new}")

    def _hedges(self, before: Attribution, after: Attribution) -> Iterator[Change]:
        old, new = self._hedging(before), self._hedging(after)
        if self._both_number(before, after):  # "about" is then a bound, and compared as one
            old.pop(HedgeKind.APPROXIMATOR, None)
            new.pop(HedgeKind.APPROXIMATOR, None)
        for kind, words in _surplus(old, new):
            yield Change(DriftKind.HEDGE_DROPPED, f"{words} ({kind})" if words else kind, "no such hedge")
        for kind, words in _surplus(new, old):
            yield Change(DriftKind.HEDGE_ADDED, "no such hedge", f"{words} ({kind})" if words else kind)

    def _hedging(self, passage: Attribution) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for hedge in passage.hedges:
            words = " ".join(anchor.exact for anchor in hedge.anchors)
            found.setdefault(str(hedge.kind), []).append(f"“{shortened(words)}”" if words else "")
        return found

    def _both_number(self, before: Attribution, after: Attribution) -> bool:
        claims = [self._view.claims.get(passage.claim) for passage in (before, after)]
        return all(claim is not None and claim.quantity is not None for claim in claims)

    def _commitment(self, before: Attribution, after: Attribution) -> Iterator[Change]:
        old, new = (_SURE.get(p.commitment) for p in (before, after))
        if old is None or new is None or old[0] == new[0]:
            return
        if 0 not in (old[0], new[0]) and str(before.commitment)[-1] != str(after.commitment)[-1]:
            return
        kind = DriftKind.COMMITMENT_STRENGTHENED if old[0] < new[0] else DriftKind.COMMITMENT_WEAKENED
        yield Change(kind, f"{old[1]} ({before.commitment})", f"{new[1]} ({after.commitment})")

    def _claims(self, before: Attribution, after: Attribution, translated: bool) -> Iterator[Change]:
        old, new = self._claim(before), self._claim(after)
        if old is not None and new is not None:
            joined = self.joined(old.id, new.id)
            yield from ClaimChanges(old, new, joined, translated=translated).changes()

    def _claim(self, passage: Attribution) -> Claim | None:
        claim = self._view.claims.get(passage.claim)
        if claim is None:
            reason = f"its claim {passage.claim} is not in the dossier, so that its fields were not compared"
            self._view.leave_out(passage.id, reason)
        return claim

    # --- caveats ---------------------------------------------------------------------------

    def _caveats_dropped(self, before: Attribution, after: Attribution) -> Iterator[Change]:
        if before.article == after.article or not self._may_have_caveats(before.claim):
            return
        held = self._caveats_in(before.article, before.claim)
        if not held or self._caveats_in(after.article, after.claim):
            return
        kept = self._given_in(after.article)
        for id, (text, claim) in held.items():
            related = {self._kinship.same(c)[0] for c in self._kinship.kin(claim)} if claim else set()
            if not related & kept:
                yield Change(DriftKind.CAVEAT_DROPPED, shortened(text, 200), "no such caveat", because=(id,))

    def _may_have_caveats(self, claim: str) -> bool:
        """Tell whether anything is on record of a claim that may be a caveat over it."""
        known = self._over.get(claim)
        if known is None:
            index = self._view.dossier.index
            held = index("relations", "object"), index("statuses", "claim")
            known = any(same in table for same in self._kinship.same(claim) for table in held)
            self._over[claim] = known
        return known

    def _caveats_in(self, article: str, claim: str) -> dict[str, tuple[str, str | None]]:
        """Return the caveats that an article puts over a claim: record to words and claim."""
        view, key = self._view, (article, self._kinship.same(claim)[0])
        known = self._caveats.get(key)
        if known is None:
            known = self._caveats[key] = {}
            statuses, objects = (
                view.dossier.index("statuses", "claim").get,
                view.dossier.index("relations", "object").get,
            )
            for same in self._kinship.same(claim):
                for relation in objects(same):
                    if relation.kind is RelationKind.CAVEATS and view.has(relation):
                        said = self._says(article, relation.subject)
                        if said is not None:
                            known[relation.id] = said, relation.subject
                for status in statuses(same):
                    is_open = status.state in _OPEN_CHECKS or status.verdict is Verdict.UNPROVEN
                    if status.article == article and is_open and view.has(status):
                        words = " ".join(anchor.exact for anchor in status.anchors)
                        known[status.id] = (
                            words or str(status.state or status.verdict).replace("_", " "),
                            None,
                        )
        return known

    def _given_in(self, article: str) -> set[str]:
        """Return the claims that an article gives, one for all that are the same."""
        known = self._given.get(article)
        if known is None:
            held = filter(self._view.has_passage, self._view.passages_in(article))
            known = self._given[article] = {self._kinship.same(passage.claim)[0] for passage in held}
        return known

    def _says(self, article: str, claim: str) -> str | None:
        """Return the words of a claim if an article gives it, or one that restates it."""
        for id in self._kinship.same(claim):
            for passage in self._view.passages_of(id):
                if passage.article == article and self._view.has_passage(passage):
                    record = self._view.claims.get(id)
                    return id if record is None else record.text
        return None

    # --- words -----------------------------------------------------------------------------

    def _in_words(
        self, before: Attribution, after: Attribution, translated: bool, found: set[DriftKind]
    ) -> Iterator[Change]:
        """Yield what only the words show, where anchors mark those of both passages."""
        old, new = words_of(before), words_of(after)
        if not old or not new or old == new:
            return
        tongues = self._language(before), self._language(after)
        if not same_language(*tongues):
            if translated:
                yield from _terms(quoted_parts(old), quoted_parts(new))
            return
        if translated and DriftKind.TRANSLATED_TERM not in found:
            terms = [part for part in quoted_parts(new) if not is_quoted_from([part], old)]
            if terms and quoted_parts(old):
                yield from _terms(quoted_parts(old), terms)
        elif before.form in _QUOTING and after.form in _QUOTING:
            yield from _quotation(before, after)
        if DriftKind.NAME_CHANGED not in found:
            for one, other in name_variants(old, new):
                yield Change(DriftKind.NAME_CHANGED, one, other, WORDS)
        if all(tongue is None or tongue.split("-")[0].casefold() == "en" for tongue in tongues):
            yield from self._english(before, after, found)

    def _english(self, before: Attribution, after: Attribution, found: set[DriftKind]) -> Iterator[Change]:
        old, new = words_of(before), words_of(after)
        if not before.hedges and not after.hedges:
            one, other = hedging_in(old), hedging_in(new)
            if one and not other:
                yield Change(DriftKind.HEDGE_DROPPED, f"“{' '.join(one)}”", "no such hedge", WORDS)
            elif other and not one:
                yield Change(DriftKind.HEDGE_ADDED, "no such hedge", f"“{' '.join(other)}”", WORDS)
        if DriftKind.SCOPE_CHANGED not in found:
            first, second = extent_of(old), extent_of(new)
            if first is not None and second is not None and first[1] != second[1]:
                yield Change(DriftKind.SCOPE_CHANGED, first[0], second[0], WORDS)

    def _language(self, passage: Attribution) -> str | None:
        article = self._view.articles.get(passage.article)
        language: str | None = None if article is None else self._view.read(article, "language")
        return language


def _surplus(mine: dict[str, list[str]], theirs: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Yield the hedges of each kind that there are more of here than there, by kind."""
    for kind in sorted(mine):
        more = len(mine[kind]) - len(theirs.get(kind, ()))
        if more > 0:
            left = Counter(mine[kind]) - Counter(theirs.get(kind, ()))
            words = [words for words in sorted(left.elements()) if words][:more]
            yield kind, ", ".join(words)


def _terms(old: list[str], new: list[str]) -> Iterator[Change]:
    """Yield the terms in quotation marks that a translation turned into others; whole sentences are none."""
    short = [[part for part in parts if len(words_in(part)) <= _LONGEST_TERM] for parts in (old, new)]
    if all(short) and not same_words(" ".join(short[0]), " ".join(short[1])):
        yield Change(DriftKind.TRANSLATED_TERM, "; ".join(short[0]), "; ".join(short[1]), WORDS)


def _quotation(before: Attribution, after: Attribution) -> Iterator[Change]:
    old, new = words_of(before), words_of(after)
    original = " ".join(quoted_parts(old)) or (old if before.form is Form.DIRECT else "")
    quoted = quoted_parts(new) or (
        [a.exact for a in after.anchors.content] if after.form is Form.DIRECT else []
    )
    if original and quoted and not is_quoted_from(quoted, original):
        one, other = differing(original, " ".join(quoted))
        yield Change(DriftKind.QUOTATION_WORDING_CHANGED, shortened(one, 200), shortened(other, 200), WORDS)
