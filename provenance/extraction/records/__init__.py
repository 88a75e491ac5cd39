"""From drafts to records: who is meant, what is claimed, and what the text says of both.

- `drafting`: the order of the work; `bench`: what it works on;
- `mentions`, `cast`, `casting`: source phrases, who is who, and the sources made of them;
- `attributing`: claims and attributions; `joining`: other readings, relays, derivations;
- `verification`, `checking`: what the text says about checking; `own_voice`: what nobody is credited with;
- `hedging`, `quantities`, `circumstances`: readings of a few words each.
"""
