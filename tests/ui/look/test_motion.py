"""Nothing moves on screen where the style, or the desktop's settings, ask for rest."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QStyle

from resnet_viz.ui.look.motion import is_motion_wanted

# Elsewhere the style alone is asked: there is no portal to answer.
has_portals = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="no desktop portal")


class StillStyle:
    """All of a style that is asked for."""

    def styleHint(self, hint: QStyle.StyleHint) -> int:
        return 0 if hint is QStyle.StyleHint.SH_Widget_Animation_Duration else 1


def test_a_style_that_does_not_animate_is_followed(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert is_motion_wanted(())
    monkeypatch.setattr(QApplication, "style", StillStyle)
    assert not is_motion_wanted(())


@has_portals
@pytest.mark.parametrize(
    ("reduced_motion", "enable_animations", "is_wanted"),
    [("0", "true", "True"), ("1", "true", "False"), ("0", "false", "False")],
)
def test_what_the_desktop_s_portal_answers_is_followed(
    reduced_motion: str, enable_animations: str, is_wanted: str
) -> None:
    portal = [sys.executable, str(Path(__file__).with_name("portal.py"))]
    told = subprocess.run(
        ["dbus-run-session", "--", *portal, reduced_motion, enable_animations],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert told.stdout.split() == [is_wanted], told.stderr
