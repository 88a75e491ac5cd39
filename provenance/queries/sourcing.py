"""Who gets to speak: named, anonymous, official, a party to the matter, or the outlet itself."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, ClassVar

from attrs import field, frozen

from provenance.display import Showing
from provenance.errors import UsageError, shown
from provenance.model import Article, Attribution, Dossier, When
from provenance.model.frozen import FrozenMap
from provenance.queries.arrow import Tabular
from provenance.queries.asked import (
    AsOf,
    Layers,
    asked_about,
    want_dossier,
)
from provenance.queries.crediting import (
    ANONYMITIES,
    CATEGORIES,
    FLAGS,
    FORMS,
    KINDS,
    Spoken,
    earlier_versions,
    spoken_in,
)
from provenance.queries.labels import Labels
from provenance.queries.showing import LeftOut, Reason, counted, listed, shortened
from provenance.queries.view import View
from provenance.queries.voices import Voices

__all__ = ["Profile", "SourcingProfile", "Speaker", "sourcing"]

_GROUPINGS = ("outlet", "section", "month")
_SHOWN = 5
_WORDS = {
    "named": "named", "anonymous": "anonymous", "own_voice": "own voice", "uncredited": "credits nobody",
    "undecided": "readings differ", "unknown": "source not on record", "official": "official",
    "party": "a party to the matter", "no_comment": "no comment", "relayed": "relayed",
}  # fmt: skip
_COLUMNS = {
    **dict.fromkeys(("by", "group", "name"), "text"),
    **dict.fromkeys(("articles", "passages", "voices", *CATEGORIES), "int"),
    **{f"{word}_share": "float" for word in CATEGORIES},
    **dict.fromkeys(FLAGS, "int"),
    **{f"anonymous_{word}": "int" for word in ANONYMITIES},
    **{f"form_{word}": "int" for word in FORMS},
    **{f"kind_{word}": "int" for word in KINDS},
    "most_quoted": "text",
}


@frozen(repr=False)
class Speaker(Showing):
    """One voice that is credited, with how often."""

    source: str
    """The id that stands for the voice and all records judged to be the same."""

    name: str
    """What a person would call it."""

    kind: str
    """The word of `SourceKind`, or "not_recorded", "undecided" where its records differ, "other"."""

    passages: int
    """How many passages credit it."""

    articles: int
    """In how many articles."""

    share: float
    """Its part of the passages that credit anybody, from 0 to 1."""

    def __str__(self) -> str:
        return f"{self.name}: {counted(self.passages, 'passage')} in {counted(self.articles, 'article')}"

    def __repr__(self) -> str:
        return f"<Speaker {shown(self.source)}: {counted(self.passages, 'passage')}>"


@frozen(repr=False)
class Profile(Showing):
    """Who speaks in some articles. The counts say how often, not for how long, and not how truly.

    `categories` divide the passages: each is in exactly one, and the shares add up to 1.
    `flags` overlap them, and each other.
    """

    group: str | None
    """The outlet's source id, the section, or the month (`2025-11`); `None` for all, or where unknown."""

    name: str
    """What a person would call the group."""

    articles: int
    """The articles that have a passage here."""

    passages: int
    """The passages; one with several readings counts once."""

    voices: int
    """The distinct voices credited, records judged the same being one."""

    categories: FrozenMap[int]
    """Passages by category: named, anonymous, own_voice, uncredited (credits nobody, and is not
    recorded as the outlet's own voice), undecided (its readings fall into different ones), unknown
    (the source is not in the dossier and the passage does not say whether it names it)."""

    flags: FrozenMap[int]
    """Passages that are: official, party, no_comment, relayed. A passage may be several or none."""

    forms: FrozenMap[int]
    """Passages that credit somebody, by `Form`; also "undecided", "not_recorded", "other"."""

    kinds: FrozenMap[int]
    """Passages that credit somebody, by the `SourceKind` of whom; also as above."""

    anonymities: FrozenMap[int]
    """Anonymous passages by `Anonymity`; "not_recorded" where only the source's record has no name."""

    speakers: tuple[Speaker, ...]
    """Every voice credited, the most quoted first, then by id."""

    @property
    def credited(self) -> int:
        """The passages that certainly credit somebody."""
        return self.passages - sum(self.categories[word] for word in ("own_voice", "uncredited", "undecided"))

    @property
    def shares(self) -> FrozenMap[float]:
        """The part of each category, from 0 to 1; they add up to 1 unless there is no passage."""
        return FrozenMap({word: _part(n, self.passages) for word, n in self.categories.items()})

    @property
    def flag_shares(self) -> FrozenMap[float]:
        """The part of each flag in all passages, from 0 to 1; they overlap and add up to nothing."""
        return FrozenMap({word: _part(n, self.passages) for word, n in self.flags.items()})

    @property
    def form_shares(self) -> FrozenMap[float]:
        """The part of each form in the passages that credit somebody, from 0 to 1."""
        return FrozenMap({word: _part(n, self.credited) for word, n in self.forms.items()})

    def _row(self, by: str | None) -> dict[str, Any]:
        row: dict[str, Any] = {
            "by": by,
            "group": self.group,
            "name": self.name,
            "articles": self.articles,
            "passages": self.passages,
            "voices": self.voices,
        }
        row |= self.categories
        row |= {f"{word}_share": share for word, share in self.shares.items()}
        row |= self.flags
        for prefix, counts in (
            ("anonymous", self.anonymities),
            ("form", self.forms),
            ("kind", self.kinds),
        ):
            row |= {f"{prefix}_{word}": n for word, n in counts.items()}
        row["most_quoted"] = self.speakers[0].source if self.speakers else None
        return row

    def __str__(self) -> str:
        if not self.passages:
            return f"{self.name}: no attributions"
        head = f"{self.name}: {counted(self.passages, 'attribution')} in {counted(self.articles, 'article')}"
        lines = [f"{head}, {counted(self.voices, 'voice')}"]
        for word, percent in _percentages(self.categories).items():
            if self.categories[word]:
                detail = self._detail() if word == "anonymous" else ""
                lines.append(f"  {_WORDS[word]}: {self.categories[word]:,} ({percent} %){detail}")
        said = [f"{n:,} {_WORDS[word]}" for word, n in self.flags.items() if n]
        if said:
            lines.append(f"  among them {listed(said)}")
        forms = [f"{n:,} {word.replace('_', ' ')}" for word, n in self.forms.items() if n]
        if forms:
            lines.append(f"  in form: {listed(forms)}")
        quoted = [f"{shortened(s.name)} ({s.passages:,})" for s in self.speakers[:_SHOWN]]
        more = len(self.speakers) - _SHOWN
        if quoted:
            lines.append(f"  most quoted: {', '.join(quoted)}" + (f" and {more:,} more" if more > 0 else ""))
        return "\n".join(lines)

    def _detail(self) -> str:
        told = [f"{n:,} {word.replace('_', ' ')}" for word, n in self.anonymities.items() if n]
        return f": {listed(told)}"

    def __repr__(self) -> str:
        return f"<Profile of {shown(self.name)}: {counted(self.passages, 'attribution')}>"


