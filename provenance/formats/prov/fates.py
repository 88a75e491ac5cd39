"""Why a PROV document loses what little it can lose."""

from provenance.formats.format import Fate

__all__ = ["fates"]


def fates() -> dict[str, Fate]:
    """Return what becomes of fields that may not come back as they were."""
    value = Fate(reason="the spelling says such a value with another datatype, or in another form")
    said = Fate(reason="the spelling has no form for all that a PROV document said of it")
    statement = Fate(
        reason="the spelling has no form, or another one, for a statement, bundle or value in it"
    )
    return {
        "dossier.extra.prov.statements": statement,
        "dossier.extra": Fate(reason="the spelling has no form for such a statement or name"),
        "*.extra.prov.attributes": value,
        "*.extra.prov.bundle": Fate(reason="the spelling has no bundles"),
        "*.extra": said,
        "*": Fate(reason="the spelling cannot say it as it is"),
    }
