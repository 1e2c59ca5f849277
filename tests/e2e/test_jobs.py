"""The three main jobs take no step, two and one, on a desk's screen and on a small laptop's."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from tests.e2e.job_stories import READ_PX
from tests.e2e.test_main_job import SVG, command, play

TOTALS = {"Parameters": "params", "MACs": "macs", "Activations": "activations"}


@pytest.mark.parametrize("screen", ["display", "laptop"])
def test_looking_exporting_and_comparing_take_no_step_two_and_one(
    screen: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    found = play("jobs", tmp_path, request.getfixturevalue(screen))
    assert found["steps"] == {"look": 0, "export": 2, "compare": 1}
    assert found["inside"]
    boxes, smallest = found["words"]
    assert boxes > 6
    assert smallest >= READ_PX
    said = [name.replace("\N{NARROW NO-BREAK SPACE}", "") for name in found["totals"]]
    exact = json.loads(command("cost", "resnet50", "--json"))["totals"]
    assert said[:3] == [f"{title}: {exact[key]}" for title, key in TOTALS.items()]
    assert said[3].startswith("Peak memory: ")
    assert list(found["totals"].values()) == [True] * 4
    first, second = sorted((tmp_path / "pictures").iterdir())
    assert [text.startswith("✓ Saved") for text in found["saved"]] == [True, True]
    assert first.suffix == second.suffix == ".svg"
    for file in (first, second):
        groups = [each.get("class", "") for each in ElementTree.parse(file).iter(f"{SVG}g")]
        assert sum(each.startswith("shortcut ") for each in groups) == 16
    assert [each["title"] for each in found["compared"]] == ["ResNet-50", "ResNet-34"]
    with Image.open(tmp_path / "compared.png") as picture:
        for each in found["compared"]:
            part = picture.convert("RGB").crop(each["place"])
            assert min(part.size) > 150
            assert each["boxes"] >= 2
            assert len(part.getcolors(10**6) or []) > 50
