"""Redaction: in which spellings a name is found, what is left to a person, what is no name."""

import time

import pytest

from provenance.model import Claim, Dossier, Source, TextAnchor, to_plain
from provenance.model._folding import fold
from provenance.model.scrubbing import Rewriting, Scrubber, merged


def scrubbed(text: str, *names: str, **identifiers: str) -> str:
    """Return a text as it stands in a claim after the redaction of a person."""
    source = Source(name=names[0], aliases=names[1:], identifiers=identifiers, kind="person", id="src-1")
    redacted = Dossier([source, Claim(text=text, id="clm-1")]).redact(source).dossier
    [claim] = redacted.claims.values()
    return claim.text


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        (
            "Jürgen Müller",
            "see https://x.example/J%C3%BCrgen-M%C3%BCller.html",
            "see https://x.example/~.html",
        ),
        ("Jürgen Müller", "https://x.example/j%c3%bcrgen/m%c3%bcller", "https://x.example/~"),
        ("Jürgen Müller", "https://x.example/J%FCrgen_M%FCller", "https://x.example/~"),
        ("Jürgen Müller", "https://x.example/J%25C3%25BCrgen+Müller", "https://x.example/~"),
        ("Jürgen Müller", "J&uuml;rgen M&#252;ller; J\\u00fcrgen M&#xFC;ller", "~; ~"),
        ("Jürgen Müller", "Juergen Mueller; Jurgen MUELLER; Ju\u0308rgen Mu\u0308ller", "~; ~; ~"),
        ("Juergen Mueller", "Jürgen Müller said", "~ said"),
        ("Jürgen Müller", "https://xn--mller-kva.example/", "https://~.example/"),
        ("Jan Kowalski", "by jan-kowalski and jan_kowalski", "by ~ and ~"),
        (
            "Jan Kowalski",
            "https://x.example/2025/kowalski-jan-speaks?by=KOWALSKI",
            "https://x.example/2025/~-speaks?by=~",
        ),
        ("Jan Kowalski", "KOWALSKI, Jan; kowalski jan", "~; ~"),
        ("Jan Kowalski", "Jan\u00a0Kowalski, Jan\u200bKowalski, J\u00adan Kowal\u00adski", "~, ~, ~"),
        ("Jan Kowalski", "\u200eKowal\u200dski\u200e said", "\u200e~ said"),
        ("Jan Kowalski", "Kowalski\u200bsaid", "~\u200bsaid"),
        ("Jan Kowalski", "Ｊａｎ　Ｋｏｗａｌｓｋｉ", "~"),
        ("Jan Kowalski", "J. Kowalski and J.Kowalski", "~ and ~"),
        ("Jan Kowalski", "_Kowalski_ *Kowalski* Kowalski’s", "_~_ *~* ~’s"),
        ("Jan Kowalski", "write to @jankowalski or @JKowalski", "write to ~ or ~"),
        ("Jan Kowalski", "JanKowalski told jankowalski", "~ told ~"),
        ("Lena Moor", "l.moor@dam.example, moor_lena@dam.example", "~@dam.example, ~@dam.example"),
        ("Sinéad O’Connor", "O'Connor, O’CONNOR, OʼConnor and sinead o'connor", "~, ~, ~ and ~"),
        (
            "Sinead O'Connor",
            "O’Connor; https://x.example/o-connor-sinead; OConnor",
            "~; https://x.example/~-~; ~",
        ),
        ("Jörg Weiß", "Weiss, WEISS, Weiß, WEIẞ", "~, ~, ~, ~"),
        ("Jörg Weiss", "Weiß and Jörg WEIẞ", "~ and ~"),
        ("Łukasz Żółć", "Lukasz Zolc, ŁUKASZ ŻÓŁĆ, LUKASZ", "~, ~, ~"),
        ("Lukasz Zolc", "Łukasz Żółć", "~"),
        ("Søren Østergård", "Soren Ostergard, Soeren Oestergaard", "~, ~"),
        ("Đorđe Đurić", "Dorde Duric", "~"),
        ("Işıl Yıldız", "Isil Yildiz, IŞIL YILDIZ, İŞİL YILDIZ", "~, ~, ~"),
        ("Ægir Þórsson", "Aegir Thorsson", "~"),
        ("İlham Əliyev", "Ilham Aliyev", "~"),
        ("Jan Kowalski", "Kowal-\nski and Jan Ko-\r\n  walski", "~ and ~"),
        ("Anna Kwiatkowska-Lis", "Kwiatkowska-\nLis", "~-\n~"),
        ("Bo Li", "Mr Li told Bo; LI", "Mr ~ told ~; ~"),
        ("山田 太郎", "山田さんは太郎と", "~さんは~と"),
        ("김철수", "김철수는 말했다", "~는 말했다"),
        ("Dr. Anna Nowak", "Dr. Nowak and Dr Smith", "Dr. ~ and Dr Smith"),
    ],
)
def test_a_name_is_found_in_every_way_of_writing_it(name: str, text: str, left: str) -> None:
    assert scrubbed(text, name) == left.replace("~", "[withheld]")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Bo Li", "The abolition of bo and li, Liberia, Bob, https://x.example/li/x/bo"),
        ("Le Duc Anh", "Le président dit: Le vote"),
        ("Ping He", "He said no. He left."),
        ("Theresa May", "They may come in May."),
        ("Will Hope", "Will he? I will. Some hope is left."),
        ("General Jan Kowalski", "General Motors and the Attorney General"),
        ("김수", "김순이 말했다"),
        ("Mark Arch", "They march in March."),
        ("Dan Ger", "in danger"),
        ("Michael Moor", "Michał said"),
    ],
)
def test_what_is_not_the_name_stays(name: str, text: str) -> None:
    assert scrubbed(text, name) == text


