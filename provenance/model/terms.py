"""The vocabularies: closed lists of words, each a `StrEnum` whose values are the words on the wire.

A constructor refuses a word that a vocabulary does not know. A reader keeps it as an
`UnknownTerm`, so that a file written by a newer version loses nothing.
"""

from enum import StrEnum

from provenance.errors import UsageError, shown

__all__ = [
    "Act",
    "Anonymity",
    "ArticleKind",
    "AttributionTerms",
    "Basis",
    "Bound",
    "ClaimKind",
    "Commitment",
    "DerivationKind",
    "Form",
    "HedgeKind",
    "HowKnown",
    "JudgementVerdict",
    "Obtained",
    "RelationKind",
    "SourceKind",
    "Stance",
    "Standing",
    "UnknownTerm",
    "Verdict",
    "VerificationState",
]


class UnknownTerm(str):
    """A word that stands where a vocabulary's word should, kept as it was read.

    It is a string with that word; records pass it on and write it back, and
    `Dossier.problems()` lists it. It equals no member of the vocabulary.

    Examples:
        >>> UnknownTerm("hologram")
        UnknownTerm('hologram')
        >>> UnknownTerm("hologram") == "hologram"
        True
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return f"UnknownTerm({str.__repr__(self)})"


class SourceKind(StrEnum):
    """What a source is. A document, dataset or recording that a claim rests on is a source too."""

    PERSON = "person"
    """A human being."""
    ORGANIZATION = "organization"
    """A company, party, association, institute or other body that none of the kinds below fits."""
    GOVERNMENT_BODY = "government_body"
    """A ministry, court, agency, parliament, or a government as such."""
    MILITARY = "military"
    """Armed forces, or a part of them."""
    NEWS_OUTLET = "news_outlet"
    """A newspaper, broadcaster or site that publishes for readers."""
    NEWS_AGENCY = "news_agency"
    """A wire service, which others republish."""
    GROUP = "group"
    """Several people spoken of as one ("analysts", "two officials"): one voice on record."""
    PLATFORM_ACCOUNT = "platform_account"
    """An account on a platform, whoever stands behind it."""
    DOCUMENT = "document"
    """A text that is evidence itself: a contract, a report, a court file."""
    DATASET = "dataset"
    """A collection of figures or measurements."""
    MEDIA = "media"
    """A recording or picture: video, audio, satellite image."""
    SOFTWARE = "software"
    """A program whose output is relied on."""
    UNKNOWN = "unknown"
    """Looked for, and not known."""


class ArticleKind(StrEnum):
    """What sort of text an article is."""

    REPORT = "report"
    """News."""
    ANALYSIS = "analysis"
    """Explains, with the writer's conclusions."""
    OPINION = "opinion"
    """Argues for a view."""
    WIRE_COPY = "wire_copy"
    """An agency's text, as sent out or as printed."""
    PRESS_RELEASE = "press_release"
    """Published by the party that it is about."""
    POST = "post"
    """Put on a platform."""
    TRANSCRIPT = "transcript"
    """What was said, word for word."""
    BROADCAST = "broadcast"
    """Sent by radio or television."""
    BOOK = "book"
    """A book or a chapter of one."""
    REFERENCE_WORK = "reference_work"
    """An encyclopaedia or handbook, which may still be edited."""
    OFFICIAL_DOCUMENT = "official_document"
    """Issued by an authority."""
    OTHER = "other"
    """None of these."""


class ClaimKind(StrEnum):
    """What sort of proposition a claim is."""

    EVENT = "event"
    """Something happened, or is happening."""
    FACT = "fact"
    """A state of things."""
    QUANTITY = "quantity"
    """A number."""
    ASSESSMENT = "assessment"
    """A judgement of what something means or is worth."""
    CHARACTERISATION = "characterisation"
    """A name or picture put on something ("the gateway to Donetsk")."""
    PREDICTION = "prediction"
    """What will be, or would be if."""
    INTENTION = "intention"
    """What somebody means to do."""
    NORMATIVE = "normative"
    """What ought to be."""
    LEGAL_CHARACTERISATION = "legal_characterisation"
    """What something is in law ("illegal", "war crime")."""
    SPEECH_EVENT = "speech_event"
    """That something was said ("they announced an advance"); what was said is a claim of its own."""
    VERIFICATION_STATEMENT = "verification_statement"
    """Whether something has been, or can be, checked."""
    OTHER = "other"
    """None of these."""


