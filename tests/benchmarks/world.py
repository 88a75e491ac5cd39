"""A made-up news world of any size, the same for every benchmark.

Claims start somewhere and are copied on: chains are up to eight passages deep, about 3 % of the
passages have two origins, about one in a thousand stands on a ring of outlets that cite each
other, and few publishers and agencies print most of it (Zipf). Nothing here is random between
runs: the same numbers give the same world.

In a world of `many_voices`, a story has more than one beginning: several people are credited, some
of them known to have been there, some reports credit nobody, and some stories are denied.
"""

import json
from collections.abc import Iterator
from itertools import accumulate
from random import Random
from typing import Any

from provenance import formats
from provenance.model import Dossier

DEEPEST_CHAIN = 8
SECTIONS = ("sources", "articles", "claims", "attributions", "derivations")

_FORMS = ("direct", "indirect", "mixed", "narrated")
_CUES = ("said", "told reporters", "according to", "reported", "wrote in a post", "announced")
_KINDS = ("quoted", "paraphrased", "republished", "translated")
_WORDS = """
about after aid air area army attack bank border bridge capital chief city coast commander council
country court day deal defence district east election energy evening exports figure fire forces fuel
government grid group harbour head hospital house industry line loss market mayor meeting minister
ministry month morning night north number office officials oil order party people plant police port
power president press price province rail region report residents river road school sea service
soldiers south spokesman state station statement strike talks tax town trade troops village vote war
water week west winter workers year
""".split()  # noqa: SIM905  # ninety quotation marks are no easier to read