def test_a_common_word_is_the_name_after_a_title() -> None:
    assert scrubbed("Mr Will and Ms. May told Mr. He", "Ann Will", "Theresa May", "He Ping") == (
        "Mr [withheld] and Ms. [withheld] told Mr. [withheld]"
    )
    source = Source(name="Bo Li", kind="person", id="src-1")
    assert any("very short or a common word" in s for s in Dossier([source]).redact(source).left)


@pytest.mark.parametrize(
    ("identifiers", "text", "left"),
    [
        ({"wikidata": "Q42"}, "wikidata:Q42, Q42, Q421", "~, ~, Q421"),
        (
            {"url": "https://www.x.example/jk/"},
            "http://x.example/jk and x.example/jkl",
            "~ and x.example/jkl",
        ),
        ({"url": "https://x.example/zosia77"}, "@zosia77 wrote, zosia7 did not", "~ wrote, zosia7 did not"),
        ({"rank": "7"}, "7 soldiers, rank:7", "7 soldiers, ~"),
        ({"desk": "2025"}, "In 2025 he was 12", "In 2025 he was 12"),
        ({"badge": "884213"}, "badge 884213, not 8842135", "badge ~, not 8842135"),
    ],
)
def test_an_identifier_is_found_by_itself_only(identifiers: dict[str, str], text: str, left: str) -> None:
    assert scrubbed(text, "Zzyzx Qwert", **identifiers) == left.replace("~", "[withheld]")


def test_a_number_that_is_an_identifier_goes_from_what_other_programs_kept() -> None:
    source = Source(name="Jan Kowalski", identifiers={"badge": "884213"}, id="src-1")

    redacted = Dossier([source], extra={"badge": 884213, "year": 2025, "ok": True}).redact(source).dossier

    assert dict(redacted.extra) == {"badge": "[withheld]", "year": 2025, "ok": True}


