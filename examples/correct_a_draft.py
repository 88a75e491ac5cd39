"""Let the library draft, correct the draft by hand, save it, and merge a later draft without losing anything.

A program reads the article and drafts a dossier; a person looks at each passage. Records never change: a
corrected one is made with `attrs.evolve` and put in the place of the old one, under the same id.
"""

import tempfile
from pathlib import Path

from attrs import evolve

import provenance as pv

TEXT = (
    "The bridge is closed, Mayor Ada Lund said on Monday. "
    "It will open again by Friday, according to an engineer. "
    "Lund denied that the piers are cracked."
)

draft = pv.extract(TEXT, published="2026-03-03", publisher="The Courier")


def show(dossier: pv.Dossier) -> None:
    """Print each passage on one line, with who recorded it."""
    for passage in dossier.attributions.values():
        source = dossier.sources[passage.source] if passage.source else "nobody"
        noted = passage.recorded
        who = (noted.by or noted.software) if noted is not None else "?"
        print(f"  {source} ({passage.commitment}): {dossier.claims[passage.claim]}  [{who}]")


print("The draft:")
show(draft)

BY_HAND = pv.Recorded(by="K. Moreau", basis="stated")
corrected = draft.copy()

# 1. The bridge is the mayor's own affair: that is for a person to say.
mayor = next(s for s in draft.sources.values() if s.name and "Lund" in s.name)
corrected.replace(evolve(mayor, interests=("place:the-bridge",)))

# 2. Every passage has been looked at, and is now ours.
for passage in draft.attributions.values():
    corrected.replace(evolve(passage, recorded=BY_HAND))

# 3. The engineer's words are a forecast, and "it" is the bridge.
for claim in draft.claims.values():
    if "Friday" in claim.text:
        corrected.replace(evolve(claim, text="The bridge will open again by Friday.", kind="prediction"))

print("\nCorrected:")
show(corrected)
print(f"  problems: {len(corrected.problems())}")

with tempfile.TemporaryDirectory() as folder:
    path = Path(folder, "bridge.json")
    pv.write(corrected, path)
    saved = pv.read(path)

settled = saved.merge(pv.extract(TEXT, published="2026-03-03", publisher="The Courier"), keep="mine")
print(f"\nA second draft merged in: {len(settled)} records differed, and the corrected ones were kept:")
show(saved)
