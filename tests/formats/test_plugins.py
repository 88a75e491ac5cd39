"""Formats of other packages: whatever they do, the answer is theirs or an error that names them."""

from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import IO, Any

import pytest

from provenance import formats, storage
from provenance.cli import main
from provenance.errors import ConflictError, DecodingError, InvalidValueError, ProvenanceError
from provenance.formats import Fate, Format, registry
from provenance.model import Claim, Dossier

RAIN = Dossier([Claim(id="clm", text="It rains.", language="en")], title="Rain")


@pytest.fixture(autouse=True)
def _own_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_formats", dict(registry._formats))
    monkeypatch.setattr(registry, "_broken", {})


def _plugin(**parts: Any) -> Format:
    return Format(name="theirs", title="their own", media_type="x/x", endings=(".theirs",), **parts)


def _fails(*args: Any, **options: Any) -> Any:
    raise KeyError("colour")


def _fails_late(dossier: Dossier) -> Iterator[Any]:
    yield "one"
    raise KeyError("colour")


def _reads(data: str | bytes, *, strict: bool = False) -> Dossier:
    return RAIN


def _refused(call: Callable[[], Any], wanted: type[ProvenanceError]) -> ProvenanceError:
    with pytest.raises(wanted) as caught:
        call()
    assert "theirs" in str(caught.value)
    return caught.value


@pytest.mark.parametrize(
    "parts", [{"loads": _fails}, {"load_files": _fails}, {"loads": _fails, "load": _fails}]
)
def test_a_reader_that_fails_is_named_and_its_error_is_the_cause(parts: Any, tmp_path: Path) -> None:
    formats.register(_plugin(**parts))
    path = tmp_path / "story.theirs"
    path.write_bytes(formats.dumps(RAIN, "csv"))

    for read in (lambda: formats.loads(path.read_bytes(), "theirs"), lambda: storage.read(path)):
        error = _refused(read, DecodingError)
        assert "the reader of theirs, a format of another package, failed: KeyError: 'colour'" in str(error)
        assert isinstance(error.__cause__, KeyError)


def test_a_reader_of_a_folder_that_fails_is_named(tmp_path: Path) -> None:
    formats.register(_plugin(load_files=_fails))

    assert "KeyError" in str(_refused(lambda: storage.read(tmp_path, format="theirs"), DecodingError))


@pytest.mark.parametrize("write", [_fails, _fails_late])
@pytest.mark.parametrize("part", ["dump", "dump_bytes", "dump_files"])
def test_a_writer_that_fails_is_named_and_the_old_file_stays(part: str, write: Any, tmp_path: Path) -> None:
    formats.register(_plugin(**{part: write}))
    path = tmp_path / "story.theirs"
    path.write_text("old")

    for call in (
        lambda: formats.dumps(RAIN, "theirs"),
        lambda: formats.losses(RAIN, "theirs"),
        lambda: b"".join(formats.bytes_of(RAIN, "theirs")),
        lambda: storage.write(RAIN, path if part != "dump_files" else tmp_path / "new", format="theirs"),
    ):
        error = _refused(call, InvalidValueError)
        assert isinstance(error.__cause__, KeyError) or "is wanted" in str(error)
    assert path.read_text() == "old"


def test_a_reader_that_finds_nothing_or_closes_the_file_is_told_of(tmp_path: Path) -> None:
    def closes(file: IO[bytes], *, strict: bool = False) -> Dossier:
        file.close()
        return Dossier()

    formats.register(_plugin(loads=lambda data, *, strict=False: Dossier(), load=closes, dump=_fails))
    (tmp_path / "a.theirs").write_text("whatever it is")

    for found in (formats.loads("whatever it is", "theirs"), storage.read(tmp_path / "a.theirs")):
        assert [problem.message for problem in found.read_problems] == [
            "nothing was found; it reads their own"
        ]


def test_what_a_plug_in_gives_is_looked_at() -> None:
    formats.register(_plugin(loads=lambda data, *, strict=False: {"claims": []}, dump=lambda dossier: [b"x"]))

    assert "and no dossier" in str(_refused(lambda: formats.loads("x", "theirs"), DecodingError))
    assert "where str is wanted" in str(_refused(lambda: formats.dumps(RAIN, "theirs"), InvalidValueError))


@pytest.mark.parametrize("fates", [_fails, lambda: {"*": "no room"}])
def test_a_list_of_fates_that_is_none_is_named(fates: Any) -> None:
    formats.register(_plugin(dump=lambda dossier: ["x"], fates=fates))

    assert "list of fates" in str(_refused(lambda: formats.losses(RAIN, "theirs"), InvalidValueError))


