"""brat stand-off: written for annotators, read as attribution corpora are made."""

import json
import time
from collections.abc import Iterator

import pytest
from hypothesis import given

from provenance import formats
from provenance.errors import DecodingError
from provenance.formats import brat
from provenance.formats.brat.keys import stem_of
from provenance.formats.brat.reading import load_files
from provenance.formats.brat.writing import dump_files
from provenance.formats.packing import packed
from provenance.model import Anchors, Article, Attribution, Claim, Dossier, Source, TextAnchor
from provenance.testing import dossiers
from tests.formats.foreign_formats import broken, hostile_strings, is_answered, registered
from tests.golden import stories

NAME = "brat"
TEXT = "The bridge, the mayor said, is closed."


@pytest.fixture(autouse=True, scope="module")
def _registered() -> Iterator[None]:
    with registered(brat.FORMATS):
        yield


def read(lines: str, text: str | None = TEXT, name: str = "doc") -> Dossier:
    """Read one text with its annotations."""
    files = {f"{name}.ann": lines.encode()}
    if text is not None:
        files[f"{name}.txt"] = text.encode()
    return load_files(files)


def only(dossier: Dossier) -> Attribution:
    (passage,) = dossier.attributions.values()
    return passage


def spans(passage: Attribution) -> dict[str, list[tuple[int, int, str]]]:
    return {
        role: [(x.start, x.end, x.exact) for x in getattr(passage.anchors, role)]
        for role in ("source", "cue", "content")
        if getattr(passage.anchors, role)
    }


WHOLE = {
    "source": [(12, 21, "the mayor")],
    "cue": [(22, 26, "said")],
    "content": [(0, 10, "The bridge"), (28, 37, "is closed")],
}

# --- a round trip --------------------------------------------------------------------------


@pytest.mark.parametrize("story", stories.STORIES)
def test_every_story_comes_back_whole(story: str) -> None:
    before = stories.STORIES[story]()

    output, losses = formats.dumps_with_losses(before, NAME)

    assert not losses, str(losses)
    again = formats.loads(output, NAME)
    assert again.read_problems == ()
    assert formats.dumps(again, NAME) == output


@given(dossier=dossiers())
def test_every_dossier_comes_back_whole(dossier: Dossier) -> None:
    output = formats.dumps(dossier, NAME)
    again = formats.loads(output, NAME)

    assert again == dossier
    assert again.read_problems == ()
    assert formats.dumps(again, NAME) == output


def test_anchors_that_do_not_match_their_text_come_back_as_they_are() -> None:
    article, claim = Article(id="art-1", text="It rains."), Claim(id="clm-1", text="x")
    anchors = Anchors(
        source=[TextAnchor(start=3, end=8, exact="pours")],
        cue=[TextAnchor(start=90, end=92, exact="ab")],
        content=[TextAnchor(start=5, end=7, exact="in"), TextAnchor(start=0, end=2, exact="It")],
    )
    before = Dossier([article, claim, Attribution(id="att-1", article=article, claim=claim, anchors=anchors)])

    again = formats.loads(formats.dumps(before, NAME), NAME)

    assert again == before
    assert again.read_problems == ()


@pytest.mark.parametrize("role", ["source", "cue", "content"])
def test_a_passage_of_which_only_one_part_has_a_place_comes_back(role: str) -> None:
    article, claim = Article(id="art-1", text=TEXT), Claim(id="clm-1", text="x")
    for text in (TEXT, None):
        article = Article(id="art-1", text=text)
        anchors = Anchors(**{role: (TextAnchor(start=0, end=3, exact="The"),)})  # type: ignore[arg-type]
        passage = Attribution(id="att-1", article=article, claim=claim, anchors=anchors)
        before = Dossier([article, claim, passage])

        assert formats.loads(formats.dumps(before, NAME), NAME) == before


# --- what annotators see -------------------------------------------------------------------


