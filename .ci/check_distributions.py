"""Look into a built wheel and sdist: all of the package is there, and nothing else.

Use: ``python .ci/check_distributions.py FOLDER``
"""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Compare the one wheel and the one sdist in a folder with the files under version control."""
    folder = Path(sys.argv[1])
    (wheel,) = folder.glob("*.whl")
    (sdist,) = folder.glob("*.tar.gz")
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    tracked = {name for name in listed.stdout.decode().split("\0") if name}

    package = {name for name in tracked if name.startswith("provenance/")}
    with zipfile.ZipFile(wheel) as archive:
        in_wheel = {name for name in archive.namelist() if ".dist-info/" not in name}
    _same("wheel", in_wheel, package)
    assert "provenance/py.typed" in in_wheel

    with tarfile.open(sdist) as archive_of_sources:
        in_sdist = {name.partition("/")[2] for name in archive_of_sources.getnames()}
    made = {"PKG-INFO", "pyproject.toml", ".gitignore"}
    _same("sdist", in_sdist - made, tracked - made - {".gitattributes"})
    print(f"{wheel.name} holds {len(in_wheel)} files, {sdist.name} {len(in_sdist)}")


def _same(what: str, found: set[str], wanted: set[str]) -> None:
    if found != wanted:
        sys.exit(f"{what}: missing {sorted(wanted - found)}, surplus {sorted(found - wanted)}")


if __name__ == "__main__":
    main()
