"""A person agrees to code once, and again where any of it is other."""

from pathlib import Path

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.models import agreed
from resnet_viz.core.models.agreed import (
    FILE,
    agree,
    agreement_on,
    code_now,
    forget_agreements,
    note_loaded,
)


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "config"
    monkeypatch.setattr(agreed, "config_folder", lambda: folder)
    return folder


@pytest.fixture
def net(tmp_path: Path) -> Path:
    (tmp_path / "layers.py").write_text("a = 1")
    (tmp_path / "net.py").write_text("import layers")
    return tmp_path / "net.py"


def changed(path: Path) -> list[str]:
    return [Path(each).name for each in agreement_on(path).changed]


def test_it_is_asked_once_and_again_after_any_change(net: Path) -> None:
    assert changed(net) == ["net.py", "layers.py"]
    agree(code_now(net))
    assert agreement_on(net).is_agreed
    (net.parent / "layers.py").write_text("a = 2")
    assert changed(net) == ["layers.py"]
    agree(code_now(net))
    net.write_text("import layers  # other")
    assert changed(net) == ["net.py"]
    net.write_text("import layers")
    assert agreement_on(net).is_agreed


def test_the_same_code_in_another_place_is_asked_about(net: Path, tmp_path: Path) -> None:
    agree(code_now(net))
    other = tmp_path / "other"
    other.mkdir()
    for name in ("net.py", "layers.py"):
        (other / name).write_bytes((tmp_path / name).read_bytes())
    assert changed(other / "net.py") == ["net.py", "layers.py"]


def test_what_a_run_loaded_besides_is_asked_about_next_time(net: Path) -> None:
    plugin = net.parent / "plugin.py"
    plugin.write_text("b = 1")
    agree(code_now(net))
    loaded = [str(net), str(plugin), str(net.parent / "layers.py")]
    assert note_loaded(code_now(net), loaded) == (str(plugin),)
    assert changed(net) == ["plugin.py"]
    agree(code_now(net))
    assert agreement_on(net).is_agreed
    assert note_loaded(code_now(net), loaded) == ()
    plugin.write_text("b = 2")
    assert changed(net) == ["plugin.py"]
    plugin.unlink()
    assert agreement_on(net).is_agreed


def test_forgotten_agreements_are_asked_again(net: Path) -> None:
    agree(code_now(net))
    forget_agreements()
    assert changed(net) == ["net.py", "layers.py"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"files": []}',
        '{"files": {"NET": 3}}',
        '{"files": {"NET": {"agreed": [], "loaded": 3}}}',
        '{"files": {"NET": {"agreed": {"NET": 1}, "loaded": {"/etc/passwd": 1}}}}',
    ],
)
def test_whatever_is_in_the_store_only_what_was_agreed_to_is_agreed(
    net: Path, config: Path, text: str
) -> None:
    config.mkdir()
    (config / FILE).write_text(text.replace("NET", str(net)))
    assert changed(net) == ["net.py", "layers.py"]
    agree(code_now(net))
    assert agreement_on(net).is_agreed


def test_a_store_that_can_not_be_written_is_one_sentence(net: Path, config: Path) -> None:
    config.write_text("a file in the place of the folder")
    with pytest.raises(UserError):
        agree(code_now(net))


def test_the_store_keeps_the_newest(
    net: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agreed, "MOST_KEPT", 2)
    paths = [tmp_path / f"n{number}.py" for number in range(3)]
    for path in paths:
        path.write_text("")
        agree(code_now(path))
    assert [agreement_on(path).is_agreed for path in paths] == [False, True, True]
