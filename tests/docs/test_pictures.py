"""The pictures in the documentation are what the library draws."""

import re

import pytest

from tests.docs.pictures import FOLDER, PICTURES

_SHOWN = re.compile(r"!\[([^\]]*)\]\([./]*pictures/([\w-]+)\.svg\)")
PAGES = sorted(FOLDER.parent.rglob("*.md"))


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_in_the_documentation_is_what_the_library_draws(name: str) -> None:
    kept = (FOLDER / f"{name}.svg").read_text("utf-8")

    assert kept == PICTURES[name]().svg + "\n", (
        "run `python -m tests.docs.pictures`, and look at the difference"
    )


def test_every_picture_stands_on_a_page_and_every_page_says_it_in_words() -> None:
    shown = {}
    for page in PAGES:
        for words, name in re.findall(
            r"!\[([^\]]*)\]\([./]*pictures/([\w-]+)\.svg\)", page.read_text("utf-8")
        ):
            assert len(words) > 20, f"{page.name}: {name} needs words for those who do not see it"
            shown[name] = page

    assert set(shown) == set(PICTURES)
    assert {path.stem for path in FOLDER.iterdir()} == set(PICTURES)
