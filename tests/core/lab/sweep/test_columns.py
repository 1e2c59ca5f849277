"""Rows in columns are the points that came, whatever their order, each once."""

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from resnet_viz.core.lab.stored_sweep import StoredPoint
from resnet_viz.core.lab.sweep.columns import BLOCKS, SweepColumns
from resnet_viz.core.lab.sweep.measures import KEYS
from resnet_viz.core.lab.sweep.points import COLUMNS, points_of
from resnet_viz.core.lab.sweep.recipe import block_at, most_families, recipe_of, spec_at, text_at
from resnet_viz.core.resnet.arch import parse
from tests.samples.recipes import Listed, listed_recipes

RECIPE = recipe_of("resnet18|resnet50,depth=20..50:6,block=basic|bottleneck,batch=1|4")


def stored(text: str) -> list[StoredPoint]:
    recipe = recipe_of(text)
    return [StoredPoint(*point) for point in points_of(recipe, range(recipe.count))]


@settings(max_examples=60, deadline=None)
@given(listed_recipes(), st.randoms(use_true_random=False))
def test_rows_are_the_points_in_any_order_and_refused_ones_are_counted(
    listed: Listed, random: object
) -> None:
    points = stored(listed.text)
    random.shuffle(points)  # type: ignore[attr-defined]
    columns = SweepColumns(recipe_of(listed.text), 1)
    half = len(points) // 2
    columns.add(points[:half])
    columns.add(points)  # those of the first half again
    sound = [point for point in points if not point.error]
    assert sorted(columns.places) == sorted(point.place for point in sound)
    for index, place in enumerate(columns.places):
        (point,) = (each for each in sound if each.place == place)
        assert columns.row(index, COLUMNS) == tuple(map(float, point.values))
        assert BLOCKS[columns.blocks[index]] == spec_at(columns.recipe, place).block
    assert columns.refused_count == len(points) - len(sound)
    assert sum(times for times, _ in columns.refused.values()) == columns.refused_count


def test_the_first_of_each_reason_is_named_as_the_network_that_is_refused() -> None:
    columns = SweepColumns(recipe_of("resnet18,width=0|16,depth=18|19"), 1)
    columns.add(stored("resnet18,width=0|16,depth=18|19"))
    assert columns.refused["width=0 is out of range. Choose 1 to 1024"] == (
        1,
        "resnet18,depth=18,width=0",
    )
    assert columns.refused_count == 3


def test_a_time_that_comes_later_fills_its_row() -> None:
    points = stored("resnet18|resnet34,batch=2")
    columns = SweepColumns(recipe_of("resnet18|resnet34,batch=2"), 1)
    columns.add(points)
    assert math.isnan(columns.values["latency_ms"][1])
    assert columns.row(1, ("latency_ms", "depth")) == (None, 34)
    arrived = columns.add([points[1]._replace(latency_ms=20.0)])
    assert (list(arrived.new), arrived.timed) == ([], (1,))
    assert columns.row(1, ("latency_ms", "images_per_s")) == (20.0, 100.0)


def test_a_row_is_found_by_its_costs() -> None:
    points = stored("resnet18|resnet34,width=32|64")
    columns = SweepColumns(recipe_of("resnet18|resnet34,width=32|64"), 1)
    columns.add(points)
    for index, point in enumerate(points):
        assert columns.rows_like(point.values) == [index]
    assert columns.rows_like([0] * len(COLUMNS)) == []


def test_a_figure_too_large_for_a_float_is_infinite() -> None:
    columns = SweepColumns(recipe_of("resnet18"), 1)
    columns.add([StoredPoint(0, (18, *[10**400] * (len(COLUMNS) - 1)))])
    assert columns.row(0, KEYS[1:2]) == (math.inf,)


def test_the_block_of_a_place_is_that_of_its_network() -> None:
    for place in range(RECIPE.count):
        spec = parse(text_at(RECIPE, place).partition(",batch")[0])
        assert block_at(RECIPE, place, spec.depth) == spec.block


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 4)), min_size=1, max_size=4))
def test_there_are_no_more_families_than_is_said(stages: list[tuple[int, int]]) -> None:
    text = "-".join(f"{first}..{first + more}" for first, more in stages)
    recipe = recipe_of(f"resnet,stages={text}|1-1-1-1,width=16|32,depth=18..30|50")
    specs = [
        spec_at(recipe_of(f"resnet,stages={text}|1-1-1-1,width=16|32"), place)
        for place in range(recipe.count // 14)
    ]
    families = {(spec.width, tuple(min(blocks, 2) for blocks in spec.stages)) for spec in specs}
    assert len(families) <= most_families(recipe) <= recipe.count
