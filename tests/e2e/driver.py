"""Plays a story in the real window, in the program's own process, and prints what was found.

The arguments are a folder for files, the name of a story below and, where it is not about
ResNet-50, what the window is to open; the findings are JSON.
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer

from resnet_viz.ui.session.remembered import new_document
from resnet_viz.ui.start.program import make_application, open_window
from resnet_viz.ui.window.document.home import Opening
from resnet_viz.ui.window.document.opening import opening_named
from tests.e2e.compare_stories import story_cards
from tests.e2e.export_stories import story_export
from tests.e2e.fault_stories import story_burst, story_faults
from tests.e2e.find_stories import story_find
from tests.e2e.history_stories import story_history, story_one_run
from tests.e2e.job_stories import story_jobs
from tests.e2e.lesson_stories import story_lesson
from tests.e2e.model_stories import story_bad_models, story_model, story_models_killed
from tests.e2e.person import Person
from tests.e2e.run_stories import story_hang, story_runs
from tests.e2e.session_stories import story_killed, story_recovered
from tests.e2e.stories import (
    Findings,
    story_family,
    story_main_job,
    story_selection,
    story_travel,
    story_weights,
)
from tests.e2e.weights_stories import (
    story_weights_kinds,
    story_weights_sets,
    story_weights_stopped,
)
from tests.e2e.workspace_stories import (
    story_comparison_opened,
    story_comparison_saved,
    story_panels,
    story_workspaces,
)

STORIES = {
    "burst": story_burst,
    "main_job": story_main_job,
    "selection": story_selection,
    "travel": story_travel,
    "find": story_find,
    "faults": story_faults,
    "hang": story_hang,
    "runs": story_runs,
    "family": story_family,
    "weights": story_weights,
    "weights_kinds": story_weights_kinds,
    "weights_sets": story_weights_sets,
    "weights_stopped": story_weights_stopped,
    "history": story_history,
    "one_run": story_one_run,
    "export": story_export,
    "model": story_model,
    "bad_models": story_bad_models,
    "models_killed": story_models_killed,
    "killed": story_killed,
    "recovered": story_recovered,
    "jobs": story_jobs,
    "lesson": story_lesson,
    "cards": story_cards,
    "workspaces": story_workspaces,
    "panels": story_panels,
    "comparison_saved": story_comparison_saved,
    "comparison_opened": story_comparison_opened,
}


def main() -> int:
    folder, story = Path(sys.argv[1]), STORIES[sys.argv[2]]
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))
    application = make_application()
    words = sys.argv[3:]
    opening = opening_named(words[0]) if words else Opening(new_document("resnet50"))
    window = open_window(opening, application)
    outcome: Findings = {}

    def play() -> None:
        window.start_children()
        children = (window.compute.process_id(), window.draw.process_id())
        try:
            outcome.update(story(Person(window, folder)), children=children)
        finally:
            window.close()
            application.quit()

    QTimer.singleShot(0, play)
    application.exec()
    print(json.dumps(outcome))
    return 0 if outcome else 1


if __name__ == "__main__":
    sys.exit(main())
