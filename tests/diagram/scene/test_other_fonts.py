"""Letters that the bundled font lacks: which other font is taken, and what is said without."""

import os
from pathlib import Path

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.diagram.scene.caption import check_letters, one_line
from resnet_viz.diagram.scene.font import missing_letters, runs_of, text_width
from resnet_viz.diagram.scene.other_fonts import fonts_for
from tests.samples.fonts import font_with


@pytest.fixture
def fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine's only folder of fonts, empty."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "shared"))
    (tmp_path / "fonts").mkdir()
    return tmp_path / "fonts"


def families(letters: str) -> dict[str, str]:
    return {letter: font.family for letter, font in fonts_for(frozenset(letters)).items()}


def refusal(caption: str) -> str:
    with pytest.raises(UserError) as caught:
        check_letters(caption)
    assert caught.value.field == "caption"
    assert "\n" not in caught.value.message
    return caught.value.message


def test_without_a_font_the_letters_and_what_to_install_are_named(fonts: Path) -> None:
    assert missing_letters("残差 ResNet 残") == "残差"
    for caption, letters, package in [
        ("残差 ResNet", "残差", "fonts-noto-cjk"),
        ("잔차", "잔차", "fonts-noto-cjk"),
        ("go 🚀", "🚀", "fonts-symbola"),
        ("Հ", "Հ", "fonts-noto-core"),
        ("一二三四五六七八九十百千万", "一二三四五六七八九十百千…", "fonts-noto-cjk"),
    ]:
        words = refusal(caption)
        assert f"these letters of the caption: {letters}. " in words
        assert f"such as {package}," in words


def test_what_the_bundled_font_has_needs_no_other(fonts: Path) -> None:
    check_letters("Réseau résiduel, Сеть, δίκτυο: 3×3 → 10⁹ 25\u202f557")


@pytest.mark.parametrize("caption", ["شبكة", "רשת", "नेटवर्क", "x\u0304", "ไทยน้ำ"])
def test_letters_that_join_or_run_to_the_left_are_refused(fonts: Path, caption: str) -> None:
    font_with(fonts / "all.ttf", caption)
    assert "join or run from right to left" in refusal(caption)


def test_a_font_is_found_as_soon_as_it_is_installed(fonts: Path) -> None:
    assert families("残") == {}
    font_with(fonts / "new" / "a.ttf", "残", "First")
    assert families("残") == {"残": "First"}
    os.unlink(fonts / "new" / "a.ttf")
    assert families("残") == {}


def test_widths_are_those_of_the_letters_own_fonts(fonts: Path) -> None:
    font_with(fonts / "a.ttf", "残差")
    runs = runs_of("残差 a残")
    assert [(run.text, run.font is not None) for run in runs] == [
        ("残差", True), (" a", False), ("残", True),
    ]  # fmt: skip
    assert text_width("残差 a残", 10) == pytest.approx(3 * 9 + text_width(" a", 10))


def test_as_few_fonts_as_can_be_are_taken(fonts: Path) -> None:
    font_with(fonts / "a.ttf", "残", "One Letter")
    font_with(fonts / "b.ttf", "残差", "Two Letters")
    font_with(fonts / "c.ttf", "網", "Another")
    assert set(families("残差").values()) == {"Two Letters"}
    assert families("残差網") == {"残": "Two Letters", "差": "Two Letters", "網": "Another"}


def test_chinese_letters_are_drawn_for_the_readers_of_the_text(fonts: Path) -> None:
    for reader in ("HK", "JP", "KR", "SC"):
        font_with(fonts / f"{reader}.otf", "残差の망é\u1ebf", f"Made Up {reader}")
    font_with(fonts / "plain.ttf", "\u1ebf", "Plain")
    assert set(families("残差").values()) == {"Made Up SC"}
    assert set(families("残差の").values()) == {"Made Up JP"}
    assert set(families("망残").values()) == {"Made Up KR"}
    assert families("\u1ebf") == {"\u1ebf": "Plain"}


def test_fonts_that_may_not_be_embedded_or_have_no_outline_are_left_alone(fonts: Path) -> None:
    for kind in (0x0002, 0x0100, 0x0200):
        font_with(fonts / f"{kind}.ttf", "残", f"Refused {kind}", kind=kind)
    font_with(fonts / "empty.ttf", "残", "Empty", is_empty=True)
    assert families("残") == {}
    font_with(fonts / "allowed.ttf", "残", "Allowed", kind=0x0008)
    assert families("残") == {"残": "Allowed"}


def test_files_that_are_no_fonts_count_as_absent(fonts: Path) -> None:
    whole = font_with(fonts / "whole.ttf", "残", "Whole").read_bytes()
    (fonts / "cut.ttf").write_bytes(whole[:300])
    (fonts / "noise.otf").write_bytes(bytes(range(256)) * 8)
    (fonts / "empty.ttc").write_bytes(b"")
    (fonts / "text.ttf").write_text("no font", encoding="utf-8")
    os.mkfifo(fonts / "pipe.ttf")
    (fonts / "zero.ttf").symlink_to("/dev/zero")
    for place in range(12, len(whole), 37):
        (fonts / f"spoilt{place}.ttf").write_bytes(whole[:place] + b"\xff" + whole[place + 1 :])
    os.unlink(fonts / "whole.ttf")  # some of the spoilt ones are still good enough
    assert set(families("残").values()) <= {"Whole"}
    assert families("差") == {}


@pytest.mark.parametrize(
    ("written", "shown"),
    [("e\u0301", "é"), ("❤\ufe0f", "❤"), ("👩\u200d💻", "👩💻"), ("全\u3000角", "全 角")],
)
def test_a_caption_has_only_letters_with_a_sign_of_their_own(written: str, shown: str) -> None:
    assert one_line(written) == shown
