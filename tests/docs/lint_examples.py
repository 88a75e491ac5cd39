"""For every sourcing rule a short made-up text that it marks, and one that it lets pass."""

from collections.abc import Callable
from typing import Any

from provenance.model import Anchors, Article, Attribution, Evidence, Quantity, Recorded, When
from tests.docs.told import CLAIM, Told

OWN: dict[str, Any] = {"form": "own_voice"}
DETECTED = Recorded(software="a comparer", basis="detected")
READER = Recorded(by="a reader", basis="inferred")
MONDAY = When.resolve("on Monday", "2025-11-04")


def s01(passes: bool) -> Told:
    if passes:
        told = Told().source("berg", name="Ann Berg").article("a", "The mine is the only one, Ann Berg said.")
        return told.says("a", "The mine is the only one", "berg", form="indirect")
    return (
        Told()
        .article("a", "The mine is the only one in the country.")
        .says("a", "The mine is the only one in the country", **OWN)
    )


def s02(passes: bool) -> Told:
    if passes:
        told = Told().source("berg", name="Ann Berg")
        told.article("a", "The bridge will close in May, said Ann Berg, the city's engineer.")
        return told.says("a", "The bridge will close in May", "berg", anonymity="named")
    told = Told().nameless("official", "a senior official", kind="person")
    told.article("a", "The bridge will close in May, a senior official said.")
    return told.says("a", "The bridge will close in May", "official", anonymity="unnamed")


def s03(passes: bool) -> Told:
    told = Told()
    if passes:
        told.source("lind", name="Rosa Lind").source("ohm", name="Karl Ohm")
        told.nameless("analysts", "analysts", kind="group", members=["lind", "ohm"])
        told.article("a", "Analysts, among them Rosa Lind and Karl Ohm, expect the bank to fail.")
    else:
        told.nameless("analysts", "analysts", kind="group")
        told.article("a", "Analysts expect the bank to fail.")
    return told.says("a", "the bank to fail", "analysts")


def s04(passes: bool) -> Told:
    told = Told().nameless("official", "a senior official", kind="person")
    more = " His brother, Olaf Rask, said so too." if passes else ""
    told.article("a", f"The minister has resigned, a senior official said.{more}")
    told.says("a", "The minister has resigned", "official", anonymity="unnamed")
    if passes:
        told.source("rask", name="Olaf Rask").says("a", "said so too", "rask", anonymity="named")
    return told


def s05(passes: bool) -> Told:
    told = Told().claim(text="The plan will fail.", kind="prediction")
    if passes:
        told.source("falk", name="Ina Falk")
        told.article("a", "The plan will fail, said Ina Falk, who chairs the committee.")
        return told.says("a", "The plan will fail", "falk", anonymity="named")
    told.nameless("diplomat", "a diplomat", kind="person").article(
        "a", "The plan will fail, a diplomat said."
    )
    return told.says("a", "The plan will fail", "diplomat", anonymity="unnamed")


def s06(passes: bool) -> Told:
    told = Told().nameless("clerk", "a clerk", kind="person")
    reason = "for fear of losing her post" if passes else None
    told.article(
        "a", f"The file was burned, said a clerk who would not be named{' ' + reason if reason else ''}."
    )
    return told.says("a", "The file was burned", "clerk", anonymity="withheld", anonymity_reason=reason)


def s07(passes: bool) -> Told:
    told = Told().claim(text="100,000 people live there.", quantity=Quantity(number=100_000, bound="about"))
    if passes:
        told.source("office", name="Statistics Office", kind="government_body")
        told.article("a", "About 100,000 people live there, the Statistics Office counted.")
        return told.says("a", "About 100,000 people live there", "office", anonymity="named")
    told.nameless("estimates", "estimates", kind="unknown")
    told.article("a", "About 100,000 people live there, according to estimates.")
    return told.says("a", "About 100,000 people live there", "estimates", anonymity="unspecified")


