"""A second opinion on independence, written from the definition and from nothing else.

It tries everything: every reading of every passage, every subset of the origins, reachability
by repeated squaring of a relation. It shares no code with the library's queries, uses no index,
and is far too slow for anything but small dossiers.
"""

from itertools import chain, combinations, product
from typing import Any, NamedTuple

from provenance.model import Attribution, Derivation, Dossier, Source

SUPPORTING, DENYING = {"CT+", "PR+", "PS+"}, {"CT-", "PR-", "PS-"}
COPIES = {"republished", "translated", "archived_copy"}
NO_STATEMENT = {"question", "intention", "request_or_order", "promise", "no_comment"}


class Answer(NamedTuple):
    reports: int
    outlets: int
    least: int
    most: int
    origins: frozenset[frozenset[str]]
    first_hand: frozenset[frozenset[str]]


class Oracle:
    """Answers for one dossier and one side: "+" for support, "-" for denials."""

    def __init__(self, dossier: Dossier, side: str = "+") -> None:
        self.d, self.side = dossier, side
        self.passages = list(dossier.attributions.values())
        self.derivations = list(dossier.derivations.values())
        self.same_source = self.closure(
            [(j.first, j.second) for j in dossier.judgements.values() if j.verdict == "same"]
        )
        self.same_claim = self.closure(
            [(r.subject, r.object) for r in dossier.relations.values() if r.kind == "restates"]
        )
        self.version_of = self.closure(
            [(v.derived, v.taken_from) for v in self.versions() if self.is_article(v.derived, v.taken_from)]
        )

    @staticmethod
    def closure(pairs: list[tuple[str, str]]) -> Any:
        classes: list[set[str]] = []
        for one, other in pairs:
            touching = [c for c in classes if one in c or other in c]
            classes = [c for c in classes if c not in touching] + [{one, other}.union(*touching)]

        def class_of(id: str) -> frozenset[str]:
            return frozenset(next((c for c in classes if id in c), {id}))

        return class_of

    def is_article(self, *ids: str) -> bool:
        return all(id not in self.d.attributions and id not in self.d.sources for id in ids)

    def versions(self) -> list[Derivation]:
        return [
            d for d in self.derivations if d.kind in ("revised", "corrected") and d.standing == "established"
        ]

    # --- passages ---------------------------------------------------------------------------

    def side_of(self, p: Attribution) -> str:
        if p.act in NO_STATEMENT:
            return "0"
        if p.commitment in SUPPORTING:
            return "+"
        if p.commitment in DENYING:
            return "-"
        if p.commitment is None and p.act in (None, "assertion", "belief", "evaluation"):
            return "+"
        return "0"

    def related(self, one: str, other: str) -> bool:
        a, b = self.same_claim(one), self.same_claim(other)
        return a == b or any(
            r.kind in ("narrows", "generalises", "updates")
            and ((r.subject in a and r.object in b) or (r.subject in b and r.object in a))
            for r in self.d.relations.values()
        )

    def later(self, article: str) -> set[str]:
        def onward(start: str) -> set[str]:
            seen: set[str] = set()
            while True:
                more = {
                    v.derived
                    for v in self.versions()
                    if v.taken_from in seen | {start} and v.derived in self.d.articles
                }
                if more <= seen:
                    return seen
                seen |= more

        return {other for other in onward(article) if article not in onward(other) and other != article}

    def readings(self, p: Attribution) -> frozenset[str]:
        pairs = [
            (q.id, other) for q in self.passages for other in q.alternatives if other in self.d.attributions
        ]
        found: frozenset[str] = self.closure(pairs)(p.id)
        return found

    def taken_back(self, p: Attribution) -> bool:
        return any(
            d.standing == "established"
            and (
                (d.kind in ("revised", "corrected", "retracted") and set(d.withdraws) & self.readings(p))
                or (d.kind == "retracted" and d.taken_from in (p.id, p.article))
            )
            for d in self.derivations
        )

    def stands(self, p: Attribution) -> bool:
        if self.taken_back(p):
            return False
        for version in self.later(p.article):
            there = [q for q in self.passages if q.article == version]
            carrying = [
                q
                for q in there
                if q.claim in self.same_claim(p.claim)
                and self.credited(q) == self.credited(p)
                and self.side_of(q) == self.side_of(p)
                and not self.taken_back(q)
            ]
            if there and not carrying:
                return False
        return True

    def credited(self, p: Attribution) -> frozenset[str] | None:
        return None if p.source is None else self.same_source(p.source)

    # --- what rests on what, under one choice of readings --------------------------------------

    def covers(self, d: Derivation, p: Attribution) -> bool:
        if d.kind in COPIES and not d.anchors:
            return True
        covered = {(a.part, n) for a in d.anchors for n in range(a.start, a.end)}
        words = p.anchors.content or p.anchors.cue or p.anchors.source
        return bool(words) and all((a.part, n) in covered for a in words for n in range(a.start, a.end))

    def relays(self, p: Attribution, absent: frozenset[str]) -> list[Attribution]:
        found: list[Attribution] = []
        seen = {p.id}
        while p.via is not None and p.via in self.d.attributions and p.via not in seen | absent:
            p = self.d.attributions[p.via]
            seen.add(p.id)
            found.append(p)
        return found

    def derivations_for(self, p: Attribution, absent: frozenset[str]) -> list[Derivation]:
        family = [p, *self.relays(p, absent)]
        return [
            d
            for d in self.derivations
            if any(d.derived == q.id for q in family)
            or (d.derived in {q.article for q in family} and any(self.covers(d, q) for q in family))
        ]

    def follow(
        self, d: Derivation, claim: str, side: str, source: str | None, absent: frozenset[str]
    ) -> list[tuple[str, ...]] | None:
        """Where a derivation leads; None if the claim began here instead."""
        if d.taken_from in self.d.attributions:
            q = self.d.attributions[d.taken_from]
            if not self.related(claim, q.claim) or self.side_of(q) != side:
                return None
            return [("passage", q.id)] if self.stands(q) and q.id not in absent else [("nothing",)]
        if d.taken_from in self.d.articles:
            there = [q for q in self.passages if q.article == d.taken_from and self.related(claim, q.claim)]
            ours = [q for q in there if self.side_of(q) == side]
            up = [q for q in ours if self.stands(q) and q.id not in absent]
            if up:
                return [("passage", q.id) for q in up]
            if ours:
                return [("nothing",)]
            if there:
                return None
        if d.taken_from in self.d.sources:
            return [self.source_node(d.taken_from, claim, side)]
        if source is not None and source in self.d.sources and self.d.sources[source].name is not None:
            return [("gap", source)]
        return [("open", d.taken_from)]

    def named(self, source: str) -> bool:
        return any(
            id in self.d.sources and self.d.sources[id].name is not None for id in self.same_source(source)
        )

    def source_node(self, source: str, claim: str, side: str) -> tuple[str, ...]:
        return ("source", min(self.same_source(source)), min(self.same_claim(claim)), side)

    def rest(self, p: Attribution, absent: frozenset[str]) -> list[tuple[str, ...]]:
        side = self.side_of(p)
        inside = [
            q
            for q in self.passages
            if q.via == p.id
            and q.id not in absent
            and self.related(p.claim, q.claim)
            and self.side_of(q) == side
        ]
        if inside:
            return [("passage", q.id) if self.stands(q) else ("nothing",) for q in inside]
        found: list[tuple[str, ...]] = []
        for d in self.derivations_for(p, absent):
            if d.standing == "established":
                for node in self.follow(d, p.claim, side, p.source, absent) or []:
                    found.append(self.source_node(node[1], p.claim, side) if node[0] == "gap" else node)
        if found:
            return found
        if p.source is not None:
            return [self.source_node(p.source, p.claim, side)]
        return [("article", p.article)]

    def rest_of_source(self, node: tuple[str, ...], absent: frozenset[str]) -> list[tuple[str, ...]]:
        _, root, claim, side = node
        records = self.same_source(root)
        found: list[tuple[str, ...]] = []
        for id in records & self.d.sources.keys():
            whom = self.d.sources[id].speaks_for
            if whom is not None and whom not in records:
                found.append(self.source_node(whom, claim, side))
        for d in self.derivations:
            if d.derived in records and d.standing == "established":
                for target in self.follow(d, claim, side, d.derived, absent) or []:
                    if target[0] == "gap":
                        found.append(("end", root))
                    elif target != node:
                        found.append(target)
        return found

    # --- origins --------------------------------------------------------------------------------

    def walk(
        self, starts: list[Attribution], absent: frozenset[str]
    ) -> dict[tuple[str, ...], set[tuple[str, ...]]]:
        graph: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
        todo: list[tuple[str, ...]] = [("passage", p.id) for p in starts]
        while todo:
            node = todo.pop()
            if node in graph:
                continue
            if node[0] == "passage":
                graph[node] = set(self.rest(self.d.attributions[node[1]], absent))
            elif node[0] == "source":
                graph[node] = set(self.rest_of_source(node, absent))
            else:
                graph[node] = set()
            todo += graph[node]
        return graph

    @staticmethod
    def reach(
        graph: dict[tuple[str, ...], set[tuple[str, ...]]],
    ) -> dict[tuple[str, ...], set[tuple[str, ...]]]:
        found = {node: set(nexts) for node, nexts in graph.items()}
        while True:
            more = {node: ahead.union(*(found[n] for n in ahead)) for node, ahead in found.items()}
            if more == found:
                return found
            found = more

    def ends(self, starts: list[Attribution], absent: frozenset[str]) -> dict[frozenset[str], bool]:
        """Every origin as the set of its records, and whether it is at first hand."""
        graph = self.walk(starts, absent)
        reach = self.reach(graph)
        origin_of: dict[tuple[str, ...], frozenset[str]] = {}
        for node, ahead in graph.items():
            if node[0] in ("article", "open"):
                origin_of[node] = frozenset({"text", *self.version_of(node[1])})
            elif node[0] == "source":
                ring = {other for other in reach[node] if node in reach[other]}
                alone = not ahead or ("end", node[1]) in ahead
                ring_of_sources = bool(ring) and all(n[0] == "source" for n in ring)
                nothing_leaves = all(n in ring or n[0] == "end" for member in ring for n in graph[member])
                ring_ends = ring and any(("end", m[1]) in graph[m] for m in ring)
                if ring_of_sources and len(ring) > 1 and (nothing_leaves or ring_ends):
                    origin_of[node] = frozenset().union(*(self.same_source(n[1]) for n in ring))
                elif alone:
                    origin_of[node] = self.same_source(node[1])
        found: dict[frozenset[str], bool] = {}
        for origin in set(origin_of.values()):
            nodes = [node for node, its in origin_of.items() if its == origin]
            found[origin] = self.first_hand(origin, nodes, graph, absent)
        return found

    def first_hand(
        self,
        origin: frozenset[str],
        nodes: list[tuple[str, ...]],
        graph: dict[tuple[str, ...], set[tuple[str, ...]]],
        absent: frozenset[str],
    ) -> bool:
        entering = {
            (node[1], first)
            for node, ahead in graph.items()
            if node[0] == "passage"
            for first in ahead
            if first[0] != "passage"
        }
        if "text" in origin:
            for passage, first in entering:
                article = self.d.articles.get(first[-1])
                if (
                    first in nodes
                    and first[0] == "article"
                    and article is not None
                    and article.publisher is not None
                    and self.named(article.publisher)
                    and not any(
                        d.derived == article.id and d.standing != "established" for d in self.derivations
                    )
                    and self.there(passage)
                    and self.clean(passage, absent)
                ):
                    return True
            return False
        sources = [self.d.sources[id] for id in origin & self.d.sources.keys()]
        if not any(s.name is not None for s in sources):
            return False
        if any(d.derived in origin and d.standing != "established" for d in self.derivations):
            return False
        for passage, first in entering:
            if first[0] != "source" or not self.clean(passage, absent):
                continue
            if self.through_sources(first, nodes, graph) and any(
                s.kind in ("document", "dataset", "media") for s in sources
            ):
                return True
            if self.one_voice(first, nodes, graph) and self.there(passage):
                return True
        return False

    @staticmethod
    def through_sources(
        first: tuple[str, ...],
        nodes: list[tuple[str, ...]],
        graph: dict[tuple[str, ...], set[tuple[str, ...]]],
    ) -> bool:
        """Whether the walk gets from a credited source to the origin without passing another passage."""
        seen = [first]
        for node in seen:
            if node in nodes:
                return True
            seen += [other for other in graph[node] if other[0] == "source" and other not in seen]
        return False

    def one_voice(
        self,
        first: tuple[str, ...],
        nodes: list[tuple[str, ...]],
        graph: dict[tuple[str, ...], set[tuple[str, ...]]],
    ) -> bool:
        """Whether a credited source is the origin or speaks for it (for whoever speaks for it …)."""
        seen = [first]
        for node in seen:
            if node in nodes:
                return True
            for other in graph[node]:
                speaks = other[0] == "source" and any(
                    self.d.sources[id].speaks_for in self.same_source(other[1])
                    for id in self.same_source(node[1]) & self.d.sources.keys()
                    if self.d.sources[id].speaks_for is not None
                )
                if speaks and other not in seen:
                    seen.append(other)
        return False

    def there(self, passage: str) -> bool:
        return self.d.attributions[passage].how_known in ("direct_perception", "participation")

    def clean(self, passage: str, absent: frozenset[str]) -> bool:
        p = self.d.attributions[passage]
        return not any(
            d.standing != "established" and self.follow(d, p.claim, self.side_of(p), None, absent) is not None
            for d in self.derivations_for(p, absent)
        )

    # --- independence ---------------------------------------------------------------------------

    def voices(self, origin: frozenset[str]) -> set[frozenset[str]]:
        own = self.own(origin)
        if "text" in origin and not own:
            return {frozenset({id}) for id in origin - {"text"}}
        found = set(own)
        while True:
            more = set()
            for id in {id for voice in found for id in voice & self.d.sources.keys()}:
                source = self.d.sources[id]
                near = [source.speaks_for] if source.speaks_for is not None else []
                near += [
                    d.taken_from
                    for d in self.derivations
                    if d.derived == id and d.standing == "established" and d.taken_from in self.d.sources
                ]
                if "text" not in origin:
                    near += source.members
                more |= {self.same_source(other) for other in near}
            if more <= found:
                return found
            found |= more

    def own(self, origin: frozenset[str]) -> set[frozenset[str]]:
        if "text" not in origin:
            return {self.same_source(id) for id in origin}
        return {
            self.same_source(self.d.articles[id].publisher or "")
            for id in origin & self.d.articles.keys()
            if self.d.articles[id].publisher is not None
        }

    def judged(self, one: frozenset[str], other: frozenset[str], verdict: str) -> bool:
        return one != other and any(
            j.verdict == verdict
            and ((j.first in one and j.second in other) or (j.first in other and j.second in one))
            for j in self.d.judgements.values()
        )

    def organizations(self, origin: frozenset[str]) -> set[frozenset[str]]:
        held: list[Source] = [
            self.d.sources[id] for voice in self.own(origin) for id in voice & self.d.sources.keys()
        ]
        return {self.same_source(a.organization) for s in held for a in s.affiliations}

    def overlap(self, one: frozenset[str], other: frozenset[str]) -> bool:
        return bool(self.voices(one) & self.voices(other))

    def doubtful(self, one: frozenset[str], other: frozenset[str]) -> bool:
        for a, b in product(self.voices(one), self.voices(other)):
            if self.judged(a, b, "unsure") and not self.judged(a, b, "different"):
                return True
        mine, theirs = self.organizations(one), self.organizations(other)
        tied = mine & theirs or mine & self.own(other) or theirs & self.own(one)
        different = any(self.judged(a, b, "different") for a, b in product(self.own(one), self.own(other)))
        return bool(tied) and not different

    def largest(self, origins: list[frozenset[str]], apart: Any) -> int:
        assert len(origins) <= 12
        subsets = chain.from_iterable(combinations(origins, size) for size in range(len(origins), -1, -1))
        return next(len(s) for s in subsets if all(apart(a, b) for a, b in combinations(s, 2)))

    def answer(self, claim: str) -> Answer:
        starts = [
            p
            for p in self.passages
            if p.claim in self.same_claim(claim) and self.side_of(p) == self.side and self.stands(p)
        ]
        choices = {
            frozenset(id for id in self.readings(p) if self.stands(self.d.attributions[id]))
            for p in self.passages
        }
        open_choices = [sorted(choice) for choice in choices if len(choice) > 1]
        least: int | None = None
        most = 0
        everything: dict[frozenset[str], bool] = {}
        for chosen in product(*open_choices):
            absent = frozenset(id for choice in open_choices for id in choice) - frozenset(chosen)
            ends = self.ends([p for p in starts if p.id not in absent], absent)
            # Of one work, whichever version a reading leads to, there is one origin.
            for origin, seen in ends.items():
                everything[origin] = everything.get(origin, False) or seen
            origins = list(ends)
            firsts = [origin for origin in origins if ends[origin]]
            most = max(most, self.largest(origins, lambda a, b: not self.overlap(a, b)))
            low = self.largest(firsts, lambda a, b: not self.overlap(a, b) and not self.doubtful(a, b))
            least = low if least is None else min(least, low)
        works = {self.version_of(p.article) for p in starts}
        outlets = {
            self.same_source(self.d.articles[p.article].publisher or "")
            for p in starts
            if p.article in self.d.articles and self.d.articles[p.article].publisher is not None
        }
        return Answer(
            len(works),
            len(outlets),
            max(least or 0, 1 if most else 0),
            most,
            frozenset(everything),
            frozenset(origin for origin, seen in everything.items() if seen),
        )
