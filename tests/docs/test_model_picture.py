"""The picture of the model shows every record, and every field that points at another."""

from provenance.model import RECORD_TYPES
from provenance.model.shapes import shapes_of
from tests.docs.model_picture import JOINS, NOUNS, draw_model, pointers
from tests.view.looking import looked_at, texts


def test_every_record_is_on_the_picture_once() -> None:
    assert sorted([*NOUNS, *JOINS]) == sorted(kind.__name__ for kind in RECORD_TYPES.values())


def test_every_field_that_points_at_a_record_is_written_in_its_box_and_told_in_words() -> None:
    picture = draw_model()
    looked_at(picture)
    written = texts(picture)

    for kind in RECORD_TYPES.values():
        for field, to in pointers(kind):
            assert f"{field} → {to}" in written
            assert f"{field} points at {to}" in picture.text


def test_no_reference_of_a_record_is_passed_over() -> None:
    for kind in RECORD_TYPES.values():
        direct = [field.name for field in shapes_of(kind) if field.shape.kind == "reference"]
        assert set(direct) - {"id"} <= {pointer.field for pointer in pointers(kind)}
