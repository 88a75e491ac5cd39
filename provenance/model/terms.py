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
    ORGANIZATION = "organization"
    GOVERNMENT_BODY = "government_body"
    MILITARY = "military"
    NEWS_OUTLET = "news_outlet"
    NEWS_AGENCY = "news_agency"
    GROUP = "group"
    PLATFORM_ACCOUNT = "platform_account"
    DOCUMENT = "document"
    DATASET = "dataset"
    MEDIA = "media"
    SOFTWARE = "software"
    UNKNOWN = "unknown"


class ArticleKind(StrEnum):
    """What sort of text an article is."""

    REPORT = "report"
    ANALYSIS = "analysis"
    OPINION = "opinion"
    WIRE_COPY = "wire_copy"
    PRESS_RELEASE = "press_release"
    POST = "post"
    TRANSCRIPT = "transcript"
    BROADCAST = "broadcast"
    BOOK = "book"
    REFERENCE_WORK = "reference_work"
    OFFICIAL_DOCUMENT = "official_document"
    OTHER = "other"


class ClaimKind(StrEnum):
    """What sort of proposition a claim is.

    A speech event ("the ministry announced an advance") is not its content ("units are
    advancing"): they are two claims, joined by *conveys*.
    """

    EVENT = "event"
    FACT = "fact"
    QUANTITY = "quantity"
    ASSESSMENT = "assessment"
    CHARACTERISATION = "characterisation"
    PREDICTION = "prediction"
    INTENTION = "intention"
    NORMATIVE = "normative"
    LEGAL_CHARACTERISATION = "legal_characterisation"
    SPEECH_EVENT = "speech_event"
    VERIFICATION_STATEMENT = "verification_statement"
    OTHER = "other"


class Form(StrEnum):
    """In what form a passage gives the claim: the speaker's words, the writer's, or both."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    NARRATED = "narrated"
    OWN_VOICE = "own_voice"


class Act(StrEnum):
    """What the source is said to do with the claim. Only assertions, beliefs and evaluations support it."""

    ASSERTION = "assertion"
    BELIEF = "belief"
    QUESTION = "question"
    INTENTION = "intention"
    REQUEST_OR_ORDER = "request_or_order"
    PROMISE = "promise"
    EVALUATION = "evaluation"
    NO_COMMENT = "no_comment"
    UNSPECIFIED = "unspecified"


class Commitment(StrEnum):
    """How far the source commits itself to the claim, in FactBank's values.

    CT, PR and PS are certain, probable and possible; plus and minus are for and against the
    same claim. CT- is a denial, which is not a refutation: nobody checked.
    """

    CT_PLUS = "CT+"
    PR_PLUS = "PR+"
    PS_PLUS = "PS+"
    CT_MINUS = "CT-"
    PR_MINUS = "PR-"
    PS_MINUS = "PS-"
    CT_UNKNOWN = "CTu"
    UNCOMMITTED = "Uu"


class HedgeKind(StrEnum):
    """How a hedge weakens what is said."""

    MODAL = "modal"
    CONDITIONAL = "conditional"
    APPROXIMATOR = "approximator"
    EVIDENTIAL = "evidential"
    EPISTEMIC = "epistemic"


class Anonymity(StrEnum):
    """How much a passage lets on about who its source is. One passage may name whom another does not."""

    NAMED = "named"
    ROLE_ONLY = "role_only"
    UNNAMED = "unnamed"
    PSEUDONYMOUS = "pseudonymous"
    WITHHELD = "withheld"
    UNSPECIFIED = "unspecified"


class AttributionTerms(StrEnum):
    """On what terms the source spoke to the reporter."""

    ON_THE_RECORD = "on_the_record"
    BACKGROUND = "background"
    DEEP_BACKGROUND = "deep_background"
    OFF_THE_RECORD = "off_the_record"


class HowKnown(StrEnum):
    """How the source knows what it says."""

    DIRECT_PERCEPTION = "direct_perception"
    PARTICIPATION = "participation"
    DATA_OR_RECORD = "data_or_record"
    REPORTED = "reported"
    INFERENCE = "inference"
    COMMON_KNOWLEDGE = "common_knowledge"
    UNKNOWN = "unknown"


class Obtained(StrEnum):
    """How the article got the source's words."""

    INTERVIEW = "interview"
    NEWS_CONFERENCE = "news_conference"
    STATEMENT = "statement"
    POST = "post"
    SPEECH_OR_HEARING = "speech_or_hearing"
    DOCUMENT = "document"
    BROADCAST = "broadcast"
    WITNESSED = "witnessed"
    OTHER_REPORT = "other_report"
    UNKNOWN = "unknown"


class VerificationState(StrEnum):
    """Whether anyone has checked, which is not what they found. `unchecked` only where a text says so."""

    IN_PROGRESS = "in_progress"
    CHECKED = "checked"
    COULD_NOT_VERIFY = "could_not_verify"
    WITHDRAWN = "withdrawn"
    UNCHECKED = "unchecked"


class Verdict(StrEnum):
    """What a checker found: how far the claim holds, never how sure the checker is.

    The first five are ordered, from `REFUTED` up to `SUPPORTED`. Comparing any other with `<`
    raises, because "satire" is neither more nor less than "unproven".

    Examples:
        >>> Verdict.MIXED < Verdict.SUPPORTED
        True
    """

    SUPPORTED = "supported"
    MOSTLY_SUPPORTED = "mostly_supported"
    MIXED = "mixed"
    MOSTLY_REFUTED = "mostly_refuted"
    REFUTED = "refuted"
    MISLEADING = "misleading"
    CONFLICTING = "conflicting"
    UNPROVEN = "unproven"
    OUTDATED = "outdated"
    MISATTRIBUTED = "misattributed"
    ALTERED = "altered"
    SATIRE = "satire"
    NOT_CHECKABLE = "not_checkable"
    UNRATED = "unrated"

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
    EXCERPTED = "excerpted"
    QUOTED = "quoted"
    PARAPHRASED = "paraphrased"
    SUMMARISED = "summarised"
    TRANSLATED = "translated"
    REVISED = "revised"
    CORRECTED = "corrected"
    RETRACTED = "retracted"
    COMPILED = "compiled"
    PRIMARY_SOURCE = "primary_source"
    ARCHIVED_COPY = "archived_copy"


class Standing(StrEnum):
    """Whether a derivation is established or only possible."""

    ESTABLISHED = "established"
    POSSIBLE = "possible"


class RelationKind(StrEnum):
    """How one claim stands to another; read as a sentence, subject first."""

    RESTATES = "restates"
    CONTRADICTS = "contradicts"
    IN_TENSION_WITH = "in_tension_with"
    NARROWS = "narrows"
    GENERALISES = "generalises"
    ENTAILS = "entails"
    UPDATES = "updates"
    SUPPORTS = "supports"
    CAVEATS = "caveats"
    CONVEYS = "conveys"


class JudgementVerdict(StrEnum):
    """Whether two source records are one source."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class Basis(StrEnum):
    """Where a record comes from.

    The text says so (`stated`), somebody concluded it (`inferred`) or found it out elsewhere
    (`researched`), or a program found it by comparing (`detected`).
    """

    STATED = "stated"
    INFERRED = "inferred"
    RESEARCHED = "researched"
    DETECTED = "detected"


class Stance(StrEnum):
    """What a piece of evidence does for the verdict it stands under."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    CONTEXT = "context"


class Bound(StrEnum):
    """What the text says about how exact a quantity is."""

    ABOUT = "about"
    OVER = "over"
    UNDER = "under"
    EXACTLY = "exactly"
    BETWEEN = "between"
