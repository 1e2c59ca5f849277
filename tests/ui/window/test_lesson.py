"""The lesson in the whole window."""

from functools import partial

from resnet_viz.ui.window.window import MainWindow


def test_a_block_of_the_lesson_is_shown_in_the_diagram(window: MainWindow) -> None:
    window.arranging.learn()
    lesson = window.panels.learn.lesson
    assert lesson.isVisible()
    lesson.shows[0].click()
    assert window.panels.canvas.isVisible()
    assert window.session.document.arrangement.selection == "layer1.1"


def test_table_1_is_larger_for_teaching_than_among_the_other_tables(window: MainWindow) -> None:
    sizes = []
    for show, table in (
        (partial(window.arranging.front, window.panels.table_one), window.panels.table_one),
        (window.arranging.learn, window.panels.learn.lesson.table),
    ):
        show()
        sizes.append((table.fontInfo().pointSizeF(), table.rowHeight(0), table.columnWidth(0)))
    assert all(large > normal for normal, large in zip(*sizes, strict=True))
    assert sizes[1][0] > 12.5