class Form(StrEnum):
    """In what form a passage gives the claim: the speaker's words, the writer's, or both."""

    DIRECT = "direct"
    """All in quotation marks."""
    INDIRECT = "indirect"
    """All in the writer's words ("said that")."""
    MIXED = "mixed"
    """Partly quoted."""
    NARRATED = "narrated"
    """Speech told as an event, without its wording ("praised the plan")."""
    OWN_VOICE = "own_voice"
    """The article says it itself and credits nobody."""


class Act(StrEnum):
    """What the source is said to do with the claim. Only assertions, beliefs and evaluations support it."""

    ASSERTION = "assertion"
    """Says that it is so."""
    BELIEF = "belief"
    """Thinks, expects or doubts it."""
    QUESTION = "question"
    """Asks."""
    INTENTION = "intention"
    """Means to; not a statement by its holder."""
    REQUEST_OR_ORDER = "request_or_order"
    """Asks for it or orders it."""
    PROMISE = "promise"
    """Undertakes to."""
    EVALUATION = "evaluation"
    """Praises, blames, calls it something."""
    NO_COMMENT = "no_comment"
    """Declined to comment, or did not respond."""
    UNSPECIFIED = "unspecified"
    """The text leaves it open."""


class Commitment(StrEnum):
    """How far the source commits itself to the claim, in FactBank's values: plus for it, minus against it."""

    CT_PLUS = "CT+"
    """Certain: says that it is so."""
    PR_PLUS = "PR+"
    """Probable."""
    PS_PLUS = "PS+"
    """Possible."""
    CT_MINUS = "CT-"
    """Certain that it is not so: denies this very claim. A denial is no refutation, since nobody checked."""
    PR_MINUS = "PR-"
    """Probably not."""
    PS_MINUS = "PS-"
    """Possibly not."""
    CT_UNKNOWN = "CTu"
    """Knows whether, and the text does not tell which."""
    UNCOMMITTED = "Uu"
    """Does not commit itself."""


class HedgeKind(StrEnum):
    """How a hedge weakens what is said."""

    MODAL = "modal"
    """May, could, would."""
    CONDITIONAL = "conditional"
    """If, in case of."""
    APPROXIMATOR = "approximator"
    """About, nearly, some."""
    EVIDENTIAL = "evidential"
    """Reportedly, apparently: a reference to evidence not shown."""
    EPISTEMIC = "epistemic"
    """Probably, uncertain: how sure somebody is."""


class Anonymity(StrEnum):
    """How much a passage lets on about who its source is. One passage may name whom another does not."""

    NAMED = "named"
    """By name."""
    ROLE_ONLY = "role_only"
    """By what they are ("the commander"), and by no name."""
    UNNAMED = "unnamed"
    """A person or body that is not told ("a senior official")."""
    PSEUDONYMOUS = "pseudonymous"
    """By a name that is not theirs."""
    WITHHELD = "withheld"
    """The article says that it keeps the name back."""
    UNSPECIFIED = "unspecified"
    """Not even a person is told ("estimates", "sources")."""


class AttributionTerms(StrEnum):
    """On what terms the source spoke to the reporter."""

    ON_THE_RECORD = "on_the_record"
    """May be quoted by name."""
    BACKGROUND = "background"
    """May be quoted without the name."""
    DEEP_BACKGROUND = "deep_background"
    """May be used, not attributed."""
    OFF_THE_RECORD = "off_the_record"
    """Not for publication."""


