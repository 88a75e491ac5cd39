"""NewsML-G2: items are read, and XML that means harm is refused."""

import json
from typing import Any

import pytest

from provenance.errors import DecodingError
from provenance.formats.newsmlg2.reading import loads
from provenance.formats.newsmlg2.xml import parse
from tests.foreign import foreign_data

ITEM = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:a" version="{version}"
 xml:lang="en">
<itemMeta><provider qcode="p:x"><name>The Agency</name></provider>
<versionCreated>2020-01-0{version}T10:00:00Z</versionCreated><pubStatus qcode="stat:usable"/>
<link rel="irel:translatedFrom" residref="urn:b"/></itemMeta>
<contentMeta><by>By Ann</by><headline>A &amp; B</headline><slugline>ab</slugline>
<infoSource role="isrol:originfo" qcode="is:AP"><name>AP</name></infoSource></contentMeta>
<contentSet><inlineXML><html><head><title>no</title></head><body><p>One <b>two</b>.</p>
<p>Three.</p></body></html>
</inlineXML></contentSet></newsItem>"""


def hostile() -> list[Any]:
    return list(json.loads(foreign_data("hostile", "xml_own.json").read_text("utf-8"))["cases"])


def test_harmful_xml_is_refused_and_harmless_xml_read() -> None:
    for case in hostile():
        xml = case.get("xml") or "".join(part * times for part, times in case["parts"])
        for data in (xml, xml.encode()):
            if case["expect"] == "parse":
                parse(data)
            else:
                with pytest.raises(DecodingError):
                    parse(data)
            with pytest.raises(DecodingError):
                loads(data)


def test_an_item_becomes_an_article_with_what_it_came_from() -> None:
    dossier = loads(ITEM.format(version=1))
    article = dossier.articles["urn:a"]

    assert (article.headline, article.text, article.language) == ("A & B", "One two.\nThree.", "en")
    assert (article.publisher, article.authors) == ("p:x", ("By Ann",))
    kinds = {d.taken_from: d.kind for d in dossier.derivations.values()}
    assert kinds == {"urn:b": "translated", "is:AP": None}
    assert any("slugline" in xml for xml in article.extra["newsml-g2"]["contentMeta"])
    assert not dossier.problems()


def test_a_message_with_two_versions_says_which_came_of_which() -> None:
    inner = ITEM.format(version=2) + ITEM.format(version=1)
    dossier = loads(f"<newsMessage><header/><itemSet>{inner}</itemSet></newsMessage>")

    revised = [d for d in dossier.derivations.values() if d.kind == "revised"]
    assert [(d.derived, d.taken_from) for d in revised] == [("urn:a", "urn:a#2")]


def test_a_hop_history_is_a_chain_in_order() -> None:
    path = foreign_data("standards", "newsml-g2", "examples", "LISTING_29_Hop_History.xml")
    dossier = loads(path.read_bytes())

    came_from = {d.derived: d.taken_from for d in dossier.derivations.values()}
    chain, publishers = next(id for id in dossier.articles if "#" not in id), []
    while chain in came_from:
        chain = came_from[chain]
        publishers.append(dossier.articles[chain].publisher)
    assert publishers == ["comp:AP", "comp:aquiremedia", "comp:bwire", "comp:TR"]


def test_every_official_document_is_read_or_said_to_be_no_item() -> None:
    read = 0
    for path in sorted(foreign_data("standards", "newsml-g2", "examples").glob("*.xml")):
        try:
            dossier = loads(path.read_bytes())
        except DecodingError:  # two are parts of items
            continue
        read += 1
        assert len(dossier.articles) + len(dossier.unread) >= 1
    assert read == 8


@pytest.mark.parametrize("length", range(0, 990, 30))
def test_a_truncated_item_is_refused(length: int) -> None:
    with pytest.raises(DecodingError):
        loads(ITEM.format(version=1).encode()[: -1 - length])
