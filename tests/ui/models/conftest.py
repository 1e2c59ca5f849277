"""A window whose model process answers at once, with networks made by hand."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from resnet_viz.core.models import known
from resnet_viz.core.models.requests import (
    FindLibraries,
    LibrariesFound,
    Library,
    ListModels,
    ModelNames,
    TracedModel,
    TraceModel,
)
from resnet_viz.core.request import Request
from resnet_viz.core.structure.stored import network_json
from resnet_viz.jobs.messages import Failure
from resnet_viz.jobs.requests import LayOut, Layouts
from resnet_viz.ui.processes.child import Child
from resnet_viz.worker.layout import lay_out
from tests.samples.recorded import recorded_network
from tests.ui.conftest import Asked

Answer = Callable[[TraceModel], TracedModel | Failure | None]

CODE = '''"""A model of mine."""
import torch


def make():
    """The small one."""
    return torch.nn.Linear(2, 2)


def sized(width):
    return torch.nn.Linear(width, width)
'''


class Process:
    """Stands in for the model process: `answers` has what is not answered as usual, by source."""

    def __init__(self) -> None:
        self.answers: dict[str, TracedModel | Failure | None] = {}
        self.names: tuple[str, ...] = ("resnet50", "vit_small", "vit_base")

    def answer(self, request: Request[Any]) -> object:
        """What a request is answered with, None for never."""
        match request:
            case FindLibraries():
                return LibrariesFound((Library("timm", "1.0.31"), Library("transformers", "")))
            case ListModels():
                return ModelNames("1.0.31", self.names)
            case TraceModel():
                usual = TracedModel(network_json(recorded_network(request.source)))
                return self.answers.get(request.source, usual)
        return None


@pytest.fixture
def process() -> Process:
    return Process()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, process: Process) -> Asked:
    """What the window asks of its children; layouts and models are answered."""
    requests: Asked = []

    def ask(
        _: Child, request: Request[Any], on_answer: Any, on_failed: Any, *__: Any, **___: Any
    ) -> None:
        requests.append(request)
        if isinstance(request, LayOut):
            on_answer(Layouts(tuple(map(lay_out, request.dots))))
            return
        found = process.answer(request)
        if isinstance(found, Failure):
            on_failed(found)
        elif found is not None:
            on_answer(found)

    monkeypatch.setattr(Child, "ask", ask)
    monkeypatch.setattr(Child, "start", lambda _: None)
    return requests


@pytest.fixture(autouse=True)
def nothing_known() -> Iterator[None]:
    """No network of others is known before a test and after it."""
    known._known.clear()
    yield
    known._known.clear()


@pytest.fixture(autouse=True)
def own_costs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No costs of models are kept from the test before."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with a factory, elsewhere than any session."""
    path = tmp_path / "code" / "net.py"
    path.parent.mkdir()
    path.write_text(CODE)
    return path
