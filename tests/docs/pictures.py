"""The pictures in the documentation, drawn by the library itself.

`python -m tests.docs.pictures` draws them anew into `docs/pictures/`; a test compares. So a page never shows
what the library no longer draws, and whatever builds the site needs nothing of the library.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

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


def _atlas() -> pv.Dossier:
    """Return the ring that the page on pictures makes up."""
    page = (FOLDER.parent / "how-to" / "draw-pictures.md").read_text("utf-8")
    code = page[page.index("atlas = pv.Dossier(") : page.index("ring = pv.view.draw(")]
    place: dict[str, Any] = {"pv": pv}
    exec(code, place)
    atlas: pv.Dossier = place["atlas"]
    return atlas


def _two_views() -> Picture:
    story = pv.cases.load("giffords-2011")
    early = datetime.fromisoformat("2011-01-08T14:30:00-05:00")
    return view.draw(
        pv.timeline(story, "clm-death", as_of=early),
        beside=pv.timeline(story, "clm-death"),
        captions=("As of half past two", "As of today"),
    )


def _versions() -> Picture:
    story = pv.cases.load("al-ahli-2023")
    return view.draw(pv.diff(story, "art-nyt-2", "art-nyt-3"), story)


PICTURES: dict[str, Callable[[], Picture]] = {
    "card": lambda: view.draw("clm-sought", _niger()),
    "model": draw_model,
    "rooms": draw_rooms,
    "chains": lambda: view.draw(pv.trace(_seed(), "clm-100000-troops"), _seed()),
    "story": lambda: view.draw(_niger()),
    "sourcing": lambda: view.draw(pv.sourcing(_niger(), by="outlet")),
    "grades": lambda: view.draw_grades(pv.cases.load("curveball")),
    "ring": lambda: view.draw(pv.circular(_atlas())),
    "timeline": _two_views,
    "impact": lambda: view.draw(pv.what_falls_if(_niger(), "src-papers"), _niger()),
    "versions": _versions,
    "article": lambda: view.draw("art-pokrovsk-2025", _seed(), lint=False),
}
"""The pictures by the names of their files."""


def main() -> None:
    """Draw all pictures into the folder."""
    FOLDER.mkdir(exist_ok=True)
    for name, draw in PICTURES.items():
        (FOLDER / f"{name}.svg").write_text(draw().svg + "\n", "utf-8")


if __name__ == "__main__":
    main()
