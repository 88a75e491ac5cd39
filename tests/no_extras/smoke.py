"""What must work where only the core is installed: run by `.ci/run` in an environment without any extra.
Use: ``python -I tests/no_extras/smoke.py seeds/pokrovsk-2025.json``

It uses neither pytest nor anything else that the core does not bring, and the installed package rather than
the checkout.
"""

import importlib
import importlib.metadata
import importlib.util
import pkgutil
import sys
import tempfile
from pathlib import Path

import provenance as pv

CORE = {"news-provenance", "attrs", "cattrs", "python-dateutil"}
WHAT_THE_CORE_BRINGS = {"six", "tzdata", "typing-extensions"}
TOOLS_OF_THE_ENVIRONMENT = {"pip", "setuptools", "wheel"}


def nothing_else_is_installed() -> None:
    names = {d.metadata["Name"].lower().replace("_", "-") for d in importlib.metadata.distributions()}
    assert names >= CORE, f"missing: {CORE - names}"
    surplus = names - CORE - WHAT_THE_CORE_BRINGS - TOOLS_OF_THE_ENVIRONMENT
    assert not surplus, f"the core brought {surplus}"


def every_module_but_the_testing_room_can_be_imported() -> None:
    for module in pkgutil.walk_packages(pv.__path__, "provenance."):
        if module.name.startswith("provenance.testing") or module.name.endswith("__main__"):
            continue
        importlib.import_module(module.name)


def every_public_name_is_there() -> None:
    for name in pv.__all__:
        if name != "testing":
            getattr(pv, name)


def a_room_that_needs_an_extra_names_it() -> None:
    message = "nothing was refused"
    try:
        importlib.import_module("provenance.testing").dossiers()
    except ImportError as error:
        message = str(error)
    assert "news-provenance[testing]" in message, message


def a_dossier_is_read_asked_written_and_read_again(path: Path) -> None:
    dossier = pv.read(path)
    assert not dossier.read_problems, dossier.read_problems

    for claim in dossier.claims.values():
        assert str(pv.trace(dossier, claim))
        assert pv.corroboration(dossier, claim).explain()

    with tempfile.TemporaryDirectory() as folder:
        for name in ("copy.json", "copy.jsonl"):
            pv.write(dossier, Path(folder, name))
            again = pv.read(Path(folder, name))
            assert again == dossier, name
            assert again.digest() == dossier.digest(), name


def main() -> None:
    assert "site-packages" in str(pv.__file__), f"not the installed package: {pv.__file__}"
    nothing_else_is_installed()
    every_module_but_the_testing_room_can_be_imported()
    every_public_name_is_there()
    a_room_that_needs_an_extra_names_it()
    a_dossier_is_read_asked_written_and_read_again(Path(sys.argv[1]))
    print("the core works without any extra")


if __name__ == "__main__":
    main()
