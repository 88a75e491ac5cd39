"""The pictures in the documentation, drawn by the library itself.

`python -m tests.docs.pictures` draws them anew into `docs/pictures/`; a test compares. So a page never shows
what the library no longer draws, and whatever builds the site needs nothing of the library.
"""

from collections.abc import Callable
from pathlib import Path

import provenance as pv
from provenance import view
from provenance.view import Picture
from tests.docs.model_picture import draw_model
from tests.docs.rooms import draw_rooms

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"


def _seed() -> pv.Dossier:
    return pv.cases.load("pokrovsk-2025")


def _niger() -> pv.Dossier:
    return pv.cases.load("niger-uranium-2003")


PICTURES: dict[str, Callable[[], Picture]] = {
    "card": lambda: view.draw("clm-sought", _niger()),
    "model": draw_model,
    "rooms": draw_rooms,
    "chains": lambda: view.draw(pv.trace(_seed(), "clm-100000-troops"), _seed()),
}
"""The pictures by the names of their files."""


def main() -> None:
    """Draw all pictures into the folder."""
    FOLDER.mkdir(exist_ok=True)
    for name, draw in PICTURES.items():
        (FOLDER / f"{name}.svg").write_text(draw().svg + "\n", "utf-8")


if __name__ == "__main__":
    main()
