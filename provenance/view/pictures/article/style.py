"""The style of the annotated article in a page; it reaches into nothing else."""

__all__ = ["ARTICLE_CSS"]

_A = ".provenance .pv-article"
_LINES = "".join(
    f"{_A} .pv-l{lane}{{padding-bottom:{3.5 + 4 * lane:g}px}}{_A} .pv-d{lane}>p,{_A} .pv-d{lane}>.pv-headline{{line-height:{1.6 + 0.22 * lane:.2f}}}"
    for lane in range(5)
)

ARTICLE_CSS = (
    f"{_A}{{max-width:66em}}"
    f"{_A} .pv-text{{padding-right:19.5em;font-size:1.08em;max-width:38em}}"
    f"{_A} .pv-text>p{{margin:.6em 0;white-space:pre-wrap}}{_A} .pv-text>.pv-facts{{line-height:1.45}}"
    f"{_A} .pv-text>.pv-headline{{font-size:1.2em;font-weight:600;margin:.2em 0}}"
    # What is for eyes that do not see the style, and for ears, is taken out of the others' sight.
    f"{_A} .pv-h{{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap;"
    "user-select:none}"
    f"{_A} sup{{font-size:.68em;line-height:0;margin:0 .2em 0 .1em;font-style:normal;font-weight:600;"
    "vertical-align:.5em;user-select:none}"
    f"{_A} sup a{{text-decoration:none;color:var(--pv-ink)}}{_A} sup a:hover{{text-decoration:underline}}"
    f"{_A} .pv-source{{background:var(--pv-tint-blue);border-bottom:3px solid var(--pv-blue);font-weight:600;"
    "padding-bottom:0}"
    f"{_A} .pv-cue{{background:var(--pv-tint-red);border-bottom:2px dashed var(--pv-red);font-style:italic;"
    "padding-bottom:0}"
    f"{_A} .pv-content{{background:var(--pv-tint-green);border-bottom:2px solid var(--pv-green)}}"
    f"{_A} .pv-begin{{border-left:2px solid var(--pv-green);padding-left:2px}}"
    f"{_A} .pv-end{{border-right:2px solid var(--pv-green);padding-right:2px}}"
    f"{_A} .pv-own{{border-bottom:1px solid var(--pv-rule)}}{_A} .pv-own>sup a{{color:var(--pv-soft);font-weight:400}}"
    f"{_A} .pv-hedge{{text-decoration:underline dotted 2px var(--pv-ink);text-underline-offset:2px;"
    "text-decoration-skip-ink:none}"
    f"{_LINES}"
    f"{_A} .pv-lint{{float:right;clear:right;width:22em;margin:.2em -24em .4em 0;padding-left:.5em;"
    "font-size:.8em;line-height:1.3;font-weight:400;font-style:normal;white-space:normal;color:var(--pv-ink);"
    "border-left:3px solid var(--pv-rule);text-align:left}"
    f"{_A} .pv-headline .pv-lint{{font-size:.64em}}"
    f"{_A} .pv-said{{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden}}"
    f"{_A} .pv-lint:hover .pv-said{{-webkit-line-clamp:none}}"
    f"{_A} .pv-error{{border-left:6px double var(--pv-red)}}{_A} .pv-warning{{border-left-color:var(--pv-orange)}}"
    f"{_A} .pv-note{{border-left-style:dotted}}"
    f"{_A} .pv-legend,{_A} .pv-facts,{_A} .pv-remark{{color:var(--pv-soft);font-size:.93em;margin:.4em 0}}"
    f"{_A} .pv-legend .pv-word{{color:var(--pv-ink);margin-right:1em;white-space:nowrap}}"
    f"{_A} .pv-notes{{font-size:.93em;padding-left:2.6em;margin:.4em 0}}{_A} .pv-notes li{{margin:.25em 0}}"
    f"{_A} .pv-notes li::marker{{font-weight:600}}{_A} .pv-notes .pv-quiet{{color:var(--pv-soft)}}"
    f"{_A} .pv-notes b{{font-weight:600}}"
    f"{_A} :target{{outline:2px solid var(--pv-ink);outline-offset:2px}}"
    f"@media (max-width:64em){{{_A} .pv-text{{padding-right:0}}"
    f"{_A} .pv-lint{{float:none;display:block;width:auto;margin:.2em 0 .2em 1em}}}}"
    f"@media print{{{_A} .pv-said{{-webkit-line-clamp:none}}}}"
)
"""A page that holds several articles has this once, and draws them with `with_style=False`."""
