"""The lesson in the whole window."""

from resnet_viz.ui.window.window import MainWindow


def test_a_block_of_the_lesson_is_shown_in_the_diagram(window: MainWindow) -> None:
    window.arranging.learn()
    lesson = window.panels.lesson
    assert lesson.isVisible()
    lesson.shows[0].click()
    assert window.panels.canvas.isVisible()
    assert window.session.document.arrangement.selection == "layer1.1"
