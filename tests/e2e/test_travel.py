"""Pointing, clicking, searching and travelling on the diagram of the real window."""

from pathlib import Path

from tests.e2e.test_main_job import play


def test_shortcuts_search_and_arrows_on_a_real_display(
    tmp_path: Path, display: dict[str, str]
) -> None:
    found = play("travel", tmp_path, display)
    assert found["merged"] < 100
    for words in ("conv3_x (layer2) · block 1", "identity", "512 × 28 × 28", "401"):
        assert words in found["card"].replace("\N{NARROW NO-BREAK SPACE}", ""), words
    assert found["clicked"] == "layer2.1.add"
    assert found["searched"] == ["layer3.0.conv2", "layer3.0.conv2", "2 of 3"]
    assert found["after_escape"] == ["", False]
    first, fork, own, last = found["travelled"]
    assert first == "layer3.0.conv1"
    assert fork.startswith("layer2.3.")
    assert own == "layer3.0.downsample.0"
    assert last == "fc"
    assert found["modules"] == []