@frozen(repr=False)
class SourcingProfile(Tabular):
    """Who gets to speak, in all that was asked about and in each group.

    Iterating gives the groups: by month in order of time, else the largest first; the unknown last.
    Without `by=` there is one, the whole.
    """

    article: str | None
    """The article asked about; `None` for the whole dossier."""

    by: str | None
    """What the groups are: "outlet", "section", "month", or `None`."""

    whole: Profile
    """All passages together."""

    groups: tuple[Profile, ...]
    """One profile a group."""

    left_out: tuple[LeftOut, ...]
    """What could not be taken into account, by id."""

    _spoken: tuple[Spoken, ...] = field(repr=False)
    _names: FrozenMap[str] = field(eq=False)

    def __iter__(self) -> Iterator[Profile]:
        return iter(self.groups)

    def __len__(self) -> int:
        return len(self.groups)

    def __getitem__(self, group: str | None) -> Profile:
        """Return the profile of one group, by its `group`.

        Raises:
            UsageError: if there is no such group.
        """
        for profile in self.groups:
            if profile.group == group:
                return profile
        raise UsageError("SourcingProfile", f"there is no group {shown(group)}")

    @property
    def why(self) -> tuple[Reason, ...]:
        """Every passage counted, with its category and flags, by article and id."""
        return tuple(
            Reason(told.passage, f"{told.article}: {self._said(told)}", told.anchors) for told in self._spoken
        )

    def _said(self, told: Spoken) -> str:
        who = "" if told.voice is None else f" ({self._names.get(told.voice, told.voice)})"
        how = "" if told.anonymity is None else f", {told.anonymity.replace('_', ' ')}"
        return f"{_WORDS[told.category]}{how}{who}" + "".join(f", {_WORDS[flag]}" for flag in told.flags)

    _COLUMNS: ClassVar[Mapping[str, str]] = _COLUMNS

    def to_rows(self) -> list[dict[str, Any]]:
        """Return one row a group, in their order, with every count and the shares of the categories."""
        return [profile._row(self.by) for profile in self.groups]

    def __str__(self) -> str:
        if self.by is None:
            return str(self.whole)
        lines = [str(self.whole)]
        for profile in self.groups:
            parts = [
                f"{percent} % {_WORDS[word]}"
                for word, percent in _percentages(profile.categories).items()
                if profile.categories[word]
            ]
            flags = [f"{n:,} {_WORDS[word]}" for word, n in profile.flags.items() if n]
            told = f"{counted(profile.passages, 'attribution')}: {', '.join(parts)}"
            lines.append(f"{profile.name}: {told}" + (f"; {', '.join(flags)}" if flags else ""))
        return "\n".join(lines)

    def __repr__(self) -> str:
        grouped = f" by {self.by}" if self.by is not None else ""
        return f"<SourcingProfile{grouped}: {counted(self.whole.passages, 'attribution')}>"


