"""Tells Hypothesis about the classes of the model, as soon as both of them are there.

Hypothesis calls `register_strategies` when it is imported, in every environment where this
package is installed (entry points of the group `hypothesis`). Most programs that import
Hypothesis never import the model, so it is not imported here: a finder waits for it at the head
of `sys.meta_path`, and goes once the model is there. Were the model imported at once, tools that
measure coverage would also miss its import, because plugins of pytest load Hypothesis early.
"""

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

__all__ = ["register_strategies"]

_MODEL = "provenance.model"


def register_strategies() -> None:
    """Make `st.from_type` and `st.builds` know every record, value and dossier.

    Hypothesis calls this by itself where the package is installed; call it where the package only
    lies on the path. Calling it again changes nothing. Strategies are made when first wanted.

    Raises:
        MissingExtraError: if Hypothesis is not installed and the model is imported.

    Examples:
        >>> from hypothesis import find, strategies as st
        >>> from provenance.model import Claim
        >>> register_strategies()
        >>> find(st.from_type(Claim), lambda claim: True).text
        'a'
    """
    model = sys.modules.get(_MODEL)
    if model is not None and hasattr(model, "__all__"):  # not while it is being imported
        _register()
    elif not any(isinstance(finder, _ModelFinder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _ModelFinder())


def _register() -> None:
    import_module("provenance.testing").register_classes()


class _ModelFinder(MetaPathFinder):
    """Finds the model as Python would, and has its classes registered once it is imported."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(fullname, path, target) if fullname == _MODEL else None
        if spec is not None and spec.loader is not None:
            spec.loader = _ThenRegister(spec.loader, self)
        return spec


class _ThenRegister(Loader):
    """Loads the model with the loader that is meant for it, leaves no trace, and registers its classes."""

    def __init__(self, loader: Loader, finder: MetaPathFinder) -> None:
        self._loader, self._finder = loader, finder

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        """Create the module as the loader itself does."""
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        """Run the module as the loader itself does, then register its classes."""
        module.__loader__ = self._loader
        if module.__spec__ is not None:
            module.__spec__.loader = self._loader
        self._loader.exec_module(module)
        if self._finder in sys.meta_path:
            sys.meta_path.remove(self._finder)
        _register()
