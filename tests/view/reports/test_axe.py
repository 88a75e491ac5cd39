"""A report as axe-core sees it, which looks for what keeps people from using a page.

It needs a browser, and the file `axe.min.js` of the npm package axe-core, whose place the environment
variable `AXE_CORE` names.
"""

import html
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

import provenance as pv
from provenance import view
from tests.view.reports.browsers import looked_up, without_policy
from tests.view.reports.stories import newsroom

_LOOK = """
document.querySelectorAll('details').forEach(folded => { folded.open = true; });
axe.run(document, {resultTypes: ['violations']}).then(found => {
  const said = document.createElement('pre');
  said.id = 'axe-found';
  said.textContent = JSON.stringify({passes: found.passes.length, violations: found.violations.map(
    one => [one.id, one.nodes.map(node => node.html.slice(0, 200))])});
  document.body.replaceChildren(said);
});
"""


def found_by_axe(folder: Path, markup: str, *options: str) -> dict[str, Any]:
    """Return what axe-core finds in a page, everything in it unfolded."""
    place = os.environ.get("AXE_CORE")
    if not place:
        pytest.skip("axe-core not found: the environment variable AXE_CORE names no axe.min.js")
    program = Path(place).read_text("utf-8").replace("</script", "<\\/script")
    scripts = f"<script>{program}</script><script>{_LOOK}</script></body>"
    tree = looked_up(folder, without_policy(markup).replace("</body>", scripts), *options)
    said = re.search(r'<pre id="axe-found">(.*?)</pre>', tree, re.DOTALL)
    assert said is not None
    found: dict[str, Any] = json.loads(html.unescape(said[1]))
    return found


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("name", ["giffords-2011", "empty", "newsroom"])
def test_nothing_keeps_anybody_from_using_a_report(name: str, mode: str, tmp_path: Path) -> None:
    stories = {"giffords-2011": lambda: pv.cases.load("giffords-2011"), "empty": pv.Dossier}
    story = stories.get(name, lambda: newsroom(6))()
    dark = ("--blink-settings=preferredColorScheme=0",) if mode == "dark" else ()

    found = found_by_axe(tmp_path, view.report(story), *dark)

    assert found["violations"] == []
    assert found["passes"] > 25