def test_a_plug_in_that_refuses_in_our_words_is_left_alone() -> None:
    def refuses(data: str | bytes, *, strict: bool = False) -> Dossier:
        raise InvalidValueError("colour", "red", "it is green")

    formats.register(_plugin(loads=refuses))

    with pytest.raises(InvalidValueError, match="it is green"):
        formats.loads("x", "theirs")


def test_what_a_plug_in_loses_is_found_by_reading_it_back() -> None:
    def reads(data: str | bytes, *, strict: bool = False) -> Dossier:
        return Dossier([Claim(id="clm", text=str(data))])

    formats.register(
        _plugin(
            loads=reads,
            dump=lambda dossier: [dossier.claims["clm"].text],
            fates=lambda: {"claims.language": Fate(reason="all is English", kept_as="nothing")},
        )
    )

    lost = [(loss.kind, loss.field, loss.value, loss.reason) for loss in formats.losses(RAIN, "theirs")]

    assert lost == [
        ("dossier", "title", "Rain", "their own has no place for it"),
        ("claims", "language", "en", "all is English"),
    ]


def test_a_plug_in_that_cannot_read_back_what_it_wrote_is_named() -> None:
    formats.register(_plugin(loads=_fails, dump=lambda dossier: ["x"]))

    _refused(lambda: formats.dumps_with_losses(RAIN, "theirs"), DecodingError)


def test_a_plug_in_that_reads_only_says_so_when_it_is_to_write(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    formats.register(_plugin(loads=_reads))
    (tmp_path / "in.theirs").write_text("x")

    assert formats.losses(storage.read(tmp_path / "in.theirs"), "json").losses == ()
    with pytest.raises(InvalidValueError, match="it can only be read"):
        storage.write(RAIN, tmp_path / "out.theirs")
    assert main(["convert", str(tmp_path / "in.theirs"), str(tmp_path / "out.theirs")]) == 2
    assert "only be read" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"name": "json"}, "'json' is taken"),
        (
            {"name": "html", "endings": (".json",)},
            "'html' is taken; $.endings: '.json' is the ending of json",
        ),
        ({"endings": (".ttl",)}, "'.ttl' is the ending of prov-ttl"),
    ],
)
def test_what_is_ours_is_not_taken_by_others(
    parts: Mapping[str, Any], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = Format(**{"name": "theirs", "title": "t", "media_type": "x/x", "loads": _reads, **parts})

    with pytest.raises(ConflictError) as caught:
        formats.register(taken)
    assert said in str(caught.value)
    _plugged(monkeypatch, lambda: taken)
    assert formats.get("json").title == "native JSON document"
    assert said in formats.unusable()["theirs"]


def _plugged(monkeypatch: pytest.MonkeyPatch, make: Callable[[], Any]) -> None:
    class Point(EntryPoint):
        def load(self) -> Any:
            return make

    point = Point(name="theirs", value="some.module:make", group=registry.ENTRY_POINTS)
    monkeypatch.setattr(registry, "_plugged_in", False)
    monkeypatch.setattr(registry, "entry_points", lambda *, group: [point] if group == point.group else [])


def test_a_package_that_cannot_be_used_is_listed_with_the_reason(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _plugged(monkeypatch, _fails)

    assert formats.unusable() == {"theirs": "KeyError: 'colour'"}
    assert main(["formats"]) == 0
    assert "the format theirs cannot be used: KeyError: 'colour'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"name": ""}, "name of a format"),
        ({"name": "a b"}, "name of a format"),
        ({"name": None}, "name of a format"),
        ({"endings": ".tsv"}, "a tuple of texts"),
        ({"endings": ("tsv",)}, "a tuple of texts"),
        ({"endings": (".TSV",)}, "a tuple of texts"),
        ({"endings": ("",)}, "a tuple of texts"),
        ({"endings": None}, "a tuple of texts"),
    ],
)
def test_a_format_that_nobody_could_call_is_refused(parts: Mapping[str, Any], said: str) -> None:
    with pytest.raises(InvalidValueError, match=said):
        Format(**{"name": "theirs", "title": "t", "media_type": "x/x", "loads": _reads, **parts})


def test_a_format_that_can_do_nothing_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="neither read nor written"):
        formats.register(_plugin())


@pytest.mark.parametrize("name", formats.names())
def test_every_format_says_what_it_is(name: str) -> None:
    known = formats.get(name)

    assert known.name == name
    assert known.title
    assert "/" in known.media_type
    assert bool(known.reads) is known.readable
    assert bool(known.writes) is known.writable
    assert known.readable or known.writable
    assert known.endings or name == "factcheck-api"
    assert known.extra in (None, "prov", "rdf", "tables", "html")
