"""Finds a browser, and lets it look at a page."""

import html
import shutil
import subprocess
from pathlib import Path

import pytest

from provenance.view.drawing import POLICY

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def browser() -> str:
    """Return the program of a Chromium browser, or skip the test where there is none."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        pytest.skip(f"no browser found on PATH: none of {', '.join(_NAMES)}")
    return found


def without_policy(markup: str) -> str:
    """Return a page that allows everything, so that only its escaping stands between words and deeds."""
    policy = html.escape(POLICY, quote=True)
    assert policy in markup
    return markup.replace(policy, "default-src * 'unsafe-inline' 'unsafe-eval' data: blob:")


def looked_up(folder: Path, markup: str, *options: str) -> str:
    """Return the tree of a page as a browser has it, after its scripts ran."""
    (folder / "page.html").write_text(markup, "utf-8")
    command = [
        browser(),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        f"--user-data-dir={folder / 'profile'}",
        "--window-size=1200,900",
        "--virtual-time-budget=30000",
        *options,
        "--dump-dom",
        f"file://{folder / 'page.html'}",
    ]
    return subprocess.run(command, capture_output=True, text=True, timeout=180, check=True).stdout
