"""Look into the built documentation: nothing comes from elsewhere, every link leads somewhere, search finds.

Use: ``python .ci/check_site.py SITE``
"""

import json
import os
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

ASKED = ("corroboration", "Admiralty", "ClaimReview", "anonymity")
"""What somebody looks for, and finds in the search of the site."""

_LOADING = {"script": "src", "img": "src", "iframe": "src", "source": "src", "embed": "src", "object": "data"}
_LINKS_THAT_LOAD = {"stylesheet", "preconnect", "preload", "modulepreload", "dns-prefetch", "icon"}
_LITERAL = {"code", "pre", "script", "style", "kbd"}
_FROM_ELSEWHERE = re.compile(r"""(?:url\(\s*["']?|@import\s+["']?)((?:https?:)?//[^)"'\s]+)""")
_EMOJI = re.compile(r"(?<![\w:]):[a-z][a-z_]{2,30}:(?![\w:])")


class Page(HTMLParser):
    """What one page loads, where it leads, and what can be linked in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.faults: list[str] = []
        self._literal = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in what an element links, loads and names."""
        given = {name: value or "" for name, value in attrs}
        self._literal += tag in _LITERAL
        self.anchors |= {given[name] for name in ("id", "name") if given.get(name)}
        classes = given.get("class", "").split()
        if "mermaid" in classes or "twemoji" in classes:
            self.faults.append(f"an element of class {given['class']!r} is drawn by a script from elsewhere")
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag == "link" and _LINKS_THAT_LOAD & set(given.get("rel", "").split()):
            self.loads.append(given.get("href", ""))
        elif tag in _LOADING and given.get(_LOADING[tag]):
            self.loads.append(given[_LOADING[tag]])
        self.loads += _FROM_ELSEWHERE.findall(given.get("style", ""))

    def handle_endtag(self, tag: str) -> None:
        """Notice the end of what is shown as it is written."""
        self._literal -= tag in _LITERAL

    def handle_data(self, data: str) -> None:
        """Notice names of pictures that nobody turned into pictures."""
        if not self._literal:
            self.faults += [f"{name} stands in the text" for name in _EMOJI.findall(data)]


def faults(site: Path) -> Iterator[str]:
    """Yield everything that is wrong with a built site."""
    site = site.resolve()
    pages = {path: Page(path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))}
    files = {str(path) for path in site.rglob("*") if path.is_file()}
    for path, page in pages.items():
        where = path.relative_to(site).as_posix()
        for fault in page.faults:
            yield f"{where}: {fault}"
        for address in page.loads:
            if urlsplit(address).netloc:
                yield f"{where} loads {address}"
        if where != "404.html":  # its links are counted from wherever somebody went astray
            for address in {*page.links, *page.loads}:
                yield from (f"{where}: {told}" for told in _link(files, path, address, pages))
    for path in sorted(site.rglob("*.css")):
        for address in _FROM_ELSEWHERE.findall(path.read_text("utf-8")):
            yield f"{path.relative_to(site).as_posix()} loads {address}"
    yield from _search(site, pages)


def _link(files: set[str], path: Path, address: str, pages: dict[Path, Page]) -> Iterator[str]:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        if parts.scheme not in ("", "http", "https", "mailto", "data"):
            yield f"a link begins with {parts.scheme}:"
        return
    target = os.path.normpath(path.parent / unquote(parts.path)) if parts.path else str(path)
    if target not in files:
        target = os.path.join(target, "index.html")
    if target not in files:
        yield f"{address} leads nowhere"
        return
    known, fragment = pages.get(Path(target)), unquote(parts.fragment)
    if fragment and known is not None and fragment not in known.anchors:
        yield f"{address} names a place that is not there"


def _search(site: Path, pages: dict[Path, Page]) -> Iterator[str]:
    index = site / "search" / "search_index.json"
    if not index.is_file():
        yield "there is nothing to search"
        return
    entries = json.loads(index.read_text("utf-8"))["docs"]
    found = {entry["location"].partition("#")[0] for entry in entries}
    for path in pages:
        where = path.parent.relative_to(site).as_posix()
        if path.name == "index.html" and ("" if where == "." else f"{where}/") not in found:
            yield f"search does not know {where}"
    for words in ASKED:
        if not any(words in entry["title"] + entry["text"] for entry in entries):
            yield f"search does not find {words!r}"


def main() -> None:
    """Check the site in a folder; end with what is wrong with it."""
    site = Path(sys.argv[1])
    found = list(faults(site))
    if found:
        sys.exit("\n".join(found))
    print(f"{len(list(site.rglob('*.html')))} pages, nothing from elsewhere, every link leads somewhere")


if __name__ == "__main__":
    main()
