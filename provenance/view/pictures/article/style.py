"""The style of the annotated article in a page; it reaches into nothing else."""

__all__ = ["ARTICLE_CSS"]

# "§" stands for the article. Lanes are the lines below each other under content that lies in content.
_RULES = """
§{max-width:66em}
§ .pv-text{display:flow-root;padding-right:23em;font-size:1.08em;max-width:38em}
§ .pv-text>p{margin:.6em 0;white-space:pre-wrap}
§ .pv-text>.pv-facts{line-height:1.45}
§ .pv-text>.pv-headline{font-size:1.2em;line-height:1.6;font-weight:600;margin:.2em 0}

§ .pv-h{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);
  white-space:nowrap;user-select:none}
§ sup{font-size:.68em;line-height:0;margin:0 .2em 0 .1em;font-style:normal;font-weight:600;
  vertical-align:.5em;user-select:none}
§ sup a{text-decoration:none;color:var(--pv-ink)}
§ sup a:hover{text-decoration:underline}

§ .pv-source{background:var(--pv-tint-blue);border-bottom:3px solid var(--pv-blue);font-weight:600}
§ .pv-cue{background:var(--pv-tint-red);border-bottom:2px dashed var(--pv-red);font-style:italic}
§ .pv-content{background:var(--pv-tint-green);border-bottom:2px solid var(--pv-green)}
§ .pv-begin{border-inline-start:2px solid var(--pv-green);padding-inline-start:2px}
§ .pv-end{border-inline-end:2px solid var(--pv-green);padding-inline-end:2px}
§ .pv-own{border-bottom:1px solid var(--pv-rule)}
§ .pv-own>sup a{color:var(--pv-soft);font-weight:400}
§ .pv-hedge{text-decoration:underline dotted 2px var(--pv-ink);text-underline-offset:2px;
  text-decoration-skip-ink:none}
LANES
§ .pv-lint{float:right;clear:right;width:26em;margin:.2em -28em .4em 0;padding-left:.5em;font-size:.8em;
  line-height:1.3;font-weight:400;font-style:normal;white-space:normal;color:var(--pv-ink);
  border-left:3px solid var(--pv-rule);text-align:left}
§ .pv-said{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden}
§ .pv-dense .pv-said{-webkit-line-clamp:1}
§ .pv-lint:hover .pv-said.pv-said{-webkit-line-clamp:none}
§ .pv-error{border-left:6px double var(--pv-red)}
§ .pv-warning{border-left-color:var(--pv-orange)}
§ .pv-note{border-left-style:dotted}

§ .pv-legend,§ .pv-facts,§ .pv-remark{color:var(--pv-soft);font-size:.93em;margin:.4em 0}
§ .pv-legend .pv-word{color:var(--pv-ink);margin-right:1em;white-space:nowrap}
§ .pv-notes{font-size:.93em;padding-left:2.6em;margin:.4em 0}
§ .pv-notes li{margin:.25em 0}
§ .pv-notes li::marker{font-weight:600}
§ .pv-notes b{font-weight:600}
§ .pv-notes .pv-quiet{color:var(--pv-soft)}
§ :target{outline:2px solid var(--pv-ink);outline-offset:2px}

@media (max-width:64em){
§ .pv-text{padding-right:0}
§ .pv-lint{float:left;clear:both;width:calc(100% - 2em);margin:.2em 0 .2em 1em}
}
@media print{
§ .pv-said.pv-said{-webkit-line-clamp:none}
}
"""
_LANES = "".join(
    f"§ .pv-l{lane}{{padding-bottom:{3.5 + 4 * lane:g}px}}"
    f"§ .pv-d{lane}>p{{line-height:{1.6 + 0.22 * lane:.2f}}}"
    for lane in range(5)
)

ARTICLE_CSS = "".join(map(str.strip, _RULES.replace("LANES", _LANES).splitlines())).replace(
    "§", ".provenance .pv-article"
)
"""A page that holds several articles has this once, and draws them with `with_style=False`."""