class HowKnown(StrEnum):
    """How the source knows what it says."""

    DIRECT_PERCEPTION = "direct_perception"
    """Saw or heard it."""
    PARTICIPATION = "participation"
    """Took part."""
    DATA_OR_RECORD = "data_or_record"
    """Read it in records or figures."""
    REPORTED = "reported"
    """Was told by others."""
    INFERENCE = "inference"
    """Concluded it."""
    COMMON_KNOWLEDGE = "common_knowledge"
    """What everybody knows."""
    UNKNOWN = "unknown"
    """Looked for, and not known."""


class Obtained(StrEnum):
    """How the article got the source's words."""

    INTERVIEW = "interview"
    """Told the outlet."""
    NEWS_CONFERENCE = "news_conference"
    """Said before several reporters."""
    STATEMENT = "statement"
    """Given out in writing."""
    POST = "post"
    """Put on a platform."""
    SPEECH_OR_HEARING = "speech_or_hearing"
    """Said in a speech, in court or in parliament."""
    DOCUMENT = "document"
    """Read in a document."""
    BROADCAST = "broadcast"
    """Said on radio or television."""
    WITNESSED = "witnessed"
    """The reporter was there."""
    OTHER_REPORT = "other_report"
    """Taken from another outlet's report."""
    UNKNOWN = "unknown"
    """Looked for, and not known."""


class VerificationState(StrEnum):
    """Whether anyone has checked, which is not what they found. `unchecked` only where a text says so."""

    IN_PROGRESS = "in_progress"
    """Somebody is checking."""
    CHECKED = "checked"
    """Somebody has checked; `verdict` says what they found."""
    COULD_NOT_VERIFY = "could_not_verify"
    """Somebody tried, or says that nobody can, and could not tell."""
    WITHDRAWN = "withdrawn"
    """The checker took the judgement back."""
    UNCHECKED = "unchecked"
    """A text says that nobody has checked."""


class Verdict(StrEnum):
    """What a checker found: how far the claim holds, never how sure the checker is.

    The first five are ordered, from `REFUTED` up to `SUPPORTED`. Comparing any other with `<`
    raises, because "satire" is neither more nor less than "unproven".

    Examples:
        >>> Verdict.MIXED < Verdict.SUPPORTED
        True
    """

    SUPPORTED = "supported"
    """The evidence bears it out."""
    MOSTLY_SUPPORTED = "mostly_supported"
    """It holds but for details."""
    MIXED = "mixed"
    """Partly so, partly not."""
    MOSTLY_REFUTED = "mostly_refuted"
    """It fails but for details."""
    REFUTED = "refuted"
    """The evidence is against it."""
    MISLEADING = "misleading"
    """The facts are right and the impression is wrong."""
    CONFLICTING = "conflicting"
    """The evidence points both ways."""
    UNPROVEN = "unproven"
    """There is too little evidence."""
    OUTDATED = "outdated"
    """It was so, and is no longer."""
    MISATTRIBUTED = "misattributed"
    """Somebody else said it, or nobody."""
    ALTERED = "altered"
    """Picture, sound or quotation was changed."""
    SATIRE = "satire"
    """It was meant as a joke."""
    NOT_CHECKABLE = "not_checkable"
    """No evidence could decide it."""
    UNRATED = "unrated"
    """Checked, and no verdict given."""

    @property
    def rank(self) -> int | None:
        """How much of the claim holds, from 0 (refuted) to 4 (supported); `None` if unordered."""
        return _VERDICT_RANKS.get(self.value)

    def __lt__(self, other: object) -> bool:
        ranks = self._ranks(other)
        return ranks[0] < ranks[1]

    def __le__(self, other: object) -> bool:
        ranks = self._ranks(other)
        return ranks[0] <= ranks[1]

    def __gt__(self, other: object) -> bool:
        ranks = self._ranks(other)
        return ranks[0] > ranks[1]

    def __ge__(self, other: object) -> bool:
        ranks = self._ranks(other)
        return ranks[0] >= ranks[1]

    def _ranks(self, other: object) -> tuple[int, int]:
        if self.rank is None or not isinstance(other, Verdict) or other.rank is None:
            raise UsageError(
                "Verdict",
                f"{self!s} and {shown(str(other))} have no order: only supported, mostly_supported, "
                "mixed, mostly_refuted and refuted do",
            )
        return self.rank, other.rank


