"""Drafts to records: articles, sources, claims, attributions and what joins them.

It adds what no extractor has to know: who is meant, what kind of source that is, hedges, times,
quantities, what the text says about checking, and which outlet it says it has its words from.
"""

from provenance.extraction.records.attributing import make_attributions, make_claims
from provenance.extraction.records.bench import Bench
from provenance.extraction.records.casting import meet_sources
from provenance.extraction.records.checking import read_verification
from provenance.extraction.records.deriving import make_derivations
from provenance.extraction.records.joining import make_alternatives, make_conveyances
from provenance.extraction.records.own_voice import make_own_voice
from provenance.extraction.records.rating import read_ratings
from provenance.model.dossier import Dossier

__all__ = ["draft_records"]


def draft_records(bench: Bench, *, own_voice: bool) -> Dossier:
    """Make the records of one article and return them as a dossier."""
    if bench.publisher is not None:
        bench.dossier.add(bench.publisher)
    bench.dossier.add(bench.article)
    meet_sources(bench)
    make_claims(bench)
    make_attributions(bench)
    make_alternatives(bench)
    make_conveyances(bench)
    make_derivations(bench)
    read_verification(bench)
    read_ratings(bench)
    if own_voice:
        make_own_voice(bench)
    return bench.dossier
