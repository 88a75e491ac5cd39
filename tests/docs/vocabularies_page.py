"""The pages of vocabularies, of checkers' labels and of scales: `python -m tests.docs.vocabularies_page`.

They are made from the classes, from the tables of the package, and from what each format writes.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

from provenance.formats import verdicts
from provenance.formats.verdicts._reading import _shipped
from provenance.model import Verdict, scales
from tests.docs.becoming import becomes, columns_of
from tests.docs.model_tables import described, described_classes

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "reference"
LANGUAGES = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "hi": "Hindi",
    "it": "Italian",
    "nl": "Dutch",
    "pt": "Portuguese",
    "zh": "Chinese",
}
"""The names of the languages that there are tables of labels for."""


def table(*rows: Iterable[str]) -> list[str]:
    """Return the lines of a table, of which the first row is the heading, and a blank line."""
    lines = ["| " + " | ".join(cell.replace("|", r"\|") for cell in row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * lines[0].count(" | ") + " --- |")
    return [*lines, ""]


# --- vocabularies --------------------------------------------------------------------------

_VOCABULARIES = """# Vocabularies, and what others call them

Every word that a field with a closed vocabulary can hold: what it means, and what it becomes where it is
written in a format that has a word of its own for it. [The model](model.md#vocabularies) shows the same words
beside the fields that hold them; [Python](api/vocabularies.md) has each vocabulary as an enumeration.

A dash says that the format has no word. Nothing is lost by that in the formats that carry whole records: the
word is written as it stands here besides, under our own term (`np:kind` in PROV and schema.org, `fields` in
the extension of STIX, `news_provenance` in FollowTheMoney), and read back from there. Which format carries
what is measured in [the matrix](formats.md).

"""


def vocabularies() -> dict[str, type[StrEnum]]:
    """Return every vocabulary of the model by name."""
    return {name: kind for name, kind in described_classes().items() if issubclass(kind, StrEnum)}


def vocabularies_page() -> str:
    """Return the page of vocabularies."""
    lines: list[str] = []
    for name, kind in vocabularies().items():
        lines += [f"## {name}", "", _first_sentence(kind), "", *_words_of(name, kind)]
        if name == "Verdict":
            lines += ["What other vocabularies call them stands [below](#verdicts-elsewhere).", ""]
    return _VOCABULARIES + "\n".join([*lines, *_verdicts_elsewhere()]).rstrip() + "\n"


def _first_sentence(kind: Any) -> str:
    return " ".join((kind.__doc__ or "").partition("\n\n")[0].split())


def _words_of(name: str, kind: Any) -> list[str]:
    meanings, columns = described(kind), list(columns_of(name))
    rows = [
        (
            f"`{member.value}`",
            meanings[member.name],
            *(becomes(name, column, member.value) for column in columns),
        )
        for member in kind
    ]
    return table(("word", "meaning", *columns), *rows)


def _verdicts_elsewhere() -> Iterator[str]:
    known = [verdicts.vocabulary(name) for name in verdicts.vocabularies()]
    yield "## Verdicts elsewhere"
    yield ""
    yield "What each verdict is called in other vocabularies. After `≈` something is lost: reading the word"
    yield "does not give the verdict again. `provenance.formats.verdicts.say()` says it in Python, and what"
    yield "is lost."
    yield ""
    yield from table(
        ("verdict", *(f"[{_capital(there.title)}](#{_anchor(there.title)})" for there in known)),
        *((f"`{verdict}`", *(_said(there.say(verdict)) for there in known)) for verdict in Verdict),
    )
    for there in known:
        yield f"### {_capital(there.title)}"
        yield ""
        yield f"In Python: `{there.name}`." + (f" Defined in <{there.reference}>." if there.reference else "")
        if there.note:
            yield there.note
        yield ""
        yield from table(
            ("verdict", "word", "what is lost"),
            *((f"`{verdict}`", *_said_with_loss(there.say(verdict))) for verdict in Verdict),
        )
        yield from table(
            ("word read", "verdict"),
            *((f"`{word}`", f"`{verdict}`") for word, verdict in there.means.items()),
        )


def _said(saying: verdicts.Saying) -> str:
    if saying.word is None:
        return "–"
    return f"≈ `{saying.word}`" if saying.lossy else f"`{saying.word}`"


def _said_with_loss(saying: verdicts.Saying) -> tuple[str, str]:
    return ("–" if saying.word is None else f"`{saying.word}`", saying.loss or "")


def _capital(title: str) -> str:
    return title[0].upper() + title[1:]


def _anchor(title: str) -> str:
    kept = "".join(mark if mark.isalnum() or mark in " -_" else "" for mark in title.lower())
    return "-".join(kept.split())


# --- labels --------------------------------------------------------------------------------

_LABELS = """# Labels of checkers

What a checker prints above a check ("Pants on Fire", "Falso"), and the [verdict](vocabularies.md#verdict)
that is read off it: by the checker's own table if there is one, else by that of the language, else `unrated`
with a problem. No number is read, and nothing is guessed. Capitals, hyphens, punctuation and pictures around
a label do not count. More tables can be [loaded](../how-to/publish-a-claim-review.md#add-a-checkers-labels).

```python
from provenance.formats import verdicts

print(verdicts.read("Engañoso", language="es").verdict, verdicts.read("Mixture", checker="Snopes").verdict)
```

```text
misleading mixed
```

"""


def labels_page() -> str:
    """Return the page of labels."""
    tables = _shipped()
    by_checker = [each for each in tables if each.language is None]
    lines = ["## Of one checker", ""]
    for each in by_checker:
        lines += [f"### {each.name}", "", *_about_checker(each), *_labels_of(each)]
    lines += ["## Of a language", ""]
    for each in tables:
        if each.language is not None:
            lines += [
                f"### {LANGUAGES[each.language]}",
                "",
                f"Language tag: `{each.language}`.",
                "",
                *_labels_of(each),
            ]
    return _LABELS + "\n".join(lines).rstrip() + "\n"


def _about_checker(labels: verdicts.LabelTable) -> Iterator[str]:
    yield f"Known by {', '.join(f'`{name}`' for name in labels.checkers)}." + (
        f" Explained at <{labels.reference}>." if labels.reference else ""
    )
    yield ""


def _labels_of(labels: verdicts.LabelTable) -> list[str]:
    return table(
        ("label", "read as"),
        *(
            (label, f"`{words.verdict}`" if words.verdict is not None else f"no verdict: `{words.state}`")
            for label, words in labels.labels.items()
        ),
    )


# --- scales --------------------------------------------------------------------------------

_SCALES = """# Scales

The scales of likelihood, confidence and grading that come with the package, with their numbers. A term means
nothing without its scale: 57 per cent is "likely" on one and "even" on another. [Write your own
scale](../how-to/write-a-scale.md) shows how to use them, and how to say a term of one on another.

Numbers are per cent. *Range* is what the scale prints, *number* the one that it gives the step, or else the
middle of the range. No number stands where the scale has none; where a step says that nobody can judge, there
never is one.

"""


def scales_page() -> str:
    """Return the page of scales."""
    known = [scales.get(name) for name in _shipped_scales()]
    lines = table(
        ("scale", "in records", "measures", "steps"),
        *(
            (f"[{scale}](#{scale.name})", f"`{scale.name}`", scale.measures or "", str(len(scale)))
            for scale in known
        ),
    )
    for scale in known:
        lines += [f"## {scale} {{ #{scale.name} }}", "", *_about_scale(scale), *_steps_of(scale)]
    return _SCALES + "\n".join(lines).rstrip() + "\n"


def _shipped_scales() -> list[str]:
    folder = FOLDER.parents[1] / "provenance" / "model" / "data"
    return sorted(path.stem for path in folder.glob("*.json"))


def _about_scale(scale: scales.Scale) -> Iterator[str]:
    order = "from the lowest to the highest" if scale.ordered else "in no order"
    where = f" From: {scale.reference}." if scale.reference else ""
    measured = scale.measures or "what its name says"
    yield f"In records: `{scale.name}`. Measures {measured}; the steps stand {order}.{where}"
    if scale.note:
        yield ""
        yield scale.note
    yield ""


def _steps_of(scale: scales.Scale) -> list[str]:
    heads = ("term", "as printed", "also", "range", "number", "meaning")
    rows = [
        (
            f"`{step.term}`",
            step.label or "",
            ", ".join(word for word in step.aliases if word.casefold() != (step.label or "").casefold()),
            "" if step.low is None or step.high is None else f"{step.low:g}–{step.high:g}",
            "nobody can judge" if step.no_judgement else "" if step.number is None else f"{step.number:g}",
            step.meaning or "",
        )
        for step in scale
    ]
    used = [place for place in range(len(heads)) if any(row[place] for row in rows)]
    return table([heads[place] for place in used], *([row[place] for place in used] for row in rows))


PAGES = {
    "vocabularies.md": vocabularies_page,
    "verdict-labels.md": labels_page,
    "scales.md": scales_page,
}
"""The pages by the names of their files."""


if __name__ == "__main__":
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), "utf-8")
