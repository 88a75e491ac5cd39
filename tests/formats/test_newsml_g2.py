"""NewsML-G2: items are read, and XML that means harm is refused."""

import json
import time
from typing import Any

import pytest

from provenance.errors import DecodingError
from provenance.formats.newsmlg2.reading import loads
from provenance.formats.newsmlg2.xml import parse
from provenance.model import Dossier
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


def item(guid: str = "urn:a", meta: str = "", content: str = "", more: str = "", **attributes: str) -> str:
    said = "".join(f' {key}="{value}"' for key, value in attributes.items())
    inner = f"<itemMeta>{meta}</itemMeta><contentMeta>{content}</contentMeta>{more}"
    return f'<newsItem guid="{guid}"{said}>{inner}</newsItem>'


def message(*items: str) -> str:
    return f"<newsMessage><header><sent>now</sent></header><itemSet>{''.join(items)}</itemSet></newsMessage>"


def steps(dossier: Dossier) -> list[tuple[str, str, str | None]]:
    return [(d.derived, d.taken_from, d.kind) for d in dossier.derivations.values()]


def hostile() -> list[Any]:
    return list(json.loads(foreign_data("hostile", "xml_own.json").read_text("utf-8"))["cases"])


def test_harmful_xml_is_refused_and_harmless_xml_read() -> None:
    for case in hostile():
        xml = case.get("xml") or "".join(part * times for part, times in case["parts"])
        if case["expect"] == "parse":
            assert parse(xml.encode()).name
        for data in (xml, xml.encode()):
            if case["expect"] != "parse":
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

    assert ("urn:a", "urn:a#2", "revised") in steps(dossier)


def test_versions_are_a_chain_by_their_numbers_in_whatever_order_they_come() -> None:
    dossier = loads(message(*(item(version=number) for number in ("3", "1", "4", "2"))))

    assert steps(dossier) == [
        ("urn:a#4", "urn:a#2", "revised"),
        ("urn:a", "urn:a#4", "revised"),
        ("urn:a#3", "urn:a", "revised"),
    ]


@pytest.mark.parametrize(
    ("meta", "kind"),
    [
        ('<signal qcode="sig:update"/>', "revised"),
        ('<signal qcode="sig:correction"/>', "corrected"),
        ('<signal uri="http://cv.iptc.org/newscodes/signal/correction"/>', "corrected"),
        ('<signal qcode="sig:retraction"/>', "retracted"),
        ('<pubStatus qcode="stat:canceled"/>', "retracted"),
        ('<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/canceled"/>', "retracted"),
        ('<pubStatus qcode="stat:canceled"/><signal qcode="sig:correction"/>', "retracted"),
        ('<pubStatus qcode="stat:withheld"/>', "revised"),
        ("", "revised"),
    ],
)
def test_signal_and_status_say_what_a_later_version_did_to_the_one_before(meta: str, kind: str) -> None:
    dossier = loads(message(item(version="2", meta=meta), item(version="1")))

    assert steps(dossier) == [("urn:a", "urn:a#2", kind)]
    assert all("withheld" in problem.message for problem in dossier.read_problems)
    kept = dossier.articles["urn:a"].extra.get("newsml-g2", {}).get("itemMeta", ())
    assert "".join(kept) == meta, "the signal itself is kept as XML"


@pytest.mark.parametrize(
    ("meta", "path"),
    [
        ('<pubStatus qcode="stat:canceled"/>', "/newsItem/itemMeta[1]/pubStatus[1]"),
        ('<signal qcode="x:y"/><signal qcode="sig:correction"/>', "/newsItem/itemMeta[1]/signal[2]"),
        ('<signal qcode="sig:update"/>', None),
        ('<pubStatus qcode="stat:usable"/>', None),
    ],
)
def test_a_change_to_a_version_that_is_not_here_is_told_of_and_no_version_is_made_up(
    meta: str, path: str | None
) -> None:
    dossier = loads(item(meta=meta))

    assert [problem.path for problem in dossier.read_problems] == ([] if path is None else [path])
    assert not dossier.derivations
    assert list(dossier.articles) == ["urn:a"]


