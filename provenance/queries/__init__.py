"""Questions asked of a dossier: pure functions, the dossier first, each with a small frozen result.

Who is a claim first from, and how many independent sources is that (`corroboration`, `origins`);
through whom did it come (`trace`); who said what (`said_by`); has anyone checked (`status`);
what did a record come from (`lineage`); which records meet some conditions (`find`).

Results read well printed and in a notebook, give `to_rows()` for a table and `why` for checking
every figure by hand, and list what they left out. A question keeps nothing and changes nothing.
"""

from provenance.display import shows_itself
from provenance.queries.articles_diff import ArticleDiff, Edit, diff
from provenance.queries.candidates import Candidate, Candidates, candidates
from provenance.queries.chains import Chain, Stop
from provenance.queries.circular import Circular, circular
from provenance.queries.corroboration import Corroboration, Group, Origins, corroboration, origins
from provenance.queries.disputed import Dispute, Disputes, RefutedByCheck, Side
from provenance.queries.disputes import disputes
from provenance.queries.drift import Drift, DriftHop, Drifts, drift
from provenance.queries.driftkinds import DriftKind
from provenance.queries.editing import Detail
from provenance.queries.ends import Origin
from provenance.queries.find import Condition, Found, all_of, any_of, find
from provenance.queries.impact import ArticleImpact, ClaimImpact, FallState, Impact, what_falls_if
from provenance.queries.lineage import Lineage, Step, lineage
from provenance.queries.lint import LintFindings, lint
from provenance.queries.loops import Citation, Loop
from provenance.queries.parties import Interest, Party
from provenance.queries.rows import CorroborationRow
from provenance.queries.said import Said, said_by
from provenance.queries.showing import LeftOut, Range, Reason
from provenance.queries.sourcing import Profile, SourcingProfile, Speaker, sourcing
from provenance.queries.status import Checked, Status, status
from provenance.queries.status_table import StatusRow, StatusTable, status_table
from provenance.queries.steps import Gap, Lead
from provenance.queries.table import CorroborationTable, corroboration_table
from provenance.queries.timeline import Event, EventKind, Timeline, timeline
from provenance.queries.trace import Hop, Trace, trace

__all__ = [
    "ArticleDiff",
    "ArticleImpact",
    "Candidate",
    "Candidates",
    "Chain",
    "Checked",
    "Circular",
    "Citation",
    "ClaimImpact",
    "Condition",
    "Corroboration",
    "CorroborationRow",
    "CorroborationTable",
    "Detail",
    "Dispute",
    "Disputes",
    "Drift",
    "DriftHop",
    "DriftKind",
    "Drifts",
    "Edit",
    "Event",
    "EventKind",
    "FallState",
    "Found",
    "Gap",
    "Group",
    "Hop",
    "Impact",
    "Interest",
    "Lead",
    "LeftOut",
    "Lineage",
    "LintFindings",
    "Loop",
    "Origin",
    "Origins",
    "Party",
    "Profile",
    "Range",
    "Reason",
    "RefutedByCheck",
    "Said",
    "Side",
    "SourcingProfile",
    "Speaker",
    "Status",
    "StatusRow",
    "StatusTable",
    "Step",
    "Stop",
    "Timeline",
    "Trace",
    "all_of",
    "any_of",
    "candidates",
    "circular",
    "corroboration",
    "corroboration_table",
    "diff",
    "disputes",
    "drift",
    "find",
    "lineage",
    "lint",
    "origins",
    "said_by",
    "sourcing",
    "status",
    "status_table",
    "timeline",
    "trace",
    "what_falls_if",
]

# What answers are made of shows itself, too. Named tuples can have no base class that is none.
for _part in (
    ArticleImpact,
    Citation,
    CorroborationRow,
    Detail,
    DriftHop,
    Event,
    Gap,
    Group,
    Hop,
    Interest,
    Lead,
    LeftOut,
    Origin,
    Range,
    Reason,
    StatusRow,
    Step,
    Stop,
):
    shows_itself(_part)
