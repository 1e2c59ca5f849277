"""The chart of a sweep holds each chosen network once, in its block's group, and its front."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from resnet_viz.cli.commands.sweep import show_sweep
from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.sweep.points import points_of
from resnet_viz.core.lab.sweep.recipe import recipe_of
from resnet_viz.core.lab.sweep.swept import Sweep, SweepAsked, Swept, sweep_of
from resnet_viz.export.sweep_charts import cloud_of, sweep_chart
from resnet_viz.export.sweeps import columns_of

RECIPE = "resnet,depth=20..80:6,block=basic|bottleneck,width=16|32|64"


def swept(recipe: str = RECIPE, **asked: object) -> Sweep:
    wanted = SweepAsked(recipe_of(recipe), **asked)  # type: ignore[arg-type]
    count = wanted.recipe.count
    return sweep_of(wanted, (Swept(each) for each in points_of(wanted.recipe, range(count), 1)))


def test_points_are_the_rows_of_the_table() -> None:
    sweep = swept(front=("params", "activations"))
    rows = columns_of(sweep)
    cloud = cloud_of(sweep)
    for group in cloud.groups:
        wanted = [
            (x, y)
            for block, x, y in zip(rows["block"], rows["params"], rows["activations"], strict=True)
            if block == group.name.block
        ]
        assert list(group.points) == wanted
    assert sum(len(group.points) for group in cloud.groups) == len(sweep)


def test_the_front_of_two_measures_is_stairs_over_the_best_found_by_brute_force() -> None:
    cloud = cloud_of(swept(front=("params", "activations")))
    every = [point for group in cloud.groups for point in group.points]
    best = {p for p in every if not any(q != p and q[0] <= p[0] and q[1] <= p[1] for q in every)}
    assert list(cloud.front) == sorted(best)
    assert cloud.marked == ()


def test_the_front_of_three_measures_is_marked_on_the_first_two() -> None:
    sweep = swept(front=("depth", "macs", "params"))
    cloud = cloud_of(sweep)
    assert (cloud.x_key, cloud.y_key) == ("depth", "macs")
    assert cloud.front == ()
    assert len(cloud.marked) == len(sweep.front or ())
    assert cloud.is_x_more


@pytest.mark.parametrize("recipe", ["resnet18|resnet50", "resnet,stages=2-2|3-3,block=basic"])
def test_blocks_are_known_whatever_names_them(recipe: str) -> None:
    groups = {group.name.block: len(group.points) for group in cloud_of(swept(recipe)).groups}
    wanted = {"basic": 1, "bottleneck": 1} if "|resnet50" in recipe else {"basic": 2}
    assert groups == wanted


def test_without_a_front_it_shows_macs_against_parameters() -> None:
    words = {text.text for text in sweep_chart(swept()).texts}
    assert {"MACs", "Parameters", "basic", "bottleneck"} <= words


def test_a_sweep_of_which_nothing_is_chosen_is_refused_in_words() -> None:
    with pytest.raises(UserError, match="no network of this sweep"):
        sweep_chart(swept(where="macs<1"))


@pytest.mark.parametrize("suffix", [".svg", ".pdf", ".png", ".tex"])
def test_the_command_saves_the_chart(suffix: str, tmp_path: Path) -> None:
    file = tmp_path / f"front{suffix}"
    asked = SweepAsked(recipe_of(RECIPE), front=("params", "macs"))
    assert show_sweep(asked, str(file), "") == 0
    data = file.read_bytes()
    if suffix == ".svg":
        assert "Pareto front" in "".join(ElementTree.fromstring(data).itertext())
    show_sweep(asked, str(file), "")
    assert file.read_bytes() == data
