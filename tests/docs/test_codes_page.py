"""The page of short codes says what the table says."""

from tests.docs.codes_page import PAGE, page


def test_the_page_of_codes_is_what_the_table_says() -> None:
    assert PAGE.read_text("utf-8") == page(), "run `python -m tests.docs.codes_page`"