_VERDICT_RANKS = {"supported": 4, "mostly_supported": 3, "mixed": 2, "mostly_refuted": 1, "refuted": 0}


class DerivationKind(StrEnum):
    """How one text, passage or source came from another."""

    REPUBLISHED = "republished"
    """Printed whole."""
    EXCERPTED = "excerpted"
    """Printed in part."""
    QUOTED = "quoted"
    """Words taken over in quotation marks."""
    PARAPHRASED = "paraphrased"
    """Retold."""
    SUMMARISED = "summarised"
    """Retold in short."""
    TRANSLATED = "translated"
    """Put into another language."""
    REVISED = "revised"
    """A later version of the same work."""
    CORRECTED = "corrected"
    """A later version that says what was wrong."""
    RETRACTED = "retracted"
    """Taken back as a whole."""
    COMPILED = "compiled"
    """Put together from several."""
    PRIMARY_SOURCE = "primary_source"
    """Based on the document or witness itself."""
    ARCHIVED_COPY = "archived_copy"
    """A copy kept by an archive."""


class Standing(StrEnum):
    """Whether a derivation is established or only possible."""

    ESTABLISHED = "established"
    """Known; the counting of sources follows it."""
    POSSIBLE = "possible"
    """Suspected; it is named, and nothing is counted on it."""


class RelationKind(StrEnum):
    """How one claim stands to another; read as a sentence, subject first."""

    RESTATES = "restates"
    """Says the same."""
    CONTRADICTS = "contradicts"
    """Cannot both be true."""
    IN_TENSION_WITH = "in_tension_with"
    """Do not sit well together, and may both be true."""
    NARROWS = "narrows"
    """Says it of less, or more exactly."""
    GENERALISES = "generalises"
    """Says it of more, or less exactly."""
    ENTAILS = "entails"
    """If this is true, so is that."""
    UPDATES = "updates"
    """Says how it stands later."""
    SUPPORTS = "supports"
    """Is a reason to believe it."""
    CAVEATS = "caveats"
    """Limits how far it can be relied on, as a verification statement does."""
    CONVEYS = "conveys"
    """A speech event, and the claim it carries."""


class JudgementVerdict(StrEnum):
    """Whether two source records are one source."""

    SAME = "same"
    """One source; the counting treats them so."""
    DIFFERENT = "different"
    """Two sources."""
    UNSURE = "unsure"
    """Somebody looked and could not tell."""


class Basis(StrEnum):
    """Where a record comes from.

    The text says so (`stated`), somebody concluded it (`inferred`) or found it out elsewhere
    (`researched`), or a program found it by comparing (`detected`).
    """

    STATED = "stated"
    """The text says so."""
    INFERRED = "inferred"
    """Somebody concluded it from what the text says."""
    RESEARCHED = "researched"
    """Somebody found it out elsewhere."""
    DETECTED = "detected"
    """A program found it by comparing."""


class Stance(StrEnum):
    """What a piece of evidence does for the verdict it stands under."""

    SUPPORTS = "supports"
    """Speaks for the claim."""
    CONTRADICTS = "contradicts"
    """Speaks against it."""
    CONTEXT = "context"
    """Neither, and needed to understand it."""


class Bound(StrEnum):
    """What the text says about how exact a quantity is."""

    ABOUT = "about"
    """More or less that."""
    OVER = "over"
    """More than that."""
    UNDER = "under"
    """Less than that."""
    EXACTLY = "exactly"
    """Just that."""
    BETWEEN = "between"
    """From the number to the upper one."""
