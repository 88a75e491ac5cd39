"""What a person sees: dossiers as text. Opens no file and no socket."""

from provenance.view.explained import explained

__all__ = ["explained"]