def sourcing(
    dossier: Dossier,
    article: Article | str | None = None,
    by: str | None = None,
    *,
    as_of: AsOf = None,
    known_at: datetime | None = None,
    basis: Layers = None,
) -> SourcingProfile:
    """Return who gets to speak in an article, or in all of them: counts, shares, the most quoted.

    Every passage is in exactly one category, decided by its fields:

    - *own voice*: it credits nobody, and its form is the outlet's own voice;
    - *uncredited*: it credits nobody otherwise ("reportedly", or the form is not recorded);
    - *anonymous*: its `anonymity` is unnamed, withheld, pseudonymous, role_only or unspecified; where
      that is not recorded, the source's own record has no name;
    - *named*: its `anonymity` is named; where that is not recorded, the source's record has a name;
    - *unknown*: neither is recorded, since the source is not in the dossier;
    - *undecided*: it is recorded in several readings that fall into different categories.

    Flags overlap these. *Official*: the voice is a government body or the military, speaks for one or
    belongs to one (by an affiliation not known to have been over when the article was published).
    *Party*: the claim is about something that the voice, or whom it speaks for or belongs to, has
    among its `interests` or `identifiers`, or the article is a press release of its own. What is
    said in the outlet's own voice is flagged by what its publisher is. *No comment*: the source
    declined or did not answer; it counts among the credited. *Relayed*: the passage has a `via`.

    Of an article on record in several versions the last that has passages is counted, unless
    another one is asked about. Nobody's gender, office or nationality is guessed.

    Args:
        dossier: where to look.
        article: only this article, or the one of this id.
        by: a profile for each "outlet" (the publisher, judgements followed), "section" or "month" of
            publication, beside that of the whole. What is not recorded is a group of its own; a date
            that does not lie within one month, as it is written, is no month.
        as_of: only articles published by then (world time).
        known_at: only records made by then (record time).
        basis: only these layers.

    Raises:
        UnknownRecordError: if the article is not in the dossier.
        UsageError: for a record of another kind, a `by` that is none of these, or a clock or layer
            that is none.

    Examples:
        >>> from provenance.model import Claim, Source
        >>> mayor = Source(name="Ada Lund", id="src-mayor")
        >>> aide = Source(description="an aide", id="src-aide")
        >>> paper = Article(id="art-1", headline="Bridge closed")
        >>> claim = Claim(text="The bridge is closed.", id="clm-1")
        >>> said = [
        ...     Attribution(article=paper, claim=claim, source=who, form="indirect") for who in (mayor, aide)
        ... ]
        >>> print(sourcing(Dossier([mayor, aide, paper, claim, *said])))
        All: 2 attributions in 1 article, 2 voices
          named: 1 (50 %)
          anonymous: 1 (50 %): 1 not recorded
          in form: 2 indirect
          most quoted: “an aide” (1), Ada Lund (1)
    """
    want_dossier("sourcing", dossier)
    asked = None if article is None else asked_about("sourcing", dossier, article, "articles")[1].id
    if by is not None and by not in _GROUPINGS:
        raise UsageError("sourcing", f"by is one of {', '.join(_GROUPINGS)}, got {shown(by)}")
    view = View.asked("sourcing", dossier, as_of, known_at, basis)
    voices = Voices(view)
    told = sorted(
        spoken_in(view, voices, _asked_for(view, asked)), key=lambda one: (one.article, one.passage)
    )
    labels = Labels(view, voices)
    for voice in {one.voice for one in told if one.voice is not None}:
        labels.know_source(voice)
    for one in told:
        if one.article not in view.articles:
            why = f"its article {one.article} is not in the dossier: its outlet and date are not known"
            view.leave_out(one.passage, why)
    names = FrozenMap(dict(_names(labels, told)))
    title = "All" if asked is None else _title(view, asked)
    whole = _profile(None, title, told, names)
    groups = (whole,) if by is None else _grouped(view, labels, told, by, names)
    return SourcingProfile(asked, by, whole, groups, view.left_out, tuple(told), names)


