"""Colours and line styles, for light and dark, in one table.

The hues are those of Okabe and Ito, which people with any kind of colour vision tell apart. A hue
never stands alone: every mark that has one has a pattern, a shape or a word besides. Text is only ever
drawn in `ink` or `soft`, on `paper`, on a `panel` or on a tint; a test measures the contrast of each pair.
"""

from collections.abc import Mapping

from attrs import frozen

__all__ = ["DARK", "HUES", "LIGHT", "Palette", "contrast", "drawing_css", "page_css"]

HUES: Mapping[str, str] = {
    "blue": "#0072b2",
    "orange": "#e69f00",
    "green": "#009e73",
    "purple": "#cc79a7",
    "sky": "#56b4e9",
    "red": "#d55e00",
    "yellow": "#f0e442",
}
"""The hues by name, in the order in which they are given out."""

_FACE = "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,'Noto Sans',sans-serif"
_MEASURED = "'Helvetica Neue',Helvetica,Arial,'Liberation Sans','Noto Sans',sans-serif"  # by `letters`


@frozen(kw_only=True)
class Palette:
    """The colours of one of the two modes."""

    paper: str
    """Behind everything."""
    panel: str
    """Behind boxes."""
    ink: str
    """Text and strong lines."""
    soft: str
    """Text that stands back."""
    rule: str
    """Thin lines and borders."""
    strength: float
    """How much of a hue its tint holds."""

    def tint(self, hue: str) -> str:
        """Return a hue mixed into the paper, to stand behind text."""
        mixed = zip(_parts(HUES[hue]), _parts(self.paper), strict=True)
        return "#" + "".join(f"{round(a * self.strength + b * (1 - self.strength)):02x}" for a, b in mixed)


LIGHT = Palette(
    paper="#ffffff", panel="#f3f4f6", ink="#1b1b1f", soft="#54575e", rule="#878a92", strength=0.18
)
DARK = Palette(paper="#1b1c20", panel="#27292f", ink="#ececf0", soft="#b6b9c1", rule="#868a93", strength=0.22)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2.2 defines it: from 1 (none) to 21.

    Examples:
        >>> round(contrast("#000000", "#ffffff"))
        21
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def drawing_css() -> str:
    """Return the style of pictures, which says what each look is in both modes.

    Its rules reach only into `.pv-drawing`. Colours are written out, because some programs that
    draw SVG know no variables.
    """
    shared = (
        f".pv-drawing{{font-family:{_MEASURED};max-width:100%;height:auto}}"
        ".pv-drawing .bold{font-weight:600}"
        ".pv-drawing .line,.pv-drawing .dash,.pv-drawing .dots,.pv-drawing .strong{fill:none}"
        ".pv-drawing .dash{stroke-dasharray:6 4}"
        ".pv-drawing .dots{stroke-dasharray:1.5 3.5;stroke-linecap:round}"
        ".pv-drawing .strong{stroke-width:2}"
    )
    return shared + _looks(LIGHT) + f"@media (prefers-color-scheme:dark){{{_looks(DARK)}}}"


def page_css() -> str:
    """Return the style of what stands in a page or a notebook, all of it within `.provenance`.

    A notebook that says itself whether it is light or dark is believed before the system is.
    """
    forced_light = "body[data-jp-theme-light=true] .provenance,.vscode-light .provenance"
    forced_dark = "body[data-jp-theme-light=false] .provenance,.vscode-dark .provenance"
    return (
        f".provenance{{{_variables(LIGHT)}}}"
        f"@media (prefers-color-scheme:dark){{.provenance{{{_variables(DARK)}}}}}"
        f"{forced_light}{{{_variables(LIGHT)}}}{forced_dark}{{{_variables(DARK)}}}"
        f".provenance{{font-family:{_FACE};font-size:14px;line-height:1.45;color:var(--pv-ink);"
        "background:var(--pv-paper);padding:.6em .8em;border-radius:6px;"
        "overflow-wrap:anywhere;text-align:start}"
        ".provenance table{border-collapse:collapse;margin:.4em 0;font-size:inherit}"
        ".provenance th,.provenance td{border:1px solid var(--pv-rule);padding:.2em .5em;text-align:start;"
        "vertical-align:top;color:var(--pv-ink);background:var(--pv-paper);white-space:normal}"
        ".provenance th{background:var(--pv-panel);overflow-wrap:normal}"
        ".provenance ul{margin:0;padding-inline-start:1.3em}"
        ".provenance pre{white-space:pre-wrap;font-size:.93em;color:inherit;background:none;margin:.3em 0}"
        ".provenance summary{cursor:pointer}.provenance figure{margin:0;overflow-x:auto}"
        ".provenance a{color:inherit;text-decoration:underline}"
        ".provenance .pv-unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}"
        ".provenance .pv-soft,.provenance figcaption{color:var(--pv-soft)}"
    )


def _looks(palette: Palette) -> str:
    rules = {
        "paper": f"fill:{palette.paper}",
        "panel": f"fill:{palette.panel};stroke:{palette.rule}",
        "ink": f"fill:{palette.ink}",
        "soft": f"fill:{palette.soft}",
        "line": f"stroke:{palette.rule}",
        "dash": f"stroke:{palette.rule}",
        "dots": f"stroke:{palette.rule}",
        "strong": f"stroke:{palette.ink}",
        "solid": f"fill:{palette.ink};stroke:{palette.ink}",
        "soft-line": f"fill:none;stroke:{palette.soft}",
        "faint": f"fill:none;stroke:{palette.rule};stroke-opacity:.3",
        "soft-dash": f"fill:none;stroke:{palette.soft};stroke-dasharray:6 4",
        "soft-dots": f"fill:none;stroke:{palette.soft};stroke-dasharray:1.5 3.5;stroke-linecap:round",
        "halo": f"stroke:{palette.paper};stroke-width:3;stroke-linejoin:round;paint-order:stroke",
    }
    for hue, colour in HUES.items():
        rules[f"tint-{hue}"] = f"fill:{palette.tint(hue)};stroke:{palette.rule}"
        rules[f"fill-{hue}"] = f"fill:{colour};stroke:{palette.ink}"
    return "".join(f".pv-drawing .{look}{{{rule}}}" for look, rule in rules.items())


def _variables(palette: Palette) -> str:
    plain = {name: getattr(palette, name) for name in ("paper", "panel", "ink", "soft", "rule")}
    tints = {f"tint-{hue}": palette.tint(hue) for hue in HUES}
    return "".join(f"--pv-{name}:{colour};" for name, colour in (plain | tints | dict(HUES)).items())


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    shares = (part / 255 for part in _parts(colour))
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