def test_a_link_to_the_version_before_is_what_the_signal_says() -> None:
    link = '<link rel="irel:previousVersion" residref="urn:old"/>'
    corrected = loads(item(meta=f'<signal qcode="sig:correction"/>{link}'))
    canceled = loads(item(meta=f'<pubStatus qcode="stat:canceled"/>{link}'))
    plain = loads(item(meta=link))

    assert [steps(d) for d in (corrected, canceled, plain)] == [
        [("urn:a", "urn:old", kind)] for kind in ("corrected", "retracted", "revised")
    ]
    assert not any(d.read_problems for d in (corrected, canceled, plain))


@pytest.mark.parametrize(
    ("rel", "kind"),
    [
        ("irel:translatedFrom", "translated"),
        ("irel:evolvedFrom", "revised"),
        ("irel:previousVersion", "revised"),
        ("irel:derivedFrom", None),
        ("http://cv.iptc.org/newscodes/itemrelation/translatedFrom", "translated"),
    ],
)
def test_the_relation_of_a_link_is_the_kind_of_derivation(rel: str, kind: str | None) -> None:
    for attribute in ("rel", "reluri"):
        dossier = loads(item(meta=f'<link {attribute}="{rel}" residref="urn:b"/>'))
        assert steps(dossier) == [("urn:a", "urn:b", kind)]


@pytest.mark.parametrize("rel", ["irel:seeAlso", "irel:dependsOn", "", "irel:"])
def test_a_link_that_says_nothing_of_where_it_came_from_is_only_kept(rel: str) -> None:
    dossier = loads(item(meta=f'<link rel="{rel}" residref="urn:b"/>'))

    assert steps(dossier) == []
    assert "urn:b" in "".join(dossier.articles["urn:a"].extra["newsml-g2"]["itemMeta"])


def test_who_made_it_is_read_and_what_says_more_is_kept() -> None:
    content = (
        '<contributor qcode="x:md"><name>M. D.</name></contributor>'
        '<creator qcode="x:ann"><name>Ann Berg</name></creator><creator><name>Bo</name></creator>'
        "<dateline>MOSCOW, Monday</dateline><slugline>ab-c</slugline><rating value='3'/>"
        '<headline role="hld:sub">Below</headline><headline role="hld:main">Above</headline>'
        '<genre qcode="genre:Opinion"/><language tag="de-AT"/>'
    )
    meta = (
        '<provider qcode="p:x" type="cpnat:organisation"><name>The Agency</name></provider>'
        "<embargoed>2030-01-01T00:00:00Z</embargoed><edNote>Note.</edNote>"
    )
    rights = "<rightsInfo><copyrightHolder uri='u:c'/><usageTerms>Not in X</usageTerms></rightsInfo>"
    dossier = loads(item(meta=meta, content=content, more=rights))
    article = dossier.articles["urn:a"]
    kept = {key: "".join(value) for key, value in article.extra["newsml-g2"].items() if key != "attributes"}

    assert (article.headline, article.dateline, article.language) == ("Above", "MOSCOW, Monday", "de-AT")
    assert (article.authors, article.kind) == (("Ann Berg", "Bo"), "opinion")
    assert (dossier.sources["p:x"].name, dossier.sources["p:x"].kind) == ("The Agency", "organization")
    for word in ("M. D.", "x:ann", "ab-c", "rating", "hld:main", "Below"):
        assert word in kept["contentMeta"], word
    for word in ("embargoed", "Note.", "cpnat:organisation"):
        assert word in kept["itemMeta"], word
    assert "Not in X" in kept["rightsInfo"]
    assert article.published is None, "an embargo is no publication"


def test_a_source_that_is_named_later_or_otherwise_has_all_its_names() -> None:
    content = (
        '<infoSource qcode="is:AP"/><infoSource qcode="is:AP"><name>AP</name></infoSource>'
        '<infoSource qcode="is:AP"><name>The AP</name></infoSource>'
    )
    source = loads(item(content=content)).sources["is:AP"]

    assert (source.name, source.aliases) == ("AP", ("The AP",))


