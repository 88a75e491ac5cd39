"""Tokens and quotations to sentences whose quotations are single nodes.

Grammar stops at a quotation mark: in ``"I lost. It hurt," she said`` the reader sees one
sentence with an object, not two. So a `Sentence` is a row of nodes, and a quotation is one node;
what stands inside it is a text of its own, with sentences of its own.
"""

from collections.abc import Iterator

from provenance.extraction.lexicon.abbreviations import MAY_END_SENTENCE
from provenance.extraction.lexicon.cues import cue_forms
from provenance.extraction.lexicon.lists import word_set
from provenance.extraction.lexicon.words import (
    ADV,
    AUX,
    CONJ,
    DET,
    MODAL,
    OBJ,
    POSS,
    PREP,
    PRON,
    SUB,
    WH,
    flags_by_word,
)
from provenance.extraction.quotations import Quotation, quotations_of
from provenance.extraction.tokens import Paragraph, Token, paragraphs_of, tokens_of

__all__ = ["Document", "Sentence"]

_TERMINAL = frozenset(".!?…。！？")
_CLOSING = frozenset(")]}”’»›\"'」』")
_FUNCTION = DET | PRON | PREP | CONJ | SUB | WH | POSS | AUX | MODAL | OBJ
_MAX_NODES = 250  # a longer "sentence" is a list or noise; cut, so that work per sentence is bounded
_LOOK_AHEAD = 14


class Sentence:
    """A row of nodes: a word, a mark, or a whole quotation each.

    Attributes:
        first: per node, its first token; `last`: its last one.
        quotes: per node, the quotation it is, or `None`.
        texts: per node, its words; of a quotation, the first and the last one.
        words: per node, its lower-case text; `flags`: what it may be (filled in by the tagger).
        finite: per node, whether it is the finite verb of a clause (by the tagger too).
        paragraph: the number of the paragraph the sentence starts in.
        inside: the quotation whose words these are, or `None` for the text's own.
        is_heading: a line without a full stop that stands alone.
    """

    __slots__ = (
        "finite",
        "first",
        "flags",
        "inside",
        "is_heading",
        "last",
        "paragraph",
        "quotes",
        "texts",
        "words",
    )

    def __init__(self, paragraph: int, inside: Quotation | None) -> None:
        self.first: list[int] = []
        self.last: list[int] = []
        self.quotes: list[Quotation | None] = []
        self.texts: list[str] = []
        self.words: list[str] = []
        self.flags: list[int] = []
        self.finite: list[bool] = []
        self.paragraph = paragraph
        self.inside = inside
        self.is_heading = False

    def __len__(self) -> int:
        return len(self.words)

    def quote_is_sentence(self, i: int) -> bool:
        """Say whether the quotation at a node begins with a capital or ends in a mark, as speech does."""
        text = self.texts[i]
        return text[-1] in ",.?!…。，" or (text[0].isupper() and self.last[i] - self.first[i] > 5)

    def add(self, first: int, last: int, text: str, quote: Quotation | None) -> None:
        """Append a node."""
        self.first.append(first)
        self.last.append(last)
        self.texts.append(text)
        self.words.append(text.lower().replace("’", "'") if quote is None else '"')
        self.quotes.append(quote)