def s08(passes: bool) -> Told:
    told = Told("The ministry is recorded as a party to the raid (`interests`), which the claim is `about`.")
    told.claim(text="No house was hit.", kind="event", about=["event:raid"])
    told.source("ministry", name="Ministry of Defence", interests=["event:raid"])
    more = " Ola Berg, who lives there, said so too." if passes else ""
    told.article("a", f"No house was hit, the Ministry of Defence said.{more}")
    told.says("a", "No house was hit", "ministry", anonymity="named")
    if passes:
        told.source("berg", name="Ola Berg").says("a", "said so too", "berg", how_known="direct_perception")
    return told


def s09(passes: bool) -> Told:
    told = Told().claim(text="The mayor took bribes.", kind="legal_characterisation")
    told.source("rask", name="Olaf Rask").source("mayor", name="the mayor")
    more = " The mayor denied it." if passes else ""
    told.article("a", f"The mayor took bribes, said Olaf Rask, who stands against her.{more}")
    told.says("a", "The mayor took bribes", "rask")
    return told.says("a", "denied it", "mayor", commitment="CT-") if passes else told


def s10(passes: bool) -> Told:
    told = Told("The ministry's own statement is on record as well.")
    told.source("ministry", name="Ministry of Health", kind="government_body")
    told.dossier.add(Article(id="statement", publisher="ministry", kind="press_release"))
    if passes:
        told.article("a", "Forty people died, the Ministry of Health says in its statement.", "courier")
        told.says("a", "Forty people died", "ministry", obtained="statement").took("a", "statement")
    else:
        told.article("a", "Forty people died, the Ministry of Health says, The Gazette reports.", "courier")
        told.says("a", "Forty people died", "ministry", obtained="other_report")
    told.dossier.add(Attribution(article="statement", claim=CLAIM, form="own_voice", commitment="CT+"))
    return told


def q01(passes: bool) -> Told:
    told = Told().source("berg", name="Ann Berg")
    if passes:
        told.article("a", "“It was a massacre,” said Ann Berg.")
        return told.says("a", "It was a massacre", "berg", form="direct")
    told.article("a", "“It was a massacre.” The square was empty by noon.")
    return told.says("a", "It was a massacre", form="direct")


def q02(passes: bool) -> Told:
    told = Told("The Gazette's quotation is recorded as taken from The Courier.").source(
        "berg", name="Ann Berg"
    )
    told.article("b", "“It is closed for now,” Ann Berg said.", "courier")
    told.says("b", "“It is closed for now,”", "berg", form="direct")
    words = f"“It is closed for {'now' if passes else 'good'},”"
    told.article("a", f"{words} Ann Berg told The Courier.", "gazette")
    return told.says("a", words, "berg", form="direct").took("a/berg", "b/berg")


def q03(passes: bool) -> Told:
    told = Told().claim(text="The war is a special operation.", kind="characterisation")
    if passes:
        told.source("ministry", name="the ministry").article(
            "a", "The “special operation”, as the ministry calls it, goes on."
        )
        return told.says("a", "The “special operation”", "ministry", form="mixed")
    return told.article("a", "The “special operation” goes on.").says("a", "The “special operation”", **OWN)


def h01(passes: bool) -> Told:
    told = Told().source("berg", name="Ann Berg").nameless("experts", "experts", kind="group")
    head = "Builder: bridge is unsafe" if passes else "Experts: bridge is unsafe"
    told.article("a", "The bridge is unsafe, said Ann Berg, who builds bridges.", headline=head)
    told.says(
        "a", "bridge is unsafe", "berg" if passes else "experts", id="head", anchors=_in_headline(told, head)
    )
    return told.says("a", "The bridge is unsafe", "berg")


