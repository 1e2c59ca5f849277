"""For every test: Qt off screen, settings and data of its own, no unexpected word in any log."""

import gc
import logging
import os
import shlex
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"
# PyTorch's threads wait for each other by spinning: where other programs run, a small pass takes
# many times as long. Tests that ask about several threads set their number themselves.
os.environ["OMP_NUM_THREADS"] = "1"

from hypothesis import HealthCheck, settings
from PySide6.QtCore import QSettings, QStandardPaths
from PySide6.QtWidgets import QApplication

from resnet_viz.ui.look.fonts import load_fonts

# How long an example takes says how busy the machine is.
settings.register_profile("clockless", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("clockless")

OFF_SCREEN_ALWAYS_SAYS = ("This plugin does not support propagateSizeHints()",)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-golden",
        action="store_true",
        help="write what the program gives now over the golden files, to be read as a diff",
    )
    parser.addoption(
        "--deep",
        action="store_true",
        help="run the tests marked deep too: many more examples of what the others have few of",
    )


LEFT_OUT = pytest.StashKey[int]()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--deep"):
        return
    deep = [item for item in items if item.get_closest_marker("deep")]
    items[:] = [item for item in items if not item.get_closest_marker("deep")]
    config.hook.pytest_deselected(items=deep)
    config.stash[LEFT_OUT] = len(deep)


def pytest_collection_finish() -> None:
    """Thousands of tests stay to the end: no collection of garbage goes over them again."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if count := config.stash.get(LEFT_OUT, 0):
        again = shlex.join(["./test", "--deep", *config.invocation_params.args])
        tests = "1 deep test was" if count == 1 else f"{count} deep tests were"
        terminalreporter.write_line(f"{tests} left out; {again} runs everything.")


@pytest.fixture
def is_rewriting_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--rewrite-golden"))


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["resnet-viz"]


@pytest.fixture(scope="session")
def qapp(qapp_args: list[str]) -> QApplication:
    QStandardPaths.setTestModeEnabled(True)
    application = QApplication.instance() or QApplication(qapp_args)
    assert isinstance(application, QApplication)
    application.setApplicationName("resnet-viz-tests")
    application.setOrganizationName("resnet-viz-tests")
    application.setStyle("Fusion")
    load_fonts()
    return application


@pytest.fixture(scope="session", autouse=True)
def no_data_of_the_person(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test and no process that it starts writes where this person keeps data."""
    with pytest.MonkeyPatch.context() as patch:
        _keep_data_in(tmp_path_factory.mktemp("data"), patch)
        yield


@pytest.fixture(autouse=True)
def own_data(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for this test's data, empty when it begins."""
    folder = tmp_path_factory.mktemp("data")
    _keep_data_in(folder, monkeypatch)
    return folder


def _keep_data_in(folder: Path, patch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "WIN_PD_OVERRIDE_LOCAL_APPDATA"):
        patch.setenv(name, str(folder))


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path) -> None:
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What is measured once for all tests stays out of the user's folder, of children too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(autouse=True)
def no_unexpected_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    said = [r.getMessage() for r in records if r.levelno >= logging.WARNING]
    assert said == [], f"logged without being expected: {said}"


@pytest.fixture(autouse=True)
def no_qt_warning(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    capture = getattr(request.node, "qt_log_capture", None)
    messages = [record.message for record in capture.records] if capture else []
    said = [text for text in messages if text not in OFF_SCREEN_ALWAYS_SAYS]
    assert said == [], f"Qt said: {said}"


@pytest.fixture(autouse=True)
def nothing_leaks() -> Iterator[None]:
    threads = set(threading.enumerate())
    yield
    left = [each.name for each in threading.enumerate() if each not in threads]
    assert left == [], f"threads still run: {left}"
