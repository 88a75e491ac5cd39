"""Counting the origins of all claims at once, where nothing unusual is on record.

Every passage that supports a claim is a start of the walk from it. So as long as a walk stays
among the passages of the claim, all of it is seen by looking at each of them once, without walking:
the origins are what the passages credit that rest on no other. Whatever would need a rule (the
same as for `walk_plainly`, and passages with other readings) is left to the whole walk. A test
holds the two against each other.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import filterfalse
from typing import Any

from provenance.model import Attribution, Dossier, HowKnown, RelationKind, Source, SourceKind, Standing
from provenance.queries.numbers import independent
from provenance.queries.plainly import Tables, tables_of
from provenance.queries.rows import UNCHECKED, CorroborationRow, state_of
from provenance.queries.standing import FOR, side_of
from provenance.queries.walk import Walk

__all__ = ["scan"]

_JOINING = frozenset(
    {RelationKind.RESTATES, RelationKind.NARROWS, RelationKind.GENERALISES, RelationKind.UPDATES}
)
_THERE = frozenset({HowKnown.DIRECT_PERCEPTION, HowKnown.PARTICIPATION})
_RECORDS_THEMSELVES = frozenset({SourceKind.DOCUMENT, SourceKind.DATASET, SourceKind.MEDIA})
_MOST_AT_ONCE = 1_000  # beyond, whether the count is exact is for the count itself to say


def scan(
    walk: Walk, claims: Iterable[str], verifications: Mapping[str, str]
) -> Iterator[CorroborationRow | None]:
    """Yield the row of each claim, or `None` where something unusual is on record.

    It is one long loop: to call a function for every passage takes longer than to look at it.

    Args:
        walk: a walk in the view that is asked for.
        claims: the claims, in the order wanted.
        verifications: what checkers found of those that were checked.
    """
    view = walk.view
    dossier, filtered = view.dossier, not view.plain
    has, has_passage, read = view.has, view.has_passage, view.read
    tables = tables_of(dossier)
    odd = _odd(dossier, tables, filtered)
    several = _Ends(walk, odd).row
    of_claim, enclosed, derivations_of = tables.of_claim.get, tables.enclosed.get, tables.derived.get
    attributions, articles, sources = dossier.attributions.get, dossier.articles.get, dossier.sources.get
    root = walk.voices.root if walk.voices.has_judgements else None
    verified = verifications.get
    established, new = Standing.ESTABLISHED, tuple.__new__
    commitment = act = side = None
    for claim in claims:
        held: Any = of_claim(claim)
        if claim in odd:
            yield None
            continue
        if held is None:
            held = []
        elif filtered:
            held = [passage for passage in _listed(held) if side_of(passage) and has_passage(passage)]
        reports: set[str] = set()
        outlets: set[str | None] = set()
        denied: set[str] = set()
        credited: dict[str, bool] = {}  # each source, and whether it was there
        own: dict[str, bool] = {}  # the same for articles that credit nobody
        passage: Attribution
        for passage in held if type(held) is list else (held,):
            if passage.commitment is not commitment or passage.act is not act or side is None:
                commitment, act = passage.commitment, passage.act
                side = side_of(passage)
            if not side:
                continue
            id, article = passage.id, passage.article
            if odd and (id in odd or article in odd):
                break
            if side != FOR:
                if filtered:  # the walk from a denial may have to leave something out
                    break
                denied.add(article)
                continue
            if article not in reports:
                reports.add(article)
                text = articles(article)
                if text is not None:
                    outlets.add(read(text, "publisher") if filtered else text.publisher)
            below: Any = enclosed(id)
            if below is not None:
                inside = _listed(below)
                if not _are_of_one_kind(passage, inside):
                    break
                if not filtered or sum(map(has_passage, inside)):  # each is asked, for what is left out
                    continue
            below = derivations_of(id)
            via = passage.via
            if via is not None:
                relay = attributions(via)
                if relay is None or relay.via is not None or relay.article != article or via in odd:
                    break
                lent: Any = derivations_of(via) if not filtered or has_passage(relay) else None
                if below is None:
                    below = lent
                elif lent is not None:
                    below = [*_listed(below), *_listed(lent)]
            if filtered and below is not None:
                below = [derivation for derivation in _listed(below) if has(derivation)] or None
            if below is not None:
                for derivation in below if type(below) is list else (below,):
                    upstream = attributions(derivation.taken_from)
                    if upstream is None or upstream.claim != claim or derivation.standing is not established:
                        break
                    if (upstream.commitment is not commitment or upstream.act is not act) and side_of(
                        upstream
                    ) != side:
                        break
                    if filtered and not has_passage(upstream):
                        break
                else:
                    continue
                break
            source = passage.source
            known = passage.how_known
            if source is None:
                own[article] = (known is not None and known in _THERE) or own.get(article, False)
            elif source in odd:
                break
            else:
                credited[source] = (known is not None and known in _THERE) or credited.get(source, False)
        else:
            if None in outlets:
                outlets.discard(None)
            count = len(outlets) if root is None else len({root(id) for id in outlets if id is not None})
            verification = verified(claim, UNCHECKED)
            if len(credited) == 1 and not own and not filtered:
                [(source, was_there)] = credited.items()
                record = sources(source)
                seen = record is not None and _is_first_hand(record, was_there)
                origins = (source,)
                row = (
                    claim, len(reports), count, 1, 1, origins, len(denied),
                    "disputed" if denied else "single-sourced", verification,
                    origins if seen else (), 1 if seen else 0, True,
                )  # fmt: skip
                yield new(CorroborationRow, row)
            else:
                yield several(claim, credited, own, len(reports), count, len(denied), verification)
            continue
        yield None


class _Ends:
    """Tells how many voices the ends of a walk are."""

    def __init__(self, walk: Walk, odd: set[str]) -> None:
        self._walk, self._odd = walk, odd
        self._sources, self._articles = walk.view.sources, walk.view.articles

    def row(
        self,
        claim: str,
        credited: dict[str, bool],
        own: dict[str, bool],
        reports: int,
        outlets: int,
        denials: int,
        verification: str,
    ) -> CorroborationRow:
        """Return the row of a claim with any number of origins.

        Args:
            claim: the claim.
            credited: the sources that are credited, and whether they were there.
            own: the same for articles that credit nobody.
            reports: how many articles support the claim.
            outlets: how many publishers they have.
            denials: how many articles deny it.
            verification: what checkers found.
        """
        if not self._walk.view.plain:
            seen = self._seen(credited, own)
            return self._made(claim, credited, own, reports, outlets, denials, verification, seen, None)
        owners: set[str] = set()  # whose voices they are
        seen = []
        ties: list[str] = []  # the owners of those at first hand, and what these are affiliated with
        is_clear = True
        for id, was_there in credited.items():
            owners.add(id)
            record = self._sources.get(id)
            if record is not None:
                if record.members:
                    is_clear = False
                if _is_first_hand(record, was_there):
                    seen.append(id)
                    ties.append(id)
                    if record.affiliations:
                        ties += {held.organization for held in record.affiliations}
        for id, was_there in own.items():
            article = self._articles.get(id)
            publisher = None if article is None else article.publisher
            if publisher is None:
                owners.add(id)
                continue
            owners.add(publisher)
            record = self._sources.get(publisher)
            if publisher in self._odd:  # others may stand behind it, or be the same
                is_clear = False
                was_there = was_there and self._walk.voices.name(publisher) is not None
            elif record is None or record.name is None:
                was_there = False
            if was_there:
                seen.append(id)
                ties.append(publisher)
                if record is not None and record.affiliations:
                    ties += {held.organization for held in record.affiliations}
        if len(seen) > 1 and (len(set(ties)) < len(ties) or not self._odd.isdisjoint(ties)):
            is_clear = False
        most = len(owners) if is_clear else None
        return self._made(claim, credited, own, reports, outlets, denials, verification, seen, most)

    def _seen(self, credited: dict[str, bool], own: dict[str, bool]) -> list[str]:
        """Return the origins at first hand, as far as the layers asked for tell."""
        view, voices = self._walk.view, self._walk.voices
        found = []
        for id, was_there in credited.items():
            record = self._sources.get(id)
            is_itself = record is not None and view.read(record, "kind") in _RECORDS_THEMSELVES
            if voices.name(id) is not None and (was_there or is_itself):
                found.append(id)
        for id, was_there in own.items():
            article = self._articles.get(id)
            publisher = None if article is None else view.read(article, "publisher")
            if publisher is not None and voices.name(publisher) is not None and was_there:
                found.append(id)
        return found

    def _made(
        self,
        claim: str,
        credited: dict[str, bool],
        own: dict[str, bool],
        reports: int,
        outlets: int,
        denials: int,
        verification: str,
        seen: list[str],
        most: int | None,
    ) -> CorroborationRow:
        """Make a row; `most` is given where all that are at first hand are separate."""
        number = len(credited) + len(own)
        least, is_exact = len(seen), True
        if number < 2:
            most = number
        elif most is None or number > _MOST_AT_ONCE:
            kinds = [*((id, "source") for id in credited), *((id, "article") for id in own)]
            there = {(id, "article" if id in own else "source") for id in seen}
            least, most, is_exact = independent(self._walk, kinds, there)
        at_first_hand, least = least, least or (1 if most else 0)
        return CorroborationRow(
            claim,
            reports,
            outlets,
            least,
            most,
            tuple(sorted([*credited, *own])),
            denials,
            state_of(least, most, denials),
            verification,
            tuple(sorted(seen)),
            at_first_hand,
            is_exact,
        )


def _is_first_hand(record: Source, was_there: bool) -> bool:
    """Tell whether a source that is credited is known at first hand: it was there, or is the record."""
    return record.name is not None and (was_there or record.kind in _RECORDS_THEMSELVES)


def _listed(held: Any) -> Iterable[Any]:
    return held if type(held) is list else (held,)


def _are_of_one_kind(passage: Attribution, inside: Iterable[Attribution]) -> bool:
    """Tell whether passages stand in the same article as another one, for the same claim, on its side."""
    for inner in inside:
        if inner.claim != passage.claim or inner.article != passage.article:
            return False
        if inner.commitment is passage.commitment and inner.act is passage.act:
            continue
        if side_of(inner) != side_of(passage):
            return False
    return True


def _odd(dossier: Dossier, tables: Tables, filtered: bool) -> set[str]:
    """Return the ids of claims, articles, passages and sources that would need a rule."""
    odd = set(filterfalse(tables.attributions.__contains__, tables.derived))  # articles and sources
    odd.update(tables.taken_back, tables.withdrawing)
    for relation in tables.relations.values():
        if filtered or relation.kind in _JOINING:  # any relation may have to be left out
            odd.update((relation.subject, relation.object))
    for judgement in tables.judgements.values():
        odd.update((judgement.first, judgement.second))
    for speakers in tables.speaking.values():
        odd.update(source.id for source in _listed(speakers))
    readings = dossier.index("attributions", "alternatives")
    for id in readings:
        odd.add(id)
        odd.update(passage.id for passage in readings.get(id))
    return odd