@pytest.mark.parametrize(
    "text", ["He met jkowalski", "Kowalskiego", "the kowalski case", "prokowalskiism", "Nadkowal\u00adskim"]
)
def test_words_of_the_name_that_are_left_are_named_by_their_place(text: str) -> None:
    source = Source(name="Jan Kowalski", kind="person", id="src-1")
    dossier = Dossier(
        [source, Claim(text=text, id="clm-1"), Claim(text="It rained.", id="clm-2")],
        title=text,
        extra={"note": text},
    )

    redaction = dossier.redact(source)

    [new] = (claim.id for claim in redaction.dossier.claims.values() if claim.text != "It rained.")
    places = [sentence.split(" may hold a word")[0] for sentence in redaction.left]
    assert places == [f"{new}, text,", "the title", "the dossier's extra fields"]
    assert "owalsk" not in "".join(redaction.left).casefold()


def test_no_more_places_are_named_than_somebody_reads() -> None:
    source = Source(name="Jan Kowalski", kind="person", id="src-1")
    claims = [Claim(text=f"kowalski {n}") for n in range(130)]

    left = Dossier([source, *claims]).redact(source).left

    assert len(left) == 101
    assert left[-1].startswith("30 more places")


def test_cut_outs_that_begin_or_end_in_a_name_lose_only_that() -> None:
    scrubber = Scrubber(["Jan Kowalski"], ["Jan Kowalski"])

    assert scrubber.without_cut_names("alski told us", at_start=True) == " told us"
    assert scrubber.without_cut_names("we asked Kowa", at_start=False) == "we asked "
    assert scrubber.without_cut_names("iron told us", at_start=True) == "iron told us"
    assert scrubber.without_cut_names("", at_start=True) == ""
    assert Scrubber([]).without_cut_names("Kowa", at_start=False) == "Kowa"
    assert not Scrubber([]).remains("Kowalski")


@pytest.mark.parametrize("label_like", ["withheld", "Held"])
def test_the_label_never_holds_the_name(label_like: str) -> None:
    scrubber = Scrubber([f"Jo {label_like}", label_like], [f"Jo {label_like}", label_like])

    assert label_like.casefold() not in scrubber.label


@pytest.mark.parametrize(
    "text", ["a" * 300_000, "a@" * 100_000, "%41" * 60_000, "xn--a" * 50_000, "Ko " * 90_000]
)
def test_a_long_text_is_gone_through_once(text: str) -> None:
    scrubber = Scrubber(["Jan Kowalski"], ["Jan Kowalski"], [("url", "https://x.example/jk")])
    started = time.perf_counter()

    assert scrubber.scrub(text) == text
    assert time.perf_counter() - started < 10


def test_folding_remembers_where_each_character_stood() -> None:
    text = "Ko%C5%82o ﬁ \u00adß e\u0301."

    folded = fold(text)

    assert folded.text == "kolo fi ss e."
    assert text[slice(*folded.span(2, 3))] == "%C5%82"
    assert text[slice(*folded.span(5, 7))] == "ﬁ"
    assert text[slice(*folded.span(11, 12))] == "e\u0301"
    assert fold("xn--\u00fc \\ud83d &nosuch; %").text.startswith("xn--u")


def test_a_span_is_moved_as_its_text_is_rewritten() -> None:
    text = "Jan said that Jan left."
    spans = merged([(0, 3), (14, 17), (14, 16)])

    rewriting = Rewriting(text, spans, "[x]!")

    assert rewriting.text == "[x]! said that [x]! left."
    for start in range(len(text) + 1):
        for end in range(start, len(text) + 1):
            new_start, new_end = rewriting.moved(start, end)
            touched = any(start < e and s < end for s, e in spans)
            if not touched:
                assert rewriting.text[new_start:new_end] == text[start:end] or start == end
            else:
                assert "[x]!" in rewriting.text[new_start:new_end]
    assert to_plain(TextAnchor.find(rewriting.text, "left"))["start"] == 20
