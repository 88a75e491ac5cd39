"""Five outlets report it. How many sources is that?

A story made up for the purpose. A news agency quotes the mayor of Eastbridge: the bridge is closed. Four
papers print the agency's story under their own names; a radio station uses it too, and has a reporter on the
bank who sees the barriers herself. Six reports then, the wire's among them, and two people who know.
"""

import provenance as pv

NOTED = pv.Recorded(by="the desk", basis="stated")

dossier = pv.Dossier(title="The bridge at Eastbridge")

claim = pv.Claim(id="clm-bridge-closed", text="The bridge at Eastbridge is closed to traffic.", kind="event")
mayor = pv.Source(id="src-mayor", name="Ada Lund", kind="person", interests=["place:eastbridge"])
witness = pv.Source(id="src-reporter", name="Mira Okafor", kind="person")
agency = pv.Source(id="src-agency", name="Northern Wire", kind="news_agency")
radio = pv.Source(id="src-radio", name="Radio Eastbridge", kind="news_outlet")
dossier.add(claim, mayor, witness, agency, radio)

wire = pv.Article(id="art-wire", publisher=agency, published="2026-03-02T09:10Z", kind="wire_copy")
said = pv.Attribution(
    id="att-wire-mayor",
    article=wire,
    claim=claim,
    source=mayor,
    form="indirect",
    act="assertion",
    commitment="CT+",
    how_known="participation",  # she had it closed
    obtained="interview",
    recorded=NOTED,
)
dossier.add(wire, said)

# Four papers print the whole story: each article is a copy of the wire's.
for number, name in enumerate(("The Courier", "Morning Post", "The Ledger", "Evening Star"), start=1):
    paper = pv.Source(id=f"src-paper-{number}", name=name, kind="news_outlet")
    article = pv.Article(id=f"art-paper-{number}", publisher=paper, published="2026-03-02")
    passage = pv.Attribution(
        id=f"att-paper-{number}",
        article=article,
        claim=claim,
        source=mayor,
        form="indirect",
        act="assertion",
        commitment="CT+",
        recorded=NOTED,
    )
    copied = pv.Derivation(
        id=f"der-paper-{number}", derived=article, taken_from=wire, kind="republished", recorded=NOTED
    )
    dossier.add(paper, article, passage, copied)

# The radio uses one passage of it, and its reporter saw for herself: only that passage is derived. Had the
# whole bulletin been recorded as a copy, the reporter's own work would have been counted as the wire's.
bulletin = pv.Article(id="art-radio", publisher=radio, published="2026-03-02T10:00Z", kind="broadcast")
relayed = pv.Attribution(
    id="att-radio-mayor",
    article=bulletin,
    claim=claim,
    source=mayor,
    form="indirect",
    act="assertion",
    commitment="CT+",
    recorded=NOTED,
)
seen = pv.Attribution(
    id="att-radio-reporter",
    article=bulletin,
    claim=claim,
    source=witness,
    form="indirect",
    act="assertion",
    commitment="CT+",
    how_known="direct_perception",
    obtained="witnessed",
    recorded=NOTED,
)
quoted = pv.Derivation(id="der-radio", derived=relayed, taken_from=said, kind="paraphrased", recorded=NOTED)
dossier.add(bulletin, relayed, seen, quoted)

for problem in dossier.problems():
    print(problem)

counted = pv.corroboration(dossier, claim)
print(f"{counted.reports} reports, {counted.outlets} outlets, {counted.independent} independent origins")
print()
print(counted.explain())