class Document:
    """A text with its tokens, paragraphs, quotations and sentences."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = tokens_of(text)
        self.paragraphs: list[Paragraph] = paragraphs_of(text, self.tokens)
        self.quotations: list[Quotation] = quotations_of(text, self.tokens, self.paragraphs)
        self._by_first: dict[int, list[Quotation]] = {}
        for quotation in self.quotations:
            self._by_first.setdefault(quotation.first, []).append(quotation)
        self._sentences: list[Sentence] | None = None
        self._breaks = {p.first: number for number, p in enumerate(self.paragraphs)}

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the offsets of tokens `first` to `last`, both included."""
        return self.tokens[first].start, self.tokens[last].end

    def sentences(self) -> list[Sentence]:
        """Return the sentences of the text, those inside quotations after the one that quotes them.

        Rows of nothing but marks are left out. They are made once.
        """
        if self._sentences is not None:
            return self._sentences
        found: list[Sentence] = []
        waiting: list[tuple[int, int, Quotation | None]] = [(0, len(self.tokens), None)]
        while waiting:
            first, last, inside = waiting.pop()
            for sentence in self._split(first, last, inside):
                if not self._has_words(sentence):
                    continue
                found.append(sentence)
                for quote in sentence.quotes:
                    if quote is not None and quote.last - quote.first >= 4:
                        waiting.append((quote.first + 1, quote.last + (not quote.closed), quote))
        found.sort(key=lambda s: (s.first[0], -s.last[-1]))
        self._sentences = found
        return found

    def _has_words(self, sentence: Sentence) -> bool:
        for i, word in enumerate(sentence.words):
            if word[0].isalnum() or sentence.quotes[i] is not None or word[0] in "@#$€£¥":
                return True
        return False

    def _outermost_at(self, i: int, last: int, inside: Quotation | None) -> Quotation | None:
        for quotation in self._by_first.get(i, ()):
            if quotation is not inside and quotation.last < last + (inside is None):
                return quotation
        return None

    def _split(self, first: int, last: int, inside: Quotation | None) -> Iterator[Sentence]:
        tokens = self.tokens
        i = first
        paragraph = self._paragraph_of(first)
        sentence = Sentence(paragraph, inside)
        while i < last:
            if i in self._breaks:
                if len(sentence) and not self._leads_over(sentence, i, last, inside):
                    sentence.is_heading = _unfinished(sentence)
                    yield sentence
                    sentence = Sentence(self._breaks[i], inside)
                paragraph = self._breaks[i]
                if not len(sentence):
                    sentence.paragraph = paragraph
            quotation = self._outermost_at(i, last, inside)
            if quotation is not None:
                first_word, last_mark = tokens[i + 1].text, tokens[quotation.last - quotation.closed].text
                sentence.add(i, quotation.last, f"{first_word} {last_mark}", quotation)
                i = quotation.last + 1
                ends = self._quotation_ends_sentence(quotation, i, last)
            else:
                text = tokens[i].text
                sentence.add(i, i, text, None)
                i += 1
                ends = self._ends_sentence(i - 1, last)
                if ends:
                    while i < last and tokens[i].text in _CLOSING and tokens[i].start == tokens[i - 1].end:
                        if i in self._by_first:
                            break
                        sentence.add(i, i, tokens[i].text, None)
                        i += 1
            if ends or len(sentence) >= _MAX_NODES:
                yield sentence
                sentence = Sentence(paragraph, inside)
        if len(sentence):
            sentence.is_heading = inside is None and _unfinished(sentence)
            yield sentence

    def _paragraph_of(self, i: int) -> int:
        low, high = 0, len(self.paragraphs)
        while low < high:
            middle = (low + high) // 2
            if self.paragraphs[middle].last <= i:
                low = middle + 1
            else:
                high = middle
        return low

    def _leads_over(self, sentence: Sentence, i: int, last: int, inside: Quotation | None) -> bool:
        """Say whether a paragraph that ends in a colon or comma brings a quotation in the next one."""
        if sentence.words[-1] not in (":", ",") or len(sentence) < 2 or i not in self._by_first:
            return False
        return self._outermost_at(i, last, inside) is not None

    def _ends_sentence(self, i: int, last: int) -> bool:
        token = self.tokens[i]
        if token.is_word:
            return token.text[-1] == "." and self._abbreviation_ends_sentence(i, last)
        if token.text not in _TERMINAL:
            return False
        following = self.tokens[i + 1] if i + 1 < last else None
        if following is None:
            return True
        if following.start == token.end:
            if following.text in _CLOSING:
                return i + 2 >= last or self._can_start(i + 2)
            return following.text not in _TERMINAL and not following.is_word and following.text not in ",;:)]"
        return self._can_start(i + 1)

    def _can_start(self, i: int) -> bool:
        if i >= len(self.tokens) or i in self._breaks:
            return True
        text = self.tokens[i].text
        return not text[0].islower() and text not in ",;:)"

    def _abbreviation_ends_sentence(self, i: int, last: int) -> bool:
        if i + 1 >= last:
            return True
        text, following = self.tokens[i].text, self.tokens[i + 1]
        if text[:-1] not in MAY_END_SENTENCE and text.count(".") < 2:
            return False
        if i + 1 in self._by_first and i + 2 < last:  # "…," said Lee of Lyle & Co. "It rose."
            return self.tokens[i + 2].text[0].isupper() and self._by_first[i + 1][0].last - i > 5
        known = flags_by_word().get(following.text.lower(), 0)
        return following.text[0].isupper() and bool(known & _FUNCTION)

    def _quotation_ends_sentence(self, quotation: Quotation, i: int, last: int) -> bool:
        """Say whether a quotation that ends in a full stop ends the sentence around it too."""
        inner = self.tokens[quotation.last - quotation.closed].text
        if inner[-1] not in _TERMINAL:
            return False
        if i >= last or i in self._breaks:
            return True
        following = self.tokens[i].text
        if following[0].islower() or (not following[0].isalnum() and i not in self._by_first):
            return following in "([" if following else False
        return inner == "." or not self._is_cue_clause(i, last)

    def _is_cue_clause(self, i: int, last: int) -> bool:
        """Say whether what follows a quotation reads "Bob asked." and so belongs to it."""
        forms = cue_forms()
        for at in range(i, min(last, i + _LOOK_AHEAD)):
            word = self.tokens[at].text.lower()
            if not word[0].isalnum() and word != ",":
                return False
            form = forms.get(word)
            if form is not None and "Q" in form.verb.frames and not form.gerund and at > i:
                following = self.tokens[at + 1].text.lower() if at + 1 < last else "."
                known = flags_by_word().get(following, 0)
                return (
                    not following[0].isalnum()
                    or bool(known & (PREP | OBJ | SUB | ADV))
                    or following in _AFTER_CUE
                )
        return False


_AFTER_CUE = word_set("monday tuesday wednesday thursday friday saturday sunday yesterday today later in")


def _unfinished(sentence: Sentence) -> bool:
    return sentence.words[-1] not in _TERMINAL and sentence.words[-1] not in (":", ",", ";")
