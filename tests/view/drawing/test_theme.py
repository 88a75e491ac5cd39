"""Colours: every text can be read on everything it stands on, light and dark."""

import pytest

from provenance.view.drawing import DARK, HUES, LIGHT, Palette, contrast, drawing_css, page_css

MODES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


@MODES
def test_text_has_the_contrast_that_wcag_asks_for_on_paper_panels_and_tints(palette: Palette) -> None:
    grounds = [palette.paper, palette.panel, *map(palette.tint, HUES)]

    assert min(contrast(text, ground) for text in (palette.ink, palette.soft) for ground in grounds) >= 4.5


@MODES
def test_lines_have_the_contrast_that_wcag_asks_of_graphics(palette: Palette) -> None:
    assert contrast(palette.rule, palette.paper) >= 3
    assert contrast(palette.ink, palette.paper) >= 3


@pytest.mark.parametrize("css", [drawing_css(), page_css()], ids=["pictures", "pages"])
def test_no_rule_reaches_out_of_its_own_class_or_asks_for_anything(css: str) -> None:
    flat = css.replace("@media (prefers-color-scheme:dark){", "")
    selectors = [part.rsplit("}", 1)[-1] for part in flat.split("{")[:-1]]

    for selector in selectors:
        for one in selector.split(","):
            assert ".pv-drawing" in one or ".provenance" in one, one
    assert "url(" not in css
    assert "@import" not in css
    assert "<" not in css


def test_every_look_is_defined_for_both_modes() -> None:
    light, dark = drawing_css().split("@media")

    for hue in HUES:
        assert f".tint-{hue}{{" in light
        assert f".tint-{hue}{{" in dark
        assert f".fill-{hue}{{" in light