def h02(passes: bool) -> Told:
    told = Told().source("berg", name="Ann Berg").claim(text="The bridge is unsafe.")
    head = "Bridge may be unsafe, builder says" if passes else "Bridge is unsafe, builder says"
    told.article("a", "The bridge may be unsafe, said Ann Berg, who builds bridges.", headline=head)
    sure = "PS+" if passes else "CT+"
    told.says("a", "may be unsafe", "berg", id="head", commitment=sure, anchors=_in_headline(told, head))
    return told.says("a", "The bridge may be unsafe", "berg", commitment="PS+")


def _in_headline(told: Told, head: str) -> Anchors:
    return Anchors(content=[told.spot("a", head)])


def h03(passes: bool) -> Told:
    told = Told("The Gazette's passage is recorded as taken from The Courier.")
    told.source("service", name="River Service").claim(text="The river will rise.")
    told.article("b", "The river will probably rise, the River Service said.", "courier")
    told.says("b", "The river will probably rise", "service", commitment="PR+")
    words = "The river will probably rise" if passes else "The river will rise"
    told.article("a", f"{words}, the River Service told The Courier.", "gazette")
    told.says("a", words, "service", commitment="PR+" if passes else "CT+")
    return told.took("a/service", "b/service", "paraphrased")


def t01(passes: bool) -> Told:
    told = Told("The text gives 4 November 2025 as its date." if passes else "The text gives no date.")
    told.source("court", name="the court")
    told.article(
        "a", "The mine must close, the court ruled on Monday.", published="2025-11-04" if passes else None
    )
    return told.says("a", "The mine must close", "court", said_at=MONDAY, cues=["ruled on Monday"])


def t02(passes: bool) -> Told:
    told = Told().source("mayor", name="the mayor")
    when = ", who spoke on 1 November 2025" if passes else ""
    told.article("a", f"We will remind that the bridge is unsafe according to the mayor{when}.")
    cues, date = ["We will remind that", "according to"], "2025-11-01" if passes else None
    return told.says("a", "the bridge is unsafe", "mayor", cues=cues, said_at=date)


def v01(passes: bool) -> Told:
    told = Told("" if passes else "What the caveat covers is recorded as a reader's conclusion.")
    told.source("mayor", name="the mayor").claim(
        "check", "It was not verified.", kind="verification_statement"
    )
    if passes:
        told.article("a", "The bridge is closed, the mayor said, which could not be verified.")
        words, recorded = "could not be verified", None
    else:
        told.article("a", "The bridge is closed, the mayor said. Not all in this report could be verified.")
        words, recorded = "Not all in this report could be verified", READER
    told.says("a", "The bridge is closed", "mayor").says("a", words, id="limit", claim="check")
    return told.related("check", "caveats", CLAIM, recorded=recorded)


def v02(passes: bool) -> Told:
    told = Told().source("desk", name="Fact Desk").claim(text="The bridge is closed.")
    if passes:
        told.article(
            "a", "We went there on Monday: cars were crossing. Our picture shows it. The claim is false."
        )
        url = "https://desk.example/picture"
        return told.checked(
            state="checked",
            verdict="refuted",
            checker="desk",
            method="went there",
            evidence=[Evidence(url=url)],
        )
    told.article("a", "The Fact Desk rates the claim as false.")
    return told.checked(state="checked", verdict="refuted", checker="desk")


def v03(passes: bool) -> Told:
    told = Told("The Gazette's passage is recorded as taken from The Courier.").source(
        "mayor", name="the mayor"
    )
    told.article("b", "The bridge is closed, the mayor said.", "courier").says(
        "b", "The bridge is closed", "mayor"
    )
    told.article("a", "The bridge is closed, the mayor told The Courier.", "gazette")
    told.says("a", "The bridge is closed", "mayor").took("a/mayor", "b/mayor")
    if passes:
        return told
    told.article("c", "We have withdrawn our report on the bridge: the mayor never said so.", "courier")
    return told.took("c", "b", "retracted", withdraws=["b/mayor"])