def test_a_byline_stands_before_the_names_of_creators() -> None:
    content = "<by>By Ann Berg and Bo</by><creator><name>Ann Berg</name></creator>"

    assert loads(item(content=content)).articles["urn:a"].authors == ("By Ann Berg and Bo",)


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ('role="isrol:originfo"', [("urn:a", "is:AP", None, "established")]),
        (
            'roleuri="http://cv.iptc.org/newscodes/infosourcerole/originfo"',
            [("urn:a", "is:AP", None, "established")],
        ),
        ("", [("urn:a", "is:AP", None, "possible")]),
        ('role="isrol:enhancer"', []),
        ('role="isrol:aggregator"', []),
    ],
)
def test_an_information_source_is_what_it_came_from_only_if_its_role_says_so(role: str, said: Any) -> None:
    dossier = loads(item(content=f'<infoSource {role} qcode="is:AP"><name>AP</name></infoSource>'))

    assert dossier.sources["is:AP"].name == "AP"
    assert [(d.derived, d.taken_from, d.kind, str(d.standing)) for d in dossier.derivations.values()] == said
    assert "is:AP" in "".join(dossier.articles["urn:a"].extra["newsml-g2"]["contentMeta"])


def test_a_message_holds_items_of_several_kinds_and_each_is_read_or_kept() -> None:
    package = (
        '<packageItem guid="urn:p"><groupSet><group><itemRef residref="urn:a"/><itemRef href="urn:z"/>'
        "</group></groupSet></packageItem>"
    )
    dossier = loads(message(package, item(), item("urn:b"), '<conceptItem guid="c"/>', "<planningItem/>"))

    assert set(dossier.articles) == {"urn:p", "urn:a", "urn:b", "urn:z"}
    assert steps(dossier) == [("urn:p", "urn:a", "compiled"), ("urn:p", "urn:z", "compiled")]
    assert [problem.path for problem in dossier.read_problems] == [
        "/newsMessage/itemSet[1]/conceptItem[1]",
        "/newsMessage/itemSet[1]/planningItem[1]",
    ]
    assert [raw for _, raw in dossier.unread] == ['<conceptItem guid="c"/>', "<planningItem/>"]
    assert "sent" in str(dossier.extra["newsml-g2"]["header"])
    with pytest.raises(DecodingError):
        loads(message(package, "<conceptItem/>"), strict=True)


def test_hops_are_in_the_order_of_their_numbers_and_revise_only_where_they_worked_on_the_content() -> None:
    hops = {
        "10": '<action qcode="hopaction:created" target="hatarget:metadata"/>',
        "2": '<action qcode="hopaction:enhanced"/>',
        "1": '<action qcode="hopaction:created" target="hatarget:content"/>',
        "7": '<action qcode="hopaction:transformed" targeturi="http://cv.iptc.org/newscodes/x/content"/>',
    }
    inner = "".join(
        f'<hop seq="{n}" timestamp="2020-01-{int(n):02}"><party qcode="p:{n}"/>{action}</hop>'
        for n, action in hops.items()
    )
    dossier = loads(item(more=f"<hopHistory>{inner}</hopHistory>"))
    handled = [(a.publisher, str(a.published)) for a in dossier.articles.values() if a.id != "urn:a"]

    assert handled == [(f"p:{n}", f"2020-01-{n:02}") for n in (1, 2, 7, 10)]
    assert steps(dossier) == [
        ("urn:a#hop=2", "urn:a#hop=1", "revised"),
        ("urn:a#hop=3", "urn:a#hop=2", "revised"),
        ("urn:a#hop=4", "urn:a#hop=3", "republished"),
        ("urn:a", "urn:a#hop=4", "republished"),
    ]


