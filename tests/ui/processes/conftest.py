"""The window's hold on the process of sweeps, with a store of its own."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject

from resnet_viz.ui.processes.file_thread import FileThread
from resnet_viz.ui.processes.sweeps import Sweeps


@pytest.fixture
def sweeps(qapp: QObject, own_data: object) -> Iterator[Sweeps]:
    thread = FileThread(qapp)
    made = Sweeps(thread, qapp)
    yield made
    made.close()
    thread.close()
    thread.finish(lane="sweeps")
