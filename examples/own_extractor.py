"""Plug in an extractor of your own: here one that reads transcripts ("LUND: The bridge is closed.").

An extractor says where something is attributed; the library makes the records. What it quotes is held to the
text first, so that a guess which is not there (this one makes one on purpose) is refused, not stored. A
language model is plugged in the same way: let it return the words it means as `Span.exact`.
"""

import re

import provenance as pv
from provenance.extraction import DraftAttribution, Span

TRANSCRIPT = """\
LUND: The bridge is closed to traffic. It may open again on Friday.
OKAFOR: Who decided that?
LUND: The engineers found cracks in two piers.
"""


class Transcripts:
    """Takes each line `NAME: words` for direct speech."""

    name = "transcripts"
    version = "1"

    def attributions(self, text: str) -> list[DraftAttribution]:
        """Return one draft for each line of the transcript, and one that is not in it."""
        drafts = [
            DraftAttribution(
                source=[Span(line.start(1), line.end(1))],
                content=[Span(line.start(2), line.end(2))],
                form="direct",
                act="question" if line[2].endswith("?") else None,
                confidence=0.9,
            )
            for line in re.finditer(r"^([A-Z]{2,40}): (.{1,2000})$", text, re.MULTILINE)
        ]
        invented = DraftAttribution(
            content=[Span(6, 29, "The bridge will collapse")], source=[Span(0, 4, "LUND")]
        )
        return [*drafts, invented]


checked = pv.ground(TRANSCRIPT, Transcripts().attributions(TRANSCRIPT))
for refusal in checked.refused:
    print(f"refused: {refusal}")

dossier = pv.extract(TRANSCRIPT, extractor=Transcripts(), published="2026-03-02")
print(dossier)
for passage in dossier.attributions.values():
    source = dossier.sources[passage.source] if passage.source else "nobody"
    print(f"  {source}: {dossier.claims[passage.claim]} [{passage.act}]")
