"""The map of the rooms, drawn from the contract that keeps them apart."""

import tomllib
from pathlib import Path

from provenance.view import Picture
from provenance.view.drawing import Canvas

_WIDTH, _EDGE, _HIGH, _GAP = 680, 24, 62, 22
WHAT = {
    "cli": "the command line",
    "given": "a file or a text that somebody gave, as a dossier",
    "view": "text, pictures, pages; opens no file",
    "testing": "Hypothesis strategies",
    "cases": "twelve worked stories",
    "storage": "files and folders; pv.read, pv.write",
    "extraction": "text in, drafts out",
    "queries": "questions to a dossier, pure",
    "formats": "records, plain data, bytes",
    "model": "the nouns; no files, no clock",
    "display": "who draws what, on demand",
    "watching": "how far long work has come",
    "errors": "everything raised on purpose",
}


def floors() -> list[list[str]]:
    """Return the rooms floor by floor, the highest first, as `lint-imports` holds them apart."""
    path = Path(__file__).resolve().parents[2] / "pyproject.toml"
    contracts = tomllib.loads(path.read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return [
        [room.strip(" ()").removeprefix("provenance.") for room in layer.replace("(", "").split("|")]
        for layer in layers
    ]


def draw_rooms() -> Picture:
    """Draw the rooms as floors of a house; imports run downwards only."""
    canvas, y = Canvas(_WIDTH), 20.0
    for floor in floors():
        width = (_WIDTH - 2 * _EDGE - _GAP * (len(floor) - 1)) / len(floor)
        for place, room in enumerate(floor):
            x = _EDGE + place * (width + _GAP)
            canvas.rect(x, y, width, _HIGH, "tint-blue" if room == "model" else "panel")
            canvas.text(x + 12, y + 25, room, size=16, bold=True)
            canvas.text(x + 12, y + 46, WHAT[room], size=12.5, look="soft", most=width - 24)
        if floor != floors()[-1]:
            canvas.arrow(_WIDTH / 2, y + _HIGH, _WIDTH / 2, y + _HIGH + _GAP, "strong")
        y += _HIGH + _GAP
    told = "; ".join(" and ".join(floor) for floor in floors())
    title, description = "The rooms, and who may import whom", f"From the top floor down: {told}."
    return Picture(
        kind="map of rooms",
        title=title,
        description=description,
        svg=canvas.svg(y, title=title, description=description),
        text=description,
    )
