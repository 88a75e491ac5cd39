"""Why a PROV document loses what little it can lose."""

from provenance.formats.format import Fate

__all__ = ["fates"]


def fates() -> dict[str, Fate]:
    """Return what becomes of fields that may not come back as they were."""
    return {
        "dossier.extra": Fate(reason="the spelling has no form for such a statement or name"),
        "*": Fate(reason="the spelling cannot write a character of it"),
    }
