"""The lesson in the whole window."""

from resnet_viz.ui.window.window import MainWindow


def test_a_block_of_the_lesson_is_shown_in_the_diagram(window: MainWindow) -> None:
    window.arranging.learn()
    lesson = window.panels.lesson
    assert lesson.isVisible()
    lesson.shows[0].click()
    assert window.panels.canvas.isVisible()
    assert window.session.document.arrangement.selection == "layer1.1"


def test_table_1_is_larger_for_teaching_than_among_the_other_tables(window: MainWindow) -> None:
    table = window.panels.table_one
    window.arranging.front(table)
    sizes = [(table.fontInfo().pointSizeF(), table.rowHeight(0), table.columnWidth(0))]
    window.arranging.learn()
    sizes.append((table.fontInfo().pointSizeF(), table.rowHeight(0), table.columnWidth(0)))
    assert all(large > normal for normal, large in zip(*sizes, strict=True))
    assert sizes[1][0] > 12.5
