"""What a person sees: dossiers as text, dossiers and answers in a notebook. Opens no file and no socket."""

from provenance.view.asking import QUESTIONS, ask, find_record, listed, one_of, told, told_as_json
from provenance.view.explained import explained
from provenance.view.notebook import register_renderers

__all__ = [
    "QUESTIONS",
    "ask",
    "explained",
    "find_record",
    "listed",
    "one_of",
    "register_renderers",
    "told",
    "told_as_json",
]