def example() -> Dossier:
    """A passage in pieces."""
    mayor = Source(id="src-1", name="Ann Berg", identifiers={"wikidata": "Q1"})
    parts = {role: [TextAnchor.of(TEXT, x, y) for x, y, _ in found] for role, found in WHOLE.items()}
    anchors = Anchors(source=parts["source"], cue=parts["cue"], content=parts["content"])
    passage = Attribution(
        id="att-1",
        article="art-1",
        claim="clm-1",
        source=mayor,
        anchors=anchors,
        form="mixed",
        commitment="CT+",
    )
    return Dossier([mayor, Article(id="art-1", text=TEXT), Claim(id="clm-1", text="x"), passage])


def test_a_passage_is_an_event_of_its_cue_with_attributes_and_a_note() -> None:
    files = dict(dump_files(example()))

    assert list(files) == ["annotation.conf", "art-1.txt", "art-1.ann", "provenance.json"]
    assert files["art-1.txt"] == TEXT.encode()
    assert files["art-1.ann"].decode().splitlines() == [
        "T1\tSource 12 21\tthe mayor",
        "T2\tCue 22 26\tsaid",
        "T3\tContent 0 10;28 37\tThe bridge is closed",
        "E1\tCue:T2 Source:T1 Content:T3",
        "A1\tForm E1 mixed",
        "A2\tCommitment E1 CT+",
        "N1\tReference T1 Wikidata:Q1\tAnn Berg",
        '#1\tProvenance E1\t{"id": "att-1", "article": "art-1", "claim": "clm-1", "source": "src-1"}',
    ]


def test_what_was_changed_in_brat_counts() -> None:
    files = dict(dump_files(example()))
    changed = files["art-1.ann"].decode().replace("Source 12 21\tthe mayor", "Source 16 21\tmayor")
    changed = changed.replace("Form E1 mixed", "Form E1 indirect").replace("A2\tCommitment E1 CT+\n", "")
    changed += "A9\tSure E1\n#9\tAnnotatorNotes E1\task her\n"

    again = load_files({**files, "art-1.ann": changed.encode()})

    passage = only(again)
    assert again.read_problems == ()
    assert spans(passage)["source"] == [(16, 21, "mayor")]
    assert (str(passage.form), passage.commitment) == ("indirect", None)
    assert passage.extra[NAME] == {"attributes": {"Sure": ""}, "notes": ["ask her"]}
    back = dict(dump_files(again))["art-1.ann"].decode()
    assert "Sure E1\n" in back
    assert "AnnotatorNotes E1\task her" in back
    assert load_files(dict(dump_files(again))) == again


def test_a_passage_that_was_added_in_brat_comes_in_beside_ours() -> None:
    files = dict(dump_files(example()))
    added = (
        files["art-1.ann"].decode()
        + "T8\tCue 22 26\tsaid\nT9\tContent 28 37\tis closed\nE9\tCue:T8 Content:T9\n"
    )

    again = load_files({**files, "art-1.ann": added.encode()})

    assert list(again.attributions) == ["att-1", "art-1/E9"]
    assert again.attributions["att-1"] == example().attributions["att-1"]


def test_words_over_several_lines_are_pieces_for_brat_and_one_anchor_for_us() -> None:
    text = "She said it\r\nrains\n\nhere."
    article, claim = Article(id="art-1", text=text), Claim(id="clm-1", text="x")
    anchors = Anchors(content=[TextAnchor.of(text, 9, len(text))])
    before = Dossier([article, claim, Attribution(id="att-1", article=article, claim=claim, anchors=anchors)])

    line = dict(dump_files(before))["art-1.ann"].decode().splitlines()[0]

    assert line == "T1\tContent 9 11;13 18;20 25\tit rains here."
    assert formats.loads(formats.dumps(before, NAME), NAME) == before


