"""Dossiers full of strings that do harm where they are not escaped."""

import json

from hypothesis import strategies as st

from provenance.model import Article, Attribution, Claim, Derivation, Dossier, Recorded, Source, When
from provenance.model.shapes import is_encodable
from tests.foreign import foreign_data

OWN = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "'=1",
    "''@x",
    "'tis",
    " =1",
    "\u200b=1",
    "＝1+1",
    "true",
    "007",
    "2020",
    "1e5",
    "NaN",
    "null",
    '"',
    'a"b',
    "a;=1;b",
    "a,b",
    "line\nline",
    "line\r\nline\rline",
    " blanks ",
    " ",
    "\x00",
    "a\x00b",
    "]]>",
    "</data>",
    "<script>document.title='PWNED'</script>",
    "&lt;b&gt;",
    "%%{init: {'securityLevel':'loose'}}%%",
    '"]-->B',
    "end",
    "\ufeff",
    "\ufffe\uffff",
    "\u2028\u2029\x85",
    "👩🏽\u200d🚒",
    "'; DROP TABLE claims;--",
    "[1",
    "{}",
    "[]",
    "-",
    "=",
    "'",
)

texts = st.one_of(
    st.sampled_from(OWN),
    st.text(
        st.one_of(st.sampled_from("'=+-@\t\r\n\",; \x00\\<>&#|`%"), st.characters(exclude_categories=["Cs"])),
        min_size=1,
    ),
)


def story_of(text: str, number: int = 0) -> Dossier:
    """Return a small story with a text wherever a text can stand."""
    id = f"{text} {number}"
    name = text if text.strip() else f"{text}x"  # a name and a claim hold more than blanks
    return Dossier(
        [
            Source(
                name=name,
                aliases=[text, ""],
                identifiers={text: text},
                id=f"{id} s",
                extra={f"x{text}": text},
            ),
            Article(headline=text, text=text, authors=[text], publisher=f"{id} s", id=f"{id} a"),
            Claim(text=name, where=text, when=When(text=text), id=f"{id} c"),
            Attribution(
                article=f"{id} a",
                claim=f"{id} c",
                source=f"{id} s",
                credited_as=text,
                recorded=Recorded(by=text, software=text),
                id=f"{id} p",
            ),
            Derivation(derived=f"{id} p", taken_from=f"{id} gone", id=f"{id} d"),
        ],
        title=text,
        extra={f"x{text}": text},
    )


def all_strings() -> list[str]:
    """Return every hostile string there is, those of others too; skips where they are absent."""
    found = list(OWN)
    for name in ("xss_own.json", "text_own.json", "blns.json"):
        waiting = [json.loads(foreign_data("hostile", name).read_text("utf-8"))]
        while waiting:
            item = waiting.pop()
            if isinstance(item, str):
                found.append(item)
            elif isinstance(item, dict):
                waiting += [value for key, value in item.items() if key != "_about"]
            elif isinstance(item, list):
                waiting += item
    return [text for text in dict.fromkeys(found) if text and is_encodable(text)]


def story_of_all() -> Dossier:
    """Return one dossier with every hostile string there is."""
    found = Dossier()
    for number, text in enumerate(all_strings()):
        found.add(*story_of(text, number))
    return found