def _asked_for(view: View, article: str | None) -> Iterable[Attribution]:
    if article is not None:
        return view.passages_in(article)
    earlier = earlier_versions(view)
    for id in earlier:
        view.leave_out(id, "a later version of it is counted")
    return (p for p in view.attributions.values() if p.article not in earlier)


def _title(view: View, article: str) -> str:
    return shortened(view.read(view.articles[article], "headline") or article, 80)


def _names(labels: Labels, told: Iterable[Spoken]) -> Iterator[tuple[str, str]]:
    for voice in sorted({one.voice for one in told if one.voice is not None}):
        yield voice, labels.plain(voice)


def _grouped(
    view: View, labels: Labels, told: Iterable[Spoken], by: str, names: Mapping[str, str]
) -> tuple[Profile, ...]:
    keys: dict[str, str | None] = {}
    groups: dict[str | None, list[Spoken]] = {}
    for one in told:
        if one.article not in keys:
            keys[one.article] = _key(view, labels, one.article, by)
        groups.setdefault(keys[one.article], []).append(one)
    profiles = [_profile(key, _called(labels, key, by), held, names) for key, held in groups.items()]
    profiles.sort(key=lambda p: (p.group is None, 0 if by == "month" else -p.passages, p.group or ""))
    return tuple(profiles)


def _key(view: View, labels: Labels, article: str, by: str) -> str | None:
    record = view.articles.get(article)
    if record is None:
        return None
    if by == "month":
        return _month(view.read(record, "published"))
    if by == "section":
        section: str | None = view.read(record, "section")
        return section
    labels.know_article(article)
    return labels.publishers.get(article)


def _month(published: When | None) -> str | None:
    """Return the month in which a date lies, as it is written, if it is one."""
    if published is None or published.earliest is None or published.latest is None:
        return None
    first, last = (_year_and_month(end) for end in (published.earliest, published.latest))
    return first if first == last else None


def _year_and_month(end: date) -> str:
    return f"{end.year:04}-{end.month:02}"


def _called(labels: Labels, key: str | None, by: str) -> str:
    if key is None:
        return f"{by} not known"
    return labels.plain(key) if by == "outlet" else shortened(key)


def _profile(group: str | None, name: str, told: list[Spoken], names: Mapping[str, str]) -> Profile:
    credited = [one for one in told if one.category in ("named", "anonymous", "unknown")]
    return Profile(
        group,
        name,
        len({one.article for one in told}),
        len(told),
        len({one.voice for one in credited if one.voice is not None}),
        _tally(CATEGORIES, (one.category for one in told)),
        _tally(FLAGS, (flag for one in told for flag in one.flags)),
        _tally(FORMS, (one.form for one in credited)),
        _tally(KINDS, (one.kind for one in credited)),
        _tally(ANONYMITIES, (one.anonymity for one in credited if one.category == "anonymous")),
        _speakers(credited, names),
    )


def _tally(words: Iterable[str], met: Iterable[str | None]) -> FrozenMap[int]:
    counts = Counter(met)
    return FrozenMap({word: counts[word] for word in words})


def _speakers(credited: list[Spoken], names: Mapping[str, str]) -> tuple[Speaker, ...]:
    by_voice: dict[str, list[Spoken]] = {}
    for one in credited:
        if one.voice is not None:
            by_voice.setdefault(one.voice, []).append(one)
    found = [
        Speaker(
            voice,
            names[voice],
            str(held[0].kind),
            len(held),
            len({one.article for one in held}),
            _part(len(held), len(credited)),
        )
        for voice, held in by_voice.items()
    ]
    return tuple(sorted(found, key=lambda speaker: (-speaker.passages, speaker.source)))


def _part(number: int, whole: int) -> float:
    return number / whole if whole else 0.0


def _percentages(counts: Mapping[str, int]) -> dict[str, int]:
    """Return whole percentages that add up to 100, those rounded up that lost most by rounding down."""
    whole = sum(counts.values())
    found = {word: n * 100 // whole if whole else 0 for word, n in counts.items()}
    by_loss = sorted((word for word in counts if counts[word]), key=lambda w: (-(counts[w] * 100 % whole), w))
    for word in by_loss[: 100 - sum(found.values())]:
        found[word] += 1
    return found
