"""Pages in the encodings they declare, and what is no character, no number or no escape in them."""

import codecs
import json
from typing import Any

import pytest

from provenance import formats
from provenance.errors import DecodingError
from provenance.model import Dossier
from tests.formats.schemaorg.test_foreign import REVIEW, only, problems, review
from tests.formats.schemaorg.test_page import linked

TEXT = json.dumps(REVIEW)


def markup(words: str, head: str) -> str:
    return f"<html><head>{head}{linked(json.dumps(review(claimReviewed=words), ensure_ascii=False))}</head>"


def claims(dossier: Dossier) -> list[str]:
    return [claim.text for claim in dossier.claims.values()]


@pytest.mark.parametrize(
    ("words", "declared", "encoding"),
    [
        ("Мост закрыт.", "windows-1251", "cp1251"),
        ("Мост закрыт.", "KOI8-R", "koi8_r"),
        ("橋は閉鎖された。①", "Shift_JIS", "cp932"),
        ("橋は閉鎖された。", "EUC-JP", "euc_jp"),
        ("橋は閉鎖された。", "iso-2022-jp", "iso2022_jp"),
        ("大桥关闭。镕", "gb2312", "gb18030"),
        ("大橋關閉。", "big5", "big5hkscs"),
        ("다리가 폐쇄됐다.", "euc-kr", "cp949"),
        ("“Pont fermé” – 5 €", "iso-8859-1", "cp1252"),
        ("Köprü kapalı.", "iso-8859-9", "cp1254"),
        ("Most zamknięty.", "iso-8859-2", "iso8859_2"),
    ],
)
@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="%s">',
        "<META CharSet=%s />",
        "<meta http-equiv='Content-Type' content='text/html; charset=%s'>",
        '<?xml version="1.0" encoding="%s"?>',
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_declares(
    words: str, declared: str, encoding: str, head: str
) -> None:
    dossier = formats.loads(markup(words, head % declared).encode(encoding), "html")

    assert claims(dossier) == [words]
    assert dossier.read_problems == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
def test_a_byte_order_mark_and_utf_8_count_more_than_what_is_declared(encoding: str) -> None:
    dossier = formats.loads(markup("Мост закрыт.", '<meta charset="windows-1251">').encode(encoding), "html")

    assert claims(dossier) == ["Мост закрыт."]
    big = codecs.BOM_UTF16_BE + markup("Мост.", "").encode("utf-16-be")
    assert claims(formats.loads(big, "html")) == ["Мост."]


@pytest.mark.parametrize(
    "declared", ["", "<meta charset=no-such>", "<meta charset=utf-7>", "<meta charset=hex>"]
)
def test_a_bad_byte_is_replaced_and_listed(declared: str) -> None:
    page = markup("Мост закрыт.", declared).encode() + b"<p>caf\xe9</p>"

    dossier = formats.loads(page, "html")

    assert claims(dossier) == ["Мост закрыт."]
    assert "not UTF-8: byte 0xe9 at position" in problems(dossier)["$"]
    with pytest.raises(DecodingError):
        formats.loads(page, "html", strict=True)


def test_a_bad_byte_in_another_encoding_is_replaced_and_listed() -> None:
    page = markup("橋は閉鎖された。", "<meta charset=shift_jis>").encode("cp932") + b"<p>\x81</p>"

    dossier = formats.loads(page, "html")

    assert claims(dossier) == ["橋は閉鎖された。"]
    assert "not CP932" in problems(dossier)["$"]


def test_a_lone_surrogate_in_the_text_of_a_page_is_replaced_and_listed() -> None:
    dossier = formats.loads(markup("It rains.", "") + "\udc80", "html")

    assert claims(dossier) == ["It rains."]
    assert "lone surrogate" in problems(dossier)["$"]


@pytest.mark.parametrize("data", [b"\x1f\x8b\x08\x00", b"\x89PNG\x00\x00", b"\x00\x00\xfe\xff\x00"])
def test_what_is_no_page_at_all_is_refused(data: bytes) -> None:
    with pytest.raises(DecodingError):
        formats.loads(data, "html")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("1e400", "1e400"),
        ("[-1E999]", ("-1E999",)),
        ('"a\\ud800"', "a\ufffd"),
        ("9" * 5_000, "9" * 5_000),
        ('"it\\\'s"', "it's"),
    ],
)
def test_a_bad_value_that_has_nothing_to_do_with_it_does_not_spoil_an_item(written: str, kept: Any) -> None:
    for end in ("}", ",}"):
        dossier = formats.loads(linked(f'{TEXT[:-1]},"x":{written}{end}'), "html")

        assert only(dossier).verdict == "refuted"
        assert only(dossier).extra["schemaorg"]["x"] == kept
        assert "$.script[0]" in problems(dossier)
    if "'" not in written:
        state = formats.loads(f'<script>window.a = {TEXT[:-1]},"x":{written}}};</script>', "html")
        assert only(state).extra["schemaorg"]["x"] == kept