def i01(passes: bool) -> Told:
    told = Told(
        "Only the police are recorded as having it from the log."
        if passes
        else "Both are recorded as having it from the harbour's log."
    )
    told.source("log", name="the harbour's log", kind="document").source("mayor", name="the mayor")
    told.source("police", name="the police").article(
        "a", "The ferry sank, the mayor said. The police say the same."
    )
    told.says("a", "The ferry sank", "mayor").says("a", "say the same", "police")
    told.took("police", "log", "primary_source")
    return told if passes else told.took("mayor", "log", "primary_source")


def i02(passes: bool) -> Told:
    told = Told("Each is recorded as taken from the outlet that it names.")
    texts = {
        "a": ("courier", "The ferry sank, The Gazette reports."),
        "b": ("gazette", "The ferry sank, The Herald reports."),
        "c": (
            "herald",
            "The ferry sank, its captain said." if passes else "The ferry sank, The Courier reports.",
        ),
    }
    for id, (outlet, text) in texts.items():
        told.article(id, text, outlet).says(id, "The ferry sank", **OWN)
    told.took("a/own", "b/own").took("b/own", "c/own")
    return told if passes else told.took("c/own", "a/own")


def i03(passes: bool) -> Told:
    aside = "A program found the two texts alike"
    told = Told(
        f"{aside}; an editor has recorded that the second is the first, republished."
        if passes
        else f"{aside}."
    )
    text = "The ferry sank at dawn, the mayor said."
    told.source("mayor", name="the mayor")
    for id, outlet in (("a", "courier"), ("b", "gazette")):
        told.article(id, text, outlet).says(id, "The ferry sank at dawn", "mayor")
    told.took("b", "a", "paraphrased", recorded=DETECTED)
    return told.took("b/mayor", "a/mayor", "republished") if passes else told


def n01(passes: bool) -> Told:
    aside = "Two people of that name are on record"
    told = Told(
        f"{aside}, and judged to be different."
        if passes
        else f"{aside}; nobody has judged whether they are one."
    )
    told.source("smith", name="John Smith", kind="person").source("other", name="John Smith", kind="person")
    told.article("a", "The ferry sank, John Smith said.").says("a", "The ferry sank", "smith")
    return told.judged("smith", "other", "different") if passes else told


def n02(passes: bool) -> Told:
    again = "Rydberg" if passes else "Rydbergh"
    told = Told().source("general", name=None, kind="person")
    told.article("a", f"The town has fallen, General Rydberg said. It was empty, {again} said later.")
    told.says("a", "The town has fallen", "general", id="one", credited_as="General Rydberg")
    return told.says("a", "It was empty", "general", id="two", claim="empty", credited_as=again)


def d01(passes: bool) -> Told:
    told = Told("The Gazette's text is recorded as an excerpt of The Courier's.")
    told.article("a", "The ferry sank at dawn, with nobody aboard.", "courier").says(
        "a", "The ferry sank at dawn", **OWN
    )
    words = "The ferry sank at dawn, with nobody aboard"
    told.article("b", f"{words}{', The Courier reports' if passes else ''}.", "gazette")
    told.says("b", words, "courier" if passes else None).took("b", "a", "excerpted")
    return told


def m01(passes: bool) -> Told:
    if not passes:
        return Told().article("a", "The ferry sank at dawn.")
    whole = {"authors": ["Ada Lund"], "published": "2025-11-04", "url": "https://courier.example/ferry"}
    told = Told("Publisher, byline, date and address are recorded as the page gives them.")
    return told.article("a", "By Ada Lund, 4 November 2025. The ferry sank at dawn.", "courier", **whole)


EXAMPLES: dict[str, Callable[[bool], Told]] = {
    made.__name__.upper(): made
    for made in (
        *(s01, s02, s03, s04, s05, s06, s07, s08, s09, s10),
        *(q01, q02, q03, h01, h02, h03, t01, t02, v01, v02, v03),
        *(i01, i02, i03, n01, n02, d01, m01),
    )
}
"""By the code of the rule: what makes the text that passes, or the one that is marked."""