def test_hops_without_numbers_are_in_the_order_they_stand_in_and_need_no_party() -> None:
    inner = '<hop timestamp="soon"/><hop><party literal="Desk"/></hop>'
    dossier = loads(item(more=f"<hopHistory>{inner}</hopHistory>"))

    assert [d[:2] for d in steps(dossier)] == [("urn:a#hop=2", "urn:a#hop=1"), ("urn:a", "urn:a#hop=2")]
    assert [source.name for source in dossier.sources.values()] == ["Desk"]
    assert {d.standing for d in dossier.derivations.values()} == {"possible"}
    places = ("hop[1]/@timestamp", "hop[1]/@seq", "hop[2]/@seq")
    assert [p.path for p in dossier.read_problems] == [f"/newsItem/hopHistory[1]/{at}" for at in places]


def test_only_what_a_hop_without_a_number_borders_on_is_uncertain() -> None:
    dossier = loads(item(more='<hopHistory><hop/><hop seq="2"/><hop seq="1"/></hopHistory>'))
    standings = {d.derived: d.standing for d in dossier.derivations.values()}

    assert standings == {"urn:a#hop=2": "established", "urn:a#hop=3": "possible", "urn:a": "possible"}


@pytest.mark.parametrize("name", ["script", "style", "noscript", "template"])
def test_what_no_reader_of_a_page_is_shown_is_no_text(name: str) -> None:
    inner = (
        f"<html><body><p>Closed.</p><{name}>x = 1</{name}><p>Since <{name}>y</{name}>noon.</p></body></html>"
    )
    dossier = loads(item(more=f"<contentSet><inlineXML>{inner}</inlineXML></contentSet>"))

    assert dossier.articles["urn:a"].text == "Closed.\nSince noon."


@pytest.mark.parametrize(
    ("meta", "path", "said"),
    [
        ("<embargoed>2030-01-01T00:00:00Z</embargoed>", "embargoed[1]", "until '2030-01-01T00:00:00Z'"),
        ("<embargoed/>", "embargoed[1]", "until further notice"),
        ('<pubStatus qcode="stat:withheld"/>', "pubStatus[1]", "withheld"),
    ],
)
def test_that_an_item_is_held_back_is_said_as_a_problem(meta: str, path: str, said: str) -> None:
    (problem,) = loads(item(meta=meta)).read_problems

    assert problem.path == f"/newsItem/itemMeta[1]/{path}"
    assert said in problem.message


@pytest.mark.parametrize("bad", ["<!DOCTYPE newsItem>", '<!DOCTYPE a [<!ENTITY b "c">]>'])
def test_a_document_type_is_refused_even_if_nothing_in_it_is_used(bad: str) -> None:
    with pytest.raises(DecodingError, match="document type"):
        loads(bad + item())


def test_elements_stand_a_hundred_levels_deep_and_no_deeper() -> None:
    def nested(levels: int) -> str:
        return item(content="<slugline>" * levels + "</slugline>" * levels)

    assert "urn:a" in loads(nested(98)).articles
    for levels in (99, 100_000):
        with pytest.raises(DecodingError, match="nested deeper than 100"):
            loads(nested(levels))


def test_many_versions_of_one_item_are_read_in_time_that_grows_with_their_number() -> None:
    whole = message(*(item(version=str(number)) for number in range(5_000)))
    began = time.process_time()

    assert len(loads(whole).derivations) == 4_999
    assert time.process_time() - began < 20


def test_a_version_does_not_take_the_name_of_another_item() -> None:
    dossier = loads(message(item(), item("urn:a#2"), item()))

    assert set(dossier.articles) == {"urn:a", "urn:a#2", "urn:a#2#2"}
    assert dossier.unread == ()


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
        told = [p.message for p in dossier.read_problems if "embargo" not in p.message]
        concepts = ["holds no article" in message for message in told]
        assert concepts == ([True] if "Concept_Item" in path.name else []), path.name
        assert dossier.problems() == dossier.read_problems
    assert read == 8


@pytest.mark.parametrize("length", range(0, 990, 30))
def test_a_truncated_item_is_refused(length: int) -> None:
    with pytest.raises(DecodingError):
        loads(ITEM.format(version=1).encode()[: -1 - length])
