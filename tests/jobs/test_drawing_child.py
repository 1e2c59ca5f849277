"""The drawing process from the outside: what it answers, and what is said when it can't."""

import json
import subprocess
import sys

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.jobs import drawing_child

DOT = "digraph { test_process -> other }"


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing_child, "_known", {})


def _instead(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    command = [sys.executable, "-c", program]
    monkeypatch.setattr(drawing_child, "worker_command", lambda worker: command)


def test_it_gives_graphviz_s_places_for_each_text() -> None:
    layouts = drawing_child.layouts_for([DOT, "digraph { a }", DOT])
    assert list(layouts) == [DOT, "digraph { a }"]
    nodes = [node["name"] for node in json.loads(layouts[DOT])["objects"]]
    assert nodes == ["test_process", "other"]


def test_what_is_known_is_not_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first = drawing_child.layouts_for([DOT])
    _instead(monkeypatch, "raise SystemExit('asked again')")
    assert drawing_child.layouts_for([DOT]) == first


def test_the_caller_never_loads_graphviz_s_library() -> None:
    program = (
        "import sys\n"
        "from resnet_viz.jobs.drawing_child import layouts_for\n"
        f"layouts_for([{DOT!r}])\n"
        "print('pygraphviz' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert said.stdout == "False\n", said.stderr


def test_a_process_that_dies_is_said_with_its_last_words(monkeypatch: pytest.MonkeyPatch) -> None:
    _instead(monkeypatch, "raise SystemExit('libglib-2.0.so.0 is missing')")
    with pytest.raises(UserError, match=r"no answer.*libglib-2.0.so.0 is missing.*--self-test"):
        drawing_child.layouts_for([DOT])


def test_a_process_that_talks_nonsense_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    _instead(monkeypatch, "print('hello', flush=True); input()")
    with pytest.raises(UserError, match="no answer"):
        drawing_child.layouts_for([DOT])


def test_a_process_that_never_answers_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing_child, "LIMIT_S", 0.5)
    _instead(monkeypatch, "import sys; sys.stdin.read(); import time; time.sleep(99)")
    with pytest.raises(UserError, match="no answer"):
        drawing_child.layouts_for([DOT])


def test_a_program_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing_child, "worker_command", lambda worker: ["/nowhere/resnet-viz"])
    with pytest.raises(UserError, match="did not start"):
        drawing_child.layouts_for([DOT])


def test_a_text_that_is_no_dot_is_said_and_not_kept() -> None:
    with pytest.raises(UserError, match="could not lay out"):
        drawing_child.layouts_for(["no dot {"])
    assert drawing_child.layouts_for([DOT])
