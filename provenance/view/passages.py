"""What is told of an article: its facts, and passage by passage who says what."""

from collections.abc import Iterator

from provenance.extraction.languages import reads_as_english
from provenance.model import Article, Attribution, Commitment, Form, Obtained, SourceKind, Standing
from provenance.queries import trace
from provenance.view.phrasing import brief, counted, in_facts, quoted, without_repeats
from provenance.view.telling import Telling

__all__ = ["SHOWN_COMMITMENTS", "ArticleTeller"]

_MOST_CHAINS = 3
SHOWN_COMMITMENTS = {
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


class ArticleTeller:
    """Tells of the articles of a dossier, one by one; it numbers what they attribute, in this order."""

    def __init__(self, telling: Telling) -> None:
        """Tell of what is seen in a telling."""
        self._telling = telling

    def lines(self, article: Article) -> Iterator[str]:
        """Yield what is told of an article."""
        yield from self._telling.wrapped(
            article.headline or article.url or f"An article {self._known_as(article)}"
        )
        yield from self._telling.wrapped(in_facts(self.facts(article, known_by_name=False)), "  ")
        yield from self._drawn_on(article)
        yield ""
        passages = self._telling.passages_in.get(article.id, [])
        credited = sorted((p for p in passages if p.form is not Form.OWN_VOICE), key=_place)
        own = sorted((p for p in passages if p.form is Form.OWN_VOICE), key=_place)
        if credited:
            yield f"Who says what ({counted(len(credited), 'attributed claim')})"
            for passage in credited:
                self._telling.numbers.setdefault(passage.claim, []).append(self._telling.number)
                yield from self._passage(self._telling.number, passage)
                self._telling.number += 1
            yield ""
        if own:
            request = "" if self._telling.own_voice else " (--own-voice lists them)"
            yield f"In the outlet's own voice: {counted(len(own), 'claim')}{request}"
            if self._telling.own_voice:
                for passage in own:
                    yield from self._telling.wrapped(f"– {self._telling.claim(passage.claim)}", "  ", "    ")
            yield ""
        if not passages:
            in_time = self._telling.as_of is None or not self._telling.whole.passages_of(article)
            why = "no passage of it is on record" if in_time else "not known to be out at the time asked for"
            if in_time and article.text is not None and not reads_as_english(article.text):
                why += "; the text does not read as English prose, which is all that the drafting rules know"
            yield from (*self._telling.wrapped(why, "  "), "")

    def _known_as(self, article: Article) -> str:
        if article.publisher is not None:
            return f"by {self._telling.name(article.publisher)}"
        return "without a headline" if len(self._telling.dossier.articles) == 1 else article.id

    def facts(self, article: Article, known_by_name: bool = True) -> Iterator[str]:
        """Yield what is known of an article: its headline, if asked for, publisher, date and so on."""
        if known_by_name and (article.headline or article.url):
            yield str(article)
        if article.publisher is not None:
            yield f"by {self._telling.name(article.publisher)}"
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
        for derivation in self._telling.dossier.index("derivations", "derived").get(article.id):
            upstream = self._telling.dossier.articles.get(derivation.taken_from)
            if upstream is None or upstream.publisher is None:
                continue
            how = str(derivation.kind).replace("_", " ") if derivation.kind is not None else "in some way"
            how = how if derivation.standing is not Standing.POSSIBLE else f"{how}, possibly"
            told.setdefault(self._telling.name(upstream.publisher), []).append(how)
        if told:
            outlets = [f"{name} ({'; '.join(dict.fromkeys(how))})" for name, how in told.items()]
            yield from self._telling.wrapped(f"draws on {', '.join(outlets)}", "  ", "    ")

    def _passage(self, number: int, passage: Attribution) -> Iterator[str]:
        start = f"{number:3d}. "
        yield from self._telling.wrapped(self._telling.claim(passage.claim), start, "     ")
        credit = self._credit(passage)
        is_its_own = credit.split(" ← ")[-1].strip("“”") == self._telling.name(passage.source)
        details = [credit + _verb(passage) if is_its_own else credit]
        if passage.form is not None:
            details.append(str(passage.form).replace("_", " "))
        if passage.act not in (None, "assertion", "unspecified"):
            details.append(str(passage.act).replace("_", " "))
        if passage.commitment in SHOWN_COMMITMENTS:
            details.append(SHOWN_COMMITMENTS[Commitment(passage.commitment)])
        if passage.obtained in _SHOWN_VENUES and not self._is_document(passage):
            details.append(_SHOWN_VENUES[Obtained(passage.obtained)])
        if passage.said_at is not None:
            details.append(f"said {passage.said_at}")
        yield from self._telling.wrapped(in_facts(details), "     ")
        claim = self._telling.dossier.claims.get(passage.claim)
        if claim is not None and claim.when is not None:
            yield from self._telling.wrapped(f"time: {claim.when}", "     ")
        hedges = [f"“{quoted(hedge.anchors)}” ({hedge.kind})" for hedge in passage.hedges]
        if hedges:
            yield from self._telling.wrapped(f"hedged: {', '.join(hedges)}", "     ")
        standing = list(_standing(passage))
        if standing:
            yield from self._telling.wrapped(f"source: {', '.join(standing)}", "     ")
        if passage.alternatives:
            yield "     one of several readings"

    def _is_document(self, passage: Attribution) -> bool:
        source = self._telling.dossier.sources.get(passage.source or "")
        return source is not None and source.kind is SourceKind.DOCUMENT

    def _credit(self, passage: Attribution) -> str:
        """Return the chain of a passage as the article credits it (`The Independent ← the ministry`)."""
        found = trace(self._telling.whole, passage, basis=self._telling.basis, as_of=self._telling.as_of)
        credits = [chain.credit for chain in found.chains(limit=_MOST_CHAINS)]
        credits = [without_repeats(credit) for credit in credits if credit]
        if not credits:
            return self._telling.name(passage.source) if passage.source is not None else "nobody is credited"
        more = (
            f"; and {counted(found.count - len(credits), 'more way')}" if found.count > _MOST_CHAINS else ""
        )
        return "; also ".join(credits) + more


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


def _place(passage: Attribution) -> tuple[int, int]:
    starts = [anchor.start for anchor in passage.anchors]
    content = [anchor.start for anchor in passage.anchors.content]
    return min(starts, default=0), min(content, default=0)