@pytest.mark.parametrize("id", ["../a", "CON", "a\0b", "x" * 300, "annotation", "ü", "a/b", ".", "A.ann"])
def test_an_id_is_never_the_name_of_a_file_unless_it_is_safe(id: str) -> None:
    article = Article(id=id, text="It rains.")

    names = [name for name, _ in dump_files(Dossier([article]))]

    assert all(
        set(name) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")
        for name in names
    )
    assert len(names) == len({name.lower() for name in names}) == 4
    assert all(len(name) < 80 and not name.startswith(".") for name in names)
    assert stem_of(id) != id
    assert formats.loads(formats.dumps(Dossier([article]), NAME), NAME) == Dossier([article])


def test_names_that_differ_in_case_only_are_two_files() -> None:
    before = Dossier([Article(id="Doc", text="a"), Article(id="doc", text="b")])

    names = {name.lower() for name, _ in dump_files(before)}

    assert len(names) == 6
    assert formats.loads(formats.dumps(before, NAME), NAME) == before


# --- corpora of others ---------------------------------------------------------------------

WORDS = "T1\tSource 12 21\tthe mayor\nT2\tCue 22 26\tsaid\nT3\tContent 0 10;28 37\tThe bridge is closed\n"
LAYOUTS = {
    "an event around the cue": WORDS + "E1\tAttribution:T2 Source:T1 Content:T3\n",
    "numbered roles": WORDS + "E1\tCue:T2 Speaker1:T1 Quote2:T3\n",
    "relations from the cue": WORDS + "R1\thasSource Arg1:T2 Arg2:T1\nR2\thasContent Arg1:T2 Arg2:T3\n",
    "relations from the content": WORDS + "R1\tSaidBy Arg1:T3 Arg2:T1\nR2\tHasCue Arg1:T3 Arg2:T2\n",
    "a chain": WORDS + "R1\tx Arg1:T1 Arg2:T2\nR2\tx Arg1:T2 Arg2:T3\n",
    "lines in another order": "R1\tx Arg1:T2 Arg2:T1\nR2\tx Arg1:T2 Arg2:T3\n" + WORDS,
    "other names": WORDS.replace("Source", "ATTR-SPEAKER")
    .replace("Content", "Quotation")
    .replace("Cue", "cueVerb")
    + "E1\tcueVerb:T2 ATTR-SPEAKER:T1 Quotation:T3\n",
    "carriage returns": (WORDS + "E1\tAttribution:T2 Source:T1 Content:T3\n").replace("\n", "\r\n"),
    "tabs": WORDS.replace("Source 12 21", "Source\t12\t21") + "E1\tCue:T2 Source:T1 Content:T3\n",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_parts_of_a_passage_are_found_however_they_are_joined(layout: str) -> None:
    dossier = read(LAYOUTS[layout])

    passage = only(dossier)
    assert dossier.read_problems == ()
    assert spans(passage) == WHOLE
    assert dossier.claims[passage.claim].text == "The bridge is closed"
    assert passage.credited_as == "the mayor"
    source = dossier.sources[str(passage.source)]
    assert (source.name, source.description) == (None, "the mayor")
    assert dossier.articles["doc"].text == TEXT
    assert load_files(dict(dump_files(dossier))) == dossier


def test_attributes_notes_and_references_come_in() -> None:
    dossier = read(
        WORDS
        + "E1\tCue:T2 Source:T1 Content:T3\nA1\tform E1 Mixed\nM2\tNegated E1\nA3\tCertainty E1 high\n"
        + "N1\tReference T1 Wikidata:Q1\tAnn Berg\n#1\tAnnotatorNotes E1\tsure?\n"
    )

    passage = only(dossier)
    assert str(passage.form) == "mixed"
    assert passage.extra[NAME] == {"attributes": {"Negated": "", "Certainty": "high"}, "notes": ["sure?"]}
    assert dossier.sources[str(passage.source)].identifiers == {"wikidata": "Q1"}


def test_a_passage_inside_another_names_it() -> None:
    text = "AFP reports that the mayor said it rains."
    lines = (
        "T1\tSource 0 3\tAFP\nT2\tCue 4 11\treports\nT3\tSource 17 26\tthe mayor\nT4\tCue 27 31\tsaid\n"
        "T5\tContent 32 40\tit rains\nE1\tCue:T2 Source:T1 Content:E2\nE2\tCue:T4 Source:T3 Content:T5\n"
    )
    dossier = read(lines, text)

    assert dossier.attributions["doc/E2"].via == "doc/E1"
    outer = dossier.attributions["doc/E1"]
    assert dossier.claims[outer.claim].text == "the mayor said it rains"


def test_mentions_of_one_source_are_judged_to_be_one() -> None:
    text = "He said a. She said b."
    lines = (
        "T1\tSource 0 2\tHe\nT2\tContent 8 9\ta\nT3\tSource 11 14\tShe\nT4\tContent 20 21\tb\n"
        "R1\tx Arg1:T2 Arg2:T1\nR2\tx Arg1:T4 Arg2:T3\n*\tEquiv T1 T3\n"
    )
    (judgement,) = read(lines, text).judgements.values()

    assert str(judgement.verdict) == "same"


def test_without_the_text_the_words_are_there_all_the_same() -> None:
    dossier = read(LAYOUTS["an event around the cue"], None)

    assert spans(only(dossier)) == WHOLE
    assert [str(problem) for problem in dossier.read_problems] == [
        "doc.ann: there is no text: doc.txt is missing"
    ]


def test_wrong_offsets_are_told_of_with_file_and_line() -> None:
    lines = (
        "T1\tSource 13 22\tthe mayor\nT2\tCue 22 26\tsaid\nT3\tContent 3 8\tnever\n"
        "T4\tContent 28 37\tis closed\nE1\tCue:T2 Source:T1 Content:T4\n"
    )
    dossier = read(lines)

    assert [problem.path for problem in dossier.read_problems[:2]] == ["doc.ann:1", "doc.ann:3"]
    assert "but at 12 21" in str(dossier.read_problems[0])
    assert "nor anywhere else" in str(dossier.read_problems[1])
    assert spans(dossier.attributions["doc/E1"])["source"] == [(12, 21, "the mayor")]


@pytest.mark.parametrize(
    ("unit", "encoding", "size"), [("UTF-16", "utf-16-le", 2), ("bytes", "utf-8", 1), ("carriage", "", 0)]
)
def test_offsets_that_count_something_else_are_converted_if_all_fit_then(
    unit: str, encoding: str, size: int
) -> None:
    text = "🙂 é\r\n🏁 He said it rains."

    def offset(word: str) -> int:
        before = text[: text.index(word)]
        return len(before.encode(encoding)) // size if size else len(before.replace("\r", ""))

    lines = "".join(
        f"T{n}\t{kind} {offset(word)} {offset(word) + len(word)}\t{word}\n"
        for n, (kind, word) in enumerate([("Source", "He"), ("Cue", "said"), ("Content", "it rains")])
    )
    dossier = read(lines + "E1\tCue:T1 Source:T0 Content:T2\n", text)

    (problem,) = dossier.read_problems
    assert unit in str(problem)
    assert all(text[x.start : x.end] == x.exact for x in only(dossier).anchors)
    assert spans(only(dossier))["content"][0][2] == "it rains"


def test_odd_lines_are_listed_and_kept_and_the_others_read() -> None:
    odd = [
        "nonsense",
        "T9\tSource x y\tz",
        "T8\tSource 9 3\tz",
        "E9\tCue",
        "R9\tx Arg1:T1",
        "A9\tForm",
        "N9\tx",
        "#9\tx",
    ]
    lines = "\n".join([*odd, LAYOUTS["an event around the cue"], "T7\tPerson 0 3\tThe"])

    dossier = read(lines)

    assert spans(only(dossier)) == WHOLE
    assert [problem.path for problem in dossier.read_problems] == [f"doc.ann:{n}" for n in range(1, 9)]
    assert dossier.articles["doc"].extra[NAME]["lines"] == (*odd, "T7\tPerson 0 3\tThe")


def test_what_is_not_about_passages_is_kept_with_the_article() -> None:
    others = ["T8\tPerson 12 21\tthe mayor", "E8\tAttack:T8", "R8\tCoref Arg1:T8 Arg2:T1", "A8\tSex T8 f"]
    files = dict(dump_files(example()))
    more = files["art-1.ann"].decode() + "\n".join(others)

    again = load_files({**files, "art-1.ann": more.encode()})

    assert again.articles["art-1"].extra[NAME]["lines"] == tuple(others)
    assert again.attributions == example().attributions
    assert load_files(dict(dump_files(again))) == again


def test_many_documents_in_folders_come_in_one_by_one() -> None:
    files: dict[str, bytes] = {}
    for name in ("b/one", "a/one"):
        files |= {f"{name}.txt": TEXT.encode(), f"{name}.ann": LAYOUTS["a chain"].encode()}
    dossier = formats.loads(packed(files.items()), NAME)

    assert list(dossier.articles) == ["a/one", "b/one"]
    assert len(dossier.attributions) == 2
    assert len(dossier.claims) == 1


POLNEAR = """\
[entities]
source
cue
content
[relations]
attribution\tArg1:source|cue|content, Arg2:source|cue|content
[events]
[attributes]
"""


def test_a_corpus_of_sources_cues_and_contents_gives_nested_attributions_that_overlap() -> None:
    text = "\u201cIt\u2019s bad,\u201d 🙂 the aide told AFP, adding that the mayor said\nno. It denied that."
    parts = [
        ("T1", "content", "\u201cIt\u2019s bad,\u201d"),
        ("T2", "source", "the aide"),
        ("T3", "cue", "told"),
        ("T4", "cue", "adding"),
        ("T5", "content", "that the mayor said no"),
        ("T6", "source", "the mayor"),
        ("T7", "cue", "said"),
        ("T8", "content", "no"),
    ]
    flat, lines = text.replace("\n", " "), []
    for id, kind, words in parts:
        start = flat.index(words)
        line_end = text.find("\n", start, start + len(words))
        ends = f"{start} {start + len(words)}"
        if line_end > 0:  # as brat has it
            ends = f"{start} {line_end};{line_end + 1} {start + len(words)}"
        lines.append(f"{id}\t{kind} {ends}\t{words}")
    pairs = ["T1 T3", "T2 T3", "T4 T2", "T4 T5", "T7 T6", "T7 T8"]
    lines += [f"R{n}\tattribution Arg1:{a} Arg2:{b}" for n, (a, b) in enumerate(map(str.split, pairs), 1)]
    ann = "\r\n".join(lines)
    files = {"doc.txt": text, "doc.ann": ann, "annotation.conf": POLNEAR, "visual.conf": "[labels]\n"}
    dossier = load_files({name: held.encode() for name, held in files.items()})

    assert dossier.read_problems == ()
    found = {dossier.claims[one.claim].text: one for one in dossier.attributions.values()}
    assert {words: one.credited_as for words, one in found.items()} == {
        "\u201cIt\u2019s bad,\u201d": "the aide",
        "that the mayor said no": "the aide",
        "no": "the mayor",
    }
    assert spans(found["that the mayor said no"])["content"][0][2] == "that the mayor said\nno"
    assert all(text[x.start : x.end] == x.exact for one in found.values() for x in one.anchors)
    assert load_files(dict(dump_files(dossier))) == dossier


# --- anything ------------------------------------------------------------------------------


@pytest.mark.parametrize("files", [{}, {"x.pdf": b"%PDF"}])
def test_a_folder_without_texts_and_annotations_is_refused(files: dict[str, bytes]) -> None:
    with pytest.raises(DecodingError):
        load_files(files)


def test_broken_files_are_answered() -> None:
    files = dict(dump_files(stories.every_field()))
    for name, data in files.items():
        for text in broken(data.decode()):
            load_files({**files, name: text.encode()})
    for data in (
        b"\xff\xfe\x00",
        b"\x00",
        b"[" * 9999,
        b"3",
        b'{"files": 3, "claims": 3, "articles": [3, {}]}',
    ):
        for name in files:
            is_answered(packed({**files, name: data}.items()), NAME)
    for section in json.loads(files["provenance.json"]):
        wrong = {**json.loads(files["provenance.json"]), section: [[{"id": []}]]}
        is_answered(packed({**files, "provenance.json": json.dumps(wrong).encode()}.items()), NAME)


def test_large_input_of_the_worst_kind_is_answered_in_time() -> None:
    begin = time.perf_counter()

    everywhere = "".join(f"T{n}\tContent 0 300000\tx\n" for n in range(5000))
    read(everywhere, "ab " * 100_000)
    read("R1\tx " + " ".join(f"Arg{n}:T1" for n in range(100_000)) + "\n" + WORDS)
    read("T1\tContent " + ";".join("0 1" for _ in range(100_000)) + "\tx\n")
    read(
        "T1\tSource 12 21\tthe mayor\n"
        + "".join(f"T{n}\tQuote 0 3\tThe\nR{n}\tx Arg1:T{n} Arg2:T1\n" for n in range(2, 5000))
    )

    assert time.perf_counter() - begin < 20


def test_events_and_relations_in_a_ring_end() -> None:
    ring = WORDS + "E1\tCue:T2 Content:E2\nE2\tCue:T2 Content:E1\nE3\tCue:T9 Content:E3\n"
    ring += "R1\tx Arg1:T1 Arg2:T1\nR2\tx Arg1:T1 Arg2:T3\nR3\tx Arg1:T3 Arg2:T1\n"

    assert read(ring).attributions


def test_strings_that_broke_other_programs_come_back() -> None:
    texts = [text for text in hostile_strings() if text.strip()]
    whole = " | ".join(texts)
    article, place, records = Article(id="art-1", text=whole), 0, []
    for number, text in enumerate(texts):
        anchors = Anchors(content=[TextAnchor.of(whole, place, place + len(text))])
        records += [Attribution(id=f"att-{number}", article=article, claim=text, anchors=anchors)]
        place += len(text) + 3
    before = Dossier([article, *records])

    again = formats.loads(formats.dumps(before, NAME), NAME)

    assert again == before
    assert again.read_problems == ()


def test_many_annotations_take_time_in_proportion() -> None:
    def seconds(count: int) -> float:
        text = TEXT * count
        lines = []
        for n in range(count):
            at = n * len(TEXT)
            lines += [
                f"T{2 * n}\tSource {at + 12} {at + 21}\tthe mayor",
                f"T{2 * n + 1}\tContent {at} {at + 10}\tThe bridge",
            ]
            lines += [f"R{n}\tx Arg1:T{2 * n + 1} Arg2:T{2 * n}", f"A{n}\tForm R{n} direct"]
        begin = time.perf_counter()
        assert len(read("\n".join(lines), text).attributions) == count
        return time.perf_counter() - begin

    small, large = seconds(250), seconds(2000)
    assert large < 30 * small + 0.5


def test_what_macos_keeps_in_an_archive_for_itself_is_no_text() -> None:
    files = {
        "doc.txt": TEXT.encode(),
        "doc.ann": b"",
        "__MACOSX/._doc.txt": b"\x00\x05\x16\x07",
        "__MACOSX/doc.txt": b"x",
        "._doc.txt": b"\x00\x05\x16\x07",
        ".hidden/more.txt": b"x",
        "./in/../more.txt": TEXT.encode(),
    }

    found = formats.loads(packed(files.items()), NAME)

    assert not found.read_problems
    assert len(found.articles) == 2
    assert {article.text for article in found.articles.values()} == {TEXT}
