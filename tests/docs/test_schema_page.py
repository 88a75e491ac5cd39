"""The page of the JSON Schema shows every field that the schema has."""

import re

from provenance.formats.schema import json_schema
from tests.docs.schema_page import PAGE, region

TEXT = PAGE.read_text("utf-8")


def test_the_page_shows_the_schema_as_it_is() -> None:
    assert region() in TEXT, "run `python -m tests.docs.schema_page`"


def test_every_field_has_an_anchor_of_its_own_that_can_be_linked() -> None:
    schema = json_schema()
    wanted = [f"document.{field}" for field in schema["properties"]]
    wanted += [
        f"{name.lower()}.{field}" for name, part in schema["$defs"].items() for field in part["properties"]
    ]

    assert re.findall(r"\{ #([\w.$-]+) \}", TEXT) == wanted


def test_every_part_of_the_schema_has_a_heading_and_every_field_a_type() -> None:
    headings = re.findall(r"^### (\w+)$", TEXT, re.MULTILINE)

    assert headings == list(json_schema()["$defs"])
    assert "any JSON |  |" not in TEXT
    assert "| [`via`](#attribution.via){ #attribution.via } | id of an attribution or null |" in TEXT
    assert "word of [Form](vocabularies.md#form) or null" in TEXT
