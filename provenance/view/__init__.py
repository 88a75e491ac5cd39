"""What a person sees: dossiers as text, dossiers and answers in a notebook. Opens no file and no socket."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from provenance.view import charts
from provenance.view.asking import QUESTIONS, ask, find_record, listed, one_of, told, told_as_json
from provenance.view.codes import about, code_of
from provenance.view.explained import explained
from provenance.view.notebook import register_renderers
from provenance.view.picture import Picture
from provenance.view.showing import ENDINGS, draw, draw_grades, page, save, show

if TYPE_CHECKING:
    from provenance.view.reports import report

__all__ = [
    "ENDINGS",
    "QUESTIONS",
    "Picture",
    "about",
    "ask",
    "charts",
    "code_of",
    "draw",
    "draw_grades",
    "explained",
    "find_record",
    "listed",
    "one_of",
    "page",
    "register_renderers",
    "report",
    "save",
    "show",
    "told",
    "told_as_json",
]


def __getattr__(name: str) -> Any:
    if name != "report":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module(f"{__name__}.reports").report  # it brings in all pictures
