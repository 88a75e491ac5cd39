"""The words of PROV that are in use here: namespaces, statements and their formal attributes."""

from provenance.formats.iris import TERMS
from provenance.model import RECORD_TYPES

__all__ = [
    "CLASSES",
    "ELEMENTS",
    "FORMAL",
    "JSON",
    "LABEL",
    "LOCATION",
    "NP",
    "PROV",
    "QUALIFIED_NAME",
    "RDF",
    "RDFS",
    "ROLE",
    "SECTIONS",
    "STATEMENTS",
    "TIMES",
    "TYPE",
    "VALUE",
    "XSD",
    "XSD_STRING",
]

NP = TERMS
PROV = "http://www.w3.org/ns/prov#"
XSD = "http://www.w3.org/2001/XMLSchema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
STATEMENTS = "urn:news-provenance-statement:"
"""What the ids of statements begin with that follow from a record and are no record themselves."""

TYPE, LABEL, VALUE = f"{PROV}type", f"{PROV}label", f"{PROV}value"
ROLE, LOCATION = f"{PROV}role", f"{PROV}location"
QUALIFIED_NAME = f"{PROV}QUALIFIED_NAME"
JSON = f"{RDF}JSON"
XSD_STRING = f"{XSD}string"

FORMAL: dict[str, tuple[str, ...]] = {
    "entity": (),
    "agent": (),
    "activity": ("startTime", "endTime"),
    "wasGeneratedBy": ("entity", "activity", "time"),
    "used": ("activity", "entity", "time"),
    "wasInformedBy": ("informed", "informant"),
    "wasStartedBy": ("activity", "trigger", "starter", "time"),
    "wasEndedBy": ("activity", "trigger", "ender", "time"),
    "wasInvalidatedBy": ("entity", "activity", "time"),
    "wasDerivedFrom": ("generatedEntity", "usedEntity", "activity", "generation", "usage"),
    "wasAttributedTo": ("entity", "agent"),
    "wasAssociatedWith": ("activity", "agent", "plan"),
    "actedOnBehalfOf": ("delegate", "responsible", "activity"),
    "wasInfluencedBy": ("influencee", "influencer"),
    "alternateOf": ("alternate1", "alternate2"),
    "specializationOf": ("specificEntity", "generalEntity"),
    "hadMember": ("collection", "entity"),
    "mentionOf": ("specificEntity", "generalEntity", "bundle"),
}
"""The statements by their PROV-N names, in the order in which they are written, with their formal
attributes in PROV-N's order."""

ELEMENTS = ("entity", "agent", "activity")
TIMES = frozenset({"startTime", "endTime", "time"})

CLASSES = {section: record_type.__name__ for section, record_type in RECORD_TYPES.items()}
"""The mapping of a dossier to the class of our namespace that its records have as their `prov:type`."""

SECTIONS = {f"{NP}{name}": section for section, name in CLASSES.items()}
"""The class's IRI to the mapping."""