def stories(
    attributions: int, seed: int = 1, *, many_voices: bool = False
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the records of a world as plain data, each with its section, story by story.

    Args:
        attributions: how many there are to be, more or less one story's worth.
        seed: another seed, another world.
        many_voices: whether claims have several origins, and denials.
    """
    world = _World(attributions, seed, many_voices)
    yield from world.sources()
    while world.passages < attributions:
        yield from world.story()


def document(attributions: int, seed: int = 1, *, many_voices: bool = False) -> dict[str, Any]:
    """Return a world as one native document, still as plain data."""
    sections: dict[str, list[Any]] = {name: [] for name in SECTIONS}
    for section, record in stories(attributions, seed, many_voices=many_voices):
        sections[section].append(record)
    return {"schema": formats.SCHEMA, "title": "A made-up world", **sections}


def lines(attributions: int, seed: int = 1, *, many_voices: bool = False) -> Iterator[str]:
    """Yield a world as JSON Lines."""
    yield json.dumps({"schema": formats.SCHEMA, "title": "A made-up world"}) + "\n"
    for section, record in stories(attributions, seed, many_voices=many_voices):
        yield json.dumps({section.removesuffix("s"): record}) + "\n"


def dossier(attributions: int, seed: int = 1, *, many_voices: bool = False) -> Dossier:
    """Return a world as a dossier."""
    stream = formats.iter_records(lines(attributions, seed, many_voices=many_voices))
    return Dossier(stream, title=stream.title)


class _World:
    def __init__(self, attributions: int, seed: int, many_voices: bool) -> None:
        self.random = Random(seed)
        self.voices = Random(seed) if many_voices else None  # the world with one voice a claim stays as it is
        self.outlets = max(20, attributions // 200)
        self.people = max(30, attributions // 10)
        self.outlet_weights = list(accumulate(1 / rank for rank in range(1, self.outlets + 1)))
        self.people_weights = list(accumulate(1 / rank for rank in range(1, self.people + 1)))
        self.passages = self.articles = self.claims = self.derivations = 0

    def sources(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for number in range(self.outlets):
            kind = "news_agency" if number % 10 == 0 else "news_outlet"
            named = {
                "id": f"src-outlet-{number}",
                "name": f"The {self._words(2).title()} {number}",
                "kind": kind,
            }
            yield "sources", {**named, "identifiers": {"wikidata": f"Q{100_000 + number}"}}
        for number in range(self.people):
            person = {"id": f"src-person-{number}", "name": f"Person {number}", "kind": "person"}
            if number % 3 == 0:
                belongs = {"organization": f"src-outlet-{number % self.outlets}", "role": "spokesman"}
                person = {**person, "country": "UA", "affiliations": [belongs]}  # type: ignore[dict-item]
            yield "sources", person

    def story(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield one claim and how it went round."""
        claim = f"clm-{self.claims}"
        self.claims += 1
        yield (
            "claims",
            {"id": claim, "text": self._words(12).capitalize() + ".", "language": "en", "kind": "event"},
        )
        told: list[tuple[str, int]] = []  # each passage with its depth
        person = self._one(self.people_weights, "src-person-")
        for _ in range(1 + min(int(self.random.expovariate(0.45)), 60)):
            parents = [passage for passage in told if passage[1] < DEEPEST_CHAIN]
            parent = self.random.choice(parents) if parents and self.random.random() < 0.8 else None
            yield from self._passage(claim, person if parent is None else None, told, parent)
        if self.voices is not None and self.voices.random() < 0.05:
            yield from self._passage(claim, person, [], None, denied=True)

    def _passage(
        self,
        claim: str,
        person: str | None,
        told: list[tuple[str, int]],
        parent: tuple[str, int] | None,
        denied: bool = False,
    ) -> Iterator[tuple[str, dict[str, Any]]]:
        outlet = self._one(self.outlet_weights, "src-outlet-")
        if self.articles == 0 or self.random.random() < 0.9:
            self.articles += 1
            yield "articles", self._article(outlet)
        article = f"art-{self.articles - 1}"
        source = person or self._one(self.outlet_weights, "src-outlet-")
        via = None
        if self.random.random() < 0.12 and not denied:
            via = f"att-{self.passages}"
            yield "attributions", self._attribution(article, claim, outlet, None)
        passage = f"att-{self.passages}"
        made = self._attribution(article, claim, source, via)
        if self.voices is not None and parent is None:
            self._vary(made, denied)
        yield "attributions", made
        if parent is not None:
            yield "derivations", self._derivation(passage, parent[0])
            if len(told) > 1 and self.random.random() < 0.15:
                yield "derivations", self._derivation(passage, self.random.choice(told)[0])
            if self.random.random() < 0.001:
                yield "derivations", self._derivation(parent[0], passage)
        told.append((passage, parent[1] + 1 if parent else 1))

    def _vary(self, made: dict[str, Any], denied: bool) -> None:
        """Let a story that begins here begin with somebody else, or with nobody, or with a denial."""
        assert self.voices is not None
        chance = self.voices.random()
        if denied:
            made["commitment"] = "CT-"
        elif chance < 0.1:
            del made["source"]
        elif chance < 0.5:
            made["source"] = f"src-person-{self.voices.randrange(self.people)}"
        if self.voices.random() < 0.3:
            made["how_known"] = "direct_perception"

    def _article(self, outlet: str) -> dict[str, Any]:
        number = self.articles - 1
        moment = f"2025-{1 + number % 12:02}-{1 + number % 28:02}T{number % 24:02}:{number % 60:02}:00Z"
        return {
            "id": f"art-{number}",
            "headline": self._words(8).capitalize(),
            "publisher": outlet,
            "authors": [f"Author {number % 997}"],
            "url": f"https://news.example/{number}",
            "published": {"earliest": moment, "latest": moment, "precision": "second"},
            "language": "en",
            "kind": "report",
        }

    def _attribution(self, article: str, claim: str, source: str, via: str | None) -> dict[str, Any]:
        random = self.random
        number = self.passages
        self.passages += 1
        start = random.randrange(4000)
        cue = random.choice(_CUES)
        made = {
            "id": f"att-{number}",
            "article": article,
            "claim": claim,
            "source": source,
            "anchors": {
                "source": [self._anchor(start, self._words(2))],
                "cue": [self._anchor(start + 20, cue)],
                "content": [self._anchor(start + 40, self._words(12))],
            },
            "form": random.choice(_FORMS),
            "act": "assertion",
            "commitment": "CT+",
            "credited_as": self._words(2),
            "recorded": {
                "software": "world",
                "version": "1",
                "basis": "stated",
                "confidence": random.randrange(50, 100) / 100,
            },
        }
        if via is not None:
            made["via"] = via
        return made

    def _anchor(self, start: int, words: str) -> dict[str, Any]:
        return {
            "start": start,
            "end": start + len(words),
            "exact": words,
            "prefix": f"{self._words(4)} ",
            "suffix": f" {self._words(4)}",
        }

    def _derivation(self, derived: str, taken_from: str) -> dict[str, Any]:
        number = self.derivations
        self.derivations += 1
        return {
            "id": f"der-{number}",
            "derived": derived,
            "taken_from": taken_from,
            "kind": _KINDS[number % len(_KINDS)],
            "standing": "established",
            "recorded": {"software": "world", "version": "1", "basis": "stated"},
        }

    def _words(self, count: int) -> str:
        return " ".join(self.random.choices(_WORDS, k=count))

    def _one(self, weights: list[float], prefix: str) -> str:
        return f"{prefix}{self.random.choices(range(len(weights)), cum_weights=weights)[0]}"
