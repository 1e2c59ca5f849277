"""`FILE::SET` as a person writes it."""

from pathlib import Path

import pytest

from resnet_viz.core.weights.place import WeightsPlace, place_of


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("best.pth", WeightsPlace(Path("best.pth"))),
        ("best.pth::model_ema", WeightsPlace(Path("best.pth"), "model_ema")),
        ("a/b.pth::state_dict.ema", WeightsPlace(Path("a/b.pth"), "state_dict.ema")),
        ("best.pth::", WeightsPlace(Path("best.pth"))),
        ("::ema", WeightsPlace(Path("::ema"))),
        ("a:b.pth", WeightsPlace(Path("a:b.pth"))),
    ],
)
def test_a_set_is_named_after_two_colons(text: str, place: WeightsPlace) -> None:
    assert place_of(text) == place


def test_a_file_that_exists_wins_over_a_set_of_that_name(tmp_path: Path) -> None:
    odd = tmp_path / "odd::ema"
    (tmp_path / "odd").touch()
    assert place_of(str(odd)) == WeightsPlace(tmp_path / "odd", "ema")
    odd.touch()
    assert place_of(str(odd)) == WeightsPlace(odd)
    assert place_of(f"{odd}::last") == WeightsPlace(odd, "last")


def test_a_path_may_name_a_set_too() -> None:
    assert place_of(Path("best.pth::ema")) == WeightsPlace(Path("best.pth"), "ema")


def test_the_text_of_a_place_leads_back_to_it(tmp_path: Path) -> None:
    for name in ("plain.pth", "odd::name.pth"):
        path = tmp_path / name
        path.touch()
        for place in (WeightsPlace(path), WeightsPlace(path, "a::b")):
            assert place_of(place.text) == place


def test_what_can_not_be_looked_up_is_no_file() -> None:
    assert place_of("\0::ema") == WeightsPlace(Path("\0"), "ema")
    assert place_of("x" * 400 + "::ema").set_name == "ema"
