"""What a person does with timed runs: options, passes seen, a comparison, cancelling, a hang."""

import os
import signal

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from resnet_viz.ui.processes import silence
from tests.e2e.person import Person
from tests.e2e.stories import Findings, heavy_modules


def story_runs(person: Person) -> Findings:
    """Set options, run, watch the passes, compare with plain settings, cancel a comparison."""
    window = person.window
    person.see_network("ResNet-50")
    person.click(person.button("18"))
    person.see_network("ResNet-18")
    options, timing = window.toolbar.timed.options, window.panels.timing
    person.click(options)
    person.wait_for(options.card.isVisible, "the options")
    for name in ("is_channels_last", "is_fused"):
        box = options.card.boxes[name]
        person.click(box, QPoint(8, box.height() // 2))
    person.photograph("options")
    QTest.keyClick(options.card, Qt.Key.Key_Escape)
    window.timed.show_timing()
    QTest.keyClick(window, Qt.Key.Key_F5)
    person.wait_for(lambda: "so far" in timing.histogram.words(), "passes while the run goes on")
    during = (timing.histogram.words(), window.progress.doing())
    person.photograph("running")
    person.wait_for(lambda: not window.runs.is_running, "the run's end")
    report = window.session.shown.timing
    person.photograph("timed")
    person.click(timing.compare)
    person.wait_for(lambda: not window.runs.is_running, "the comparison's end")
    compared = timing.pair.text()
    person.photograph("compared")
    QTest.keyClick(window, Qt.Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
    person.wait_for(lambda: window.runs.is_running, "a second comparison")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    return {
        "button": options.text(),
        "during": during,
        "passes": timing.histogram.words(),
        "what_if": report.to_dict()["what_if"] if report else {},
        "runs": report.runs if report else 0,
        "cells": timing.cells.texts()[::2],
        "compared": compared,
        "after_cancel": window.progress.doing(),
        **heavy_modules(),
    }


def story_hang(person: Person) -> Findings:
    """The compute process is stopped in mid-run, as one that hangs; the next run works."""
    window = person.window
    person.see_network("ResNet-50")
    person.click(window.toolbar.timed.run)
    person.wait_for(lambda: "pass" in window.progress.doing(), "a pass")
    hung = window.compute.process_id()
    os.kill(hung, signal.SIGSTOP)
    person.wait_for(lambda: bool(window.panels.notice.text()), "the notice")
    notice = window.panels.notice.text()
    person.click(person.button("Time again"))
    person.wait_for(lambda: not window.runs.is_running, "the second run's end")
    return {
        "notice": notice,
        "patience_s": silence.PATIENCE_S,
        "timed_again": window.session.shown.timing is not None,
        "children_before": hung,
    }
