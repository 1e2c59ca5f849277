"""The export dialog in the real window: what is on disk after what a person did."""

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from resnet_viz.core.wording import THIN_SPACE
from tests.e2e.test_main_job import play


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("export")


@pytest.fixture(scope="module")
def found(folder: Path, display: dict[str, str]) -> dict[str, Any]:
    return play("export", folder, display)


def test_two_keys_write_a_file_under_a_name_of_its_own(found: dict[str, Any], folder: Path) -> None:
    assert found["two_keys"].startswith("✓ Saved resnet50-blocks.svg")
    assert ElementTree.parse(folder / "resnet50-blocks.svg").getroot().tag.endswith("svg")


def test_a_file_is_replaced_only_when_a_person_says_so(found: dict[str, Any]) -> None:
    assert found["kept"]["asked"] == "Replace thesis.png?"
    assert found["kept"]["after_cancel"] == "mine"


def test_the_pixels_that_were_said_are_those_of_the_file(found: dict[str, Any]) -> None:
    sides = re.match(r"([\d\s]+) × ([\d\s]+) px · ", found["kept"]["announced"])
    assert sides
    said = [int(re.sub(rf"[{THIN_SPACE}\s]", "", side)) for side in sides.groups()]
    assert said == found["kept"]["size"]


def test_a_long_file_tells_how_far_it_is_and_can_be_given_up(found: dict[str, Any]) -> None:
    long = found["long"]
    assert re.fullmatch(r"Drawing pixels… · \d+%", long["progress"])
    assert 0 < long["share"] < 1
    assert long["ended"] == "Cancelled. Nothing was written."
    assert long["bytes"] == "old"
    assert long["files"] == ["large.png"]
    assert long["after"].startswith("✓ Saved after.svg")


def test_what_is_copied_is_said(found: dict[str, Any]) -> None:
    name, rows = found["copied"]
    assert name == "Copied resnet1202"
    assert re.fullmatch(rf"Copied 4{THIN_SPACE}\d\d\d rows", rows)
