"""Who is named in a text, sources or not: full names, where they stand, posts they hold, acronyms defined."""

from bisect import bisect_left

from provenance.extraction.lexicon import names as known
from provenance.extraction.lexicon.lists import word_set
from provenance.extraction.records.known import means_a_person
from provenance.extraction.records.naming import is_capital, person_names
from provenance.extraction.tokens import Token

__all__ = ["Roll"]

_OPENING = 6  # tokens into a sentence that a name may stand and still be its subject
_ENDS = frozenset(".!?…。！？”’\"'")
_NO_SUBJECT = word_set("in on at of from with by for to after before when while as if and but than said , :")
_NO_POST = _NO_SUBJECT | word_set(
    "who whom whose which said says told called named that because since until though although he she it "
    "they is "
    "was were are has had have like than about against into over between a an the his her its their our my"
)
_TITLES = known.ROLES - word_set("mr mrs ms miss dr prof sir dame lord lady")


class Roll:
    """The names of one text.

    Attributes:
        full_by_last: the full names that end in a word; `full_by_first`: that begin with it.
        acronyms: what the text spells out; `short_for`: the other way round, by the name in lower case.
    """

    def __init__(self, text: str, tokens: list[Token], breaks: set[int], skipped: tuple[int, int]) -> None:
        """Read the names of a text.

        Args:
            text: the text.
            tokens: its tokens.
            breaks: the tokens that begin a paragraph: no name runs over one.
            skipped: the range of tokens that gives no names: a headline's capitals tell little.
        """
        self.text = text
        self.full_by_last: dict[str, list[str]] = {}
        self.full_by_first: dict[str, list[str]] = {}
        self.acronyms = _acronyms(text, tokens)
        self.short_for = {_plain(long): short for short, long in self.acronyms.items()}
        self._places: list[int] = []
        self._names: list[str] = []
        self._opens: list[bool] = []
        self._holders: dict[str, dict[str, int]] = {}
        self._introduced: dict[str, str] = {}
        self._breaks = sorted(tokens[i].start for i in breaks if i < len(tokens))
        self._read(tokens, breaks, skipped)

    def _read(self, tokens: list[Token], breaks: set[int], skipped: tuple[int, int]) -> None:
        lasts: dict[str, str] = {}
        for start, end in person_names(tokens, breaks):
            if skipped[0] <= start < skipped[1]:
                continue
            name = _bare(self.text[tokens[start].start : tokens[end - 1].end])
            last, first = name.split()[-1], name.split()[0]
            for index, word in ((self.full_by_last, last), (self.full_by_first, first)):
                names = index.setdefault(word, [])
                if name not in names and len(names) < 5:
                    names.append(name)
            lasts.setdefault(last, name)
            if name not in self._introduced:
                self._introduced[name] = self._introduction(tokens, start, end, breaks)
        opened = 0
        for i, token in enumerate(tokens):
            if i in breaks or (i and tokens[i - 1].text in _ENDS) or token.text == ",":
                opened = i + (token.text == ",") * _OPENING
            word = _bare(token.text)
            if word in lasts:
                self._places.append(token.start)
                self._names.append(lasts[word])
                lead = {t.text.lower() for t in tokens[opened:i]}
                self._opens.append(i - opened < _OPENING and not lead & _NO_SUBJECT)
            self._note_post(tokens, i)

    def _note_post(self, tokens: list[Token], i: int) -> None:
        """Keep the surname behind a post: "President Macron", "Health Minister Radu Ionescu"."""
        post = tokens[i].text.lower().rstrip(".")
        if post not in _TITLES or i + 1 >= len(tokens) or not is_capital(tokens[i + 1]):
            return
        last = i + 1
        while last + 1 < len(tokens) and last - i < 4 and is_capital(tokens[last + 1]):
            last += 1
        if tokens[i + 1].text.lower() not in known.ROLES:
            self._holders.setdefault(post, {})[_bare(tokens[last].text)] = tokens[i].start

    def _introduction(self, tokens: list[Token], start: int, end: int, breaks: set[int]) -> str:
        """Return a name with the post in front of it: "Rovers coach Tom Sykes"."""
        first = start
        while (
            first > 0
            and start - first < 5
            and first not in breaks
            and tokens[first - 1].is_word
            and tokens[first - 1].text.lower() not in _NO_POST
        ):
            first -= 1
        while first < start and not (is_capital(tokens[first]) or means_a_person(tokens[first].text)):
            first += 1
        return self.text[tokens[first].start : tokens[end - 1].end]

    def introduction(self, name: str) -> str | None:
        """Return the words that first name a person, with the post in front of the name; `None` if bare."""
        words = self._introduced.get(name)
        return words if words is not None and words != name else None

    def has_other_holder(self, post: str, name: str | None, since: int = -1) -> bool:
        """Say whether the text gives a post to somebody else, too, at all or behind a place."""
        own = name.split()[-1] if name else ""
        return any(place > since for who, place in self._holders.get(post, {}).items() if who != own)

    def has_break(self, start: int, end: int) -> bool:
        """Say whether a paragraph begins between two places."""
        return bisect_left(self._breaks, start + 1) < bisect_left(self._breaks, end)

    def names_between(self, start: int, end: int) -> list[str]:
        """Return the names that stand between two places."""
        return self._names[bisect_left(self._places, start) : bisect_left(self._places, end)]

    def last_opener(self, start: int, end: int) -> str | None:
        """Return the last person between two places whom a sentence of the paragraph opens with."""
        low, high = bisect_left(self._places, start + 1), bisect_left(self._places, end)
        at = bisect_left(self._breaks, end) - 1
        paragraph = self._breaks[at] if at >= 0 else 0
        for i in range(high - 1, max(low, high - 12) - 1, -1):
            if self._places[i] < paragraph:
                return None
            if self._opens[i]:
                return self._names[i]
        return None

    def named_before(self, start: int, near: int) -> set[str]:
        """Return who is named not far before a place, in its paragraph or the one before."""
        low, high = bisect_left(self._places, start - near), bisect_left(self._places, start)
        at = bisect_left(self._breaks, start) - 2
        paragraph = self._breaks[at] if at >= 0 else 0
        return {
            name
            for place, name in zip(self._places[low:high], self._names[low:high], strict=True)
            if place >= paragraph
        }


def _bare(name: str) -> str:
    return name.removesuffix("'s").removesuffix("’s")


def _plain(name: str) -> str:
    return " ".join(name.replace("’", "'").lower().split()).removeprefix("the ")


def _acronyms(text: str, tokens: list[Token]) -> dict[str, str]:
    """Return acronyms that the text explains: "Institute for the Study of War (ISW)"."""
    found: dict[str, str] = {}
    for i in range(2, len(tokens) - 1):
        acronym = tokens[i].text
        if not (
            acronym.isupper()
            and 2 <= len(acronym) <= 8
            and tokens[i - 1].text == "("
            and tokens[i + 1].text == ")"
        ):
            continue
        start = i - 2
        while (
            start > 0
            and i - start < 12
            and (
                tokens[start].text[0].isupper()
                or tokens[start].text in ("of", "the", "for", "and", "on", "in", "&")
            )
        ):
            start -= 1
        first = start + 1
        while (first < i - 1 and not tokens[first].text[0].isupper()) or tokens[first].text == "The":
            first += 1
        if first < i - 1 and tokens[first].text[0].upper() == acronym[0]:
            found.setdefault(acronym, text[tokens[first].start : tokens[i - 2].end])
    return found
