"""The table that counts a chapter's migrations is nobody's record."""

from __future__ import annotations

from tests.chapters_made_for_tests import Made, reasons


def test_a_record_called_version_is_refused_and_told_what_to_do(made: Made) -> None:
    made.toml("good")
    made.toml("bad", **{"[record.thing": "[record.version"})
    chapters = made.load()
    assert chapters.names == ("directory", "good")
    assert reasons(chapters, "bad").endswith(
        "[record.version]: its table 'bad_version' would be the one that counts the chapter's "
        "migrations. Choose another name, such as edition or revision."
    )


def test_nor_may_it_be_the_table_of_another_chapter(made: Made) -> None:
    made.toml("odd", **{"[record.thing": "[record.one_version"})
    made.toml("odd_one")
    chapters = made.load()
    assert chapters.names == ("directory", "odd")
    assert "its table 'odd_one_version' is taken by chapter 'odd'" in reasons(chapters, "odd_one")
