"""Annotate an article by hand: no program reads it, a person does.

The words are searched for, never counted: `TextAnchor.find` gives the place of a quotation in the text, and
refuses words that are not there. The dossier is checked, saved, read again and asked a question.
"""

import tempfile
from pathlib import Path

import provenance as pv

TEXT = (
    "The harbour will stay shut until Friday, the port authority said on Tuesday. "
    '"We have lost two cranes," said a dock worker who asked not to be named. '
    "About 40 ships are waiting outside, according to The Gull."
)
BY_HAND = pv.Recorded(by="K. Moreau", basis="stated")


def at(words: str, occurrence: int | None = None) -> list[pv.TextAnchor]:
    """Return where words of the article stand; which of several places is counted from 0."""
    return [pv.TextAnchor.find(TEXT, words, occurrence)]


article = pv.Article(
    id="art-harbour", headline="Harbour stays shut", published="2026-03-04", language="en", text=TEXT
)
port = pv.Source(
    id="src-port", name="port authority", kind="government_body", interests=["place:the-harbour"]
)
# A source without a name is known by the words that describe it, and by where they stand.
worker = pv.Source(
    id="src-dock-worker",
    kind="person",
    description="a dock worker",
    described_in=(article, at("a dock worker")[0]),
)
gull = pv.Source(id="src-gull", name="The Gull", kind="news_outlet")

shut = pv.Claim(
    id="clm-shut",
    text="The harbour will stay shut until Friday.",
    kind="prediction",
    about=["place:the-harbour"],
    when=pv.When.resolve("until Friday", "2026-03-04", past=False),
)
cranes = pv.Claim(id="clm-cranes", text="Two cranes were lost.", kind="event", about=["place:the-harbour"])
ships = pv.Claim(
    id="clm-ships",
    text="About 40 ships are waiting outside the harbour.",
    kind="quantity",
    about=["place:the-harbour"],
    quantity=pv.Quantity(number=40, bound="about", unit="ships"),
)

dossier = pv.Dossier([article, port, worker, gull, shut, cranes, ships], title="The harbour")
dossier.add(
    pv.Attribution(
        article=article,
        claim=shut,
        source=port,
        anchors=pv.Anchors(
            source=at("the port authority"),
            cue=at("said", 0),
            content=at("The harbour will stay shut until Friday"),
        ),
        form="indirect",
        act="assertion",
        commitment="CT+",
        anonymity="named",
        said_at=pv.When.resolve("on Tuesday", "2026-03-04", past=True),
        recorded=BY_HAND,
    ),
    pv.Attribution(
        article=article,
        claim=cranes,
        source=worker,
        anchors=pv.Anchors(
            source=at("a dock worker who asked not to be named"),
            cue=at("said", 1),
            content=at('"We have lost two cranes,"'),
        ),
        form="direct",
        act="assertion",
        commitment="CT+",
        anonymity="role_only",
        anonymity_reason="asked not to be named",
        recorded=BY_HAND,
    ),
    pv.Attribution(
        article=article,
        claim=ships,
        source=gull,
        anchors=pv.Anchors(
            source=at("The Gull"), cue=at("according to"), content=at("About 40 ships are waiting outside")
        ),
        form="indirect",
        act="assertion",
        commitment="CT+",
        hedges=[pv.Hedge(kind="approximator", anchors=at("About"))],
        anonymity="named",
        obtained="other_report",
        recorded=BY_HAND,
    ),
)

problems = dossier.problems()
print(dossier, "-", f"{len(problems)} problems")

with tempfile.TemporaryDirectory() as folder:
    path = Path(folder, "harbour.json")
    pv.write(dossier, path)
    again = pv.read(path)

print("read back the same:", again.digest() == dossier.digest())
print()
for passage in again.passages_of(article):
    source = again.sources[passage.source] if passage.source else None
    print(f"{passage.form}: {again.claims[passage.claim]}")
    print(f"    from {source} ({passage.anonymity}): {passage.anchors.content[0].exact}")
