"""How sure a source is: the attitude of the cue, weakened by the main verb of what it says.

"The mayor said the bridge may close" commits the mayor to a possibility, "… will probably close" to a
probability. Only the main clause counts, and *not* is no part of it: the claim says what it says, and the
commitment is to the claim as worded. *Would* weakens nothing: after *said* it is the future seen from
the past, and of a condition the hedges tell.
"""

from provenance.extraction.lexicon.lists import word_set
from provenance.extraction.lexicon.words import ADV, AUX, COMMA, MODAL, NEG, QUOTE, SUB
from provenance.extraction.rules.denials import commits_nobody
from provenance.extraction.rules.findings import Finding
from provenance.extraction.sentences import Sentence

__all__ = ["commitment_of"]

_DISBELIEF = word_set("think believe expect feel suppose imagine")
_POSSIBLE = word_set("possibly perhaps maybe conceivably potentially possible")
_PROBABLE = word_set("probably likely unlikely presumably probable")
_FORESEEN = word_set("expected projected forecast predicted anticipated")
_SENSES = word_set("see hear feel smell tell remember understand")
_RANK = ("CT+", "PR+", "PS+")
_RELATIVE = word_set("who which whose whom")


def commitment_of(finding: Finding, spoken: "dict[int, Sentence]") -> str | None:
    """Return the commitment of the source to the claim; `None` if the text credits nobody.

    `spoken` has, by its first token, the only sentence inside a quotation, for quotations of one sentence.
    """
    if finding.no_comment:
        return "Uu"
    if finding.verb is None:
        if finding.kind == "adverb":
            return None
        return _weaker("CT+", finding, spoken)
    if commits_nobody(finding):
        return "Uu"
    if not finding.negated:
        return _weaker(finding.verb.commitment, finding, spoken)
    return "PR-" if finding.verb.base in _DISBELIEF else "Uu"


def _weaker(commitment: str, finding: Finding, spoken: "dict[int, Sentence]") -> str:
    if commitment not in _RANK or finding.narrated or finding.no_comment or not finding.content:
        return commitment
    if finding.verb is not None and finding.verb.act not in ("assertion", "belief"):
        return commitment
    if len(finding.extra_sentences) + len(finding.content) > 1 and _speaks(finding):
        return commitment  # several sentences: no one main verb
    start, end = finding.content[0]
    sentence = finding.sentence
    if sentence.flags[start] & QUOTE and end == start + 1:
        inner = spoken.get(sentence.first[start])
        if inner is None:
            return commitment
        sentence, start, end = inner, 0, len(inner)
    found = main_modality(sentence, start, end)
    return max(commitment, found, key=_RANK.index) if found is not None else commitment


def _speaks(finding: Finding) -> bool:
    """Say whether the content begins with a quotation."""
    return bool(finding.sentence.flags[finding.content[0][0]] & QUOTE)


def main_modality(sentence: Sentence, start: int, end: int) -> str | None:
    """Return PS+ or PR+ if the main verb of a clause says that it is possible or probable."""
    words, flags = sentence.words, sentence.flags
    if words[start] in _POSSIBLE:
        return "PS+"
    if words[start] in _PROBABLE:
        return "PR+"
    verb = _main_verb(sentence, start, end)
    if verb is None:
        return None
    group = [verb]
    before = verb - 1
    while before >= start and flags[before] & ADV and not flags[before] & NEG:
        group.append(before)
        before -= 1
    after = verb + 1
    if flags[verb] & (AUX | MODAL):
        while (
            after < end
            and after - verb < 6
            and (flags[after] & (ADV | AUX | NEG) or words[after] in _PROBABLE)
        ):
            group.append(after)
            after += 1
    following = words[after] if after < end else ""
    word = words[verb]
    if word in ("may", "might") or any(words[j] in _POSSIBLE for j in group):
        return "PS+"
    if word == "could" and not any(flags[j] & NEG for j in group) and following not in _SENSES:
        return "PS+"
    if following == "possible" and words[start] == "it":
        return "PS+"
    if any(words[j] in _PROBABLE for j in group):
        return "PR+"
    foreseen = following in _FORESEEN and after + 1 < end and words[after + 1] == "to"
    return "PR+" if foreseen and flags[verb] & AUX else None


def _main_verb(sentence: Sentence, start: int, end: int) -> int | None:
    """Return the finite verb of the main clause of a stretch: past "if …," and relative clauses."""
    flags, words = sentence.flags, sentence.words
    i = start
    if flags[start] & SUB and words[start] != "that":
        i = next((j + 1 for j in range(start, end) if flags[j] & COMMA), end)
    inside = False
    while i < end:
        if words[i] in _RELATIVE or (words[i] == "that" and i > start):
            inside = True
        elif sentence.finite[i]:
            if not inside:
                return i
            inside = False  # the verb of the relative clause; the next one is the main verb
            while i + 1 < end and (flags[i] | flags[i + 1]) & (AUX | MODAL) and sentence.finite[i + 1]:
                i += 1
        elif inside and flags[i] & COMMA and i + 1 < end and sentence.finite[i + 1]:
            inside = False
        i += 1
    return None
