"""What a person sees: dossiers as text, dossiers and answers in a notebook. Opens no file and no socket."""

from provenance.view.explained import explained
from provenance.view.notebook import register_renderers

__all__ = ["explained", "register_renderers"]
