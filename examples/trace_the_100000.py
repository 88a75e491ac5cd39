"""Whose figure is that? Trace "about 100,000" in the seed article back to whoever gave it.

The article says "According to estimates". What was found out elsewhere (the researched layer of the dossier)
names the general who gave the figure, and shows what the number lost on the way: who said it, that it was
"over", and that he commands one of the two sides.
"""

import provenance as pv

dossier = pv.read("seeds/pokrovsk-2025.json")
claim = dossier.claims["clm-100000-troops"]
print(claim)

for basis, words in (
    ("stated", "What the text itself says"),
    (None, "With what was found out elsewhere"),
):
    print(f"\n{words}:")
    for chain in pv.trace(dossier, claim, basis=basis).chains(limit=3):
        print(f"  {chain}")
    counted = pv.corroboration(dossier, claim, basis=basis)
    for origin in counted.origins:
        party = dossier.sources[origin].interests if origin in dossier.sources else ()
        print(f"  origin: {dossier[origin]}" + (f", a party to {', '.join(party)}" if party else ""))
    print(f"  independent origins: {counted.independent}")

print("\nThe figure at each hop:")
passage = dossier.attributions.get("att-100000-troops")
while passage is not None:
    step = dossier.claims[passage.claim]
    amount = step.quantity
    if amount is not None:
        who = dossier.sources[passage.source] if passage.source else "nobody credited"
        print(f"  {passage.article}: {amount.bound} {amount.number:,} {amount.unit} ({who})")
    earlier = [d.taken_from for d in dossier.derivations_of(passage) if d.standing == pv.Standing.ESTABLISHED]
    passage = dossier.attributions.get(earlier[0]) if earlier else None

print("\nAnd has anyone checked?")
print(pv.status(dossier, claim))
