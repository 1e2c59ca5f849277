"""What is kept of a sweep: columns of numbers, whatever their size, and times where there are."""

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.sweep.measures import KEYS, MEASURES, front_named, known_keys
from resnet_viz.core.lab.sweep.points import COLUMNS, points_of
from resnet_viz.core.lab.sweep.recipe import recipe_of
from resnet_viz.core.lab.sweep.swept import SweepAsked, Swept, sweep_of

PROMISED = (
    "depth params buffers macs flops activations bytes_read bytes_written param_bytes "
    "peak_inference_bytes training_bytes shortcuts receptive_field latency_ms images_per_s"
)


def test_the_measures_are_promised_ones_and_each_has_its_words() -> None:
    assert set(KEYS) == set(PROMISED.split()) - {"receptive_field"}  # which is of a layer
    assert all(row.title and row.tip for row in MEASURES)
    assert known_keys(is_timed=False) == COLUMNS


def test_times_are_columns_that_conditions_and_fronts_know() -> None:
    recipe = recipe_of("resnet18|resnet34|resnet50,batch=2")
    points = list(points_of(recipe, range(3)))
    rows = [Swept(points[0], 10.0, "a"), Swept(points[1], 20.0, "b"), Swept(points[2])]
    front = front_named("latency_ms,depth", is_timed=True)
    asked = SweepAsked(recipe, where="images_per_s>=100", front=front, is_timed=True)
    found = sweep_of(asked, rows)
    assert list(found.places) == [0, 1]
    assert list(found.columns["latency_ms"]) == [10.0, 20.0]
    assert list(found.columns["images_per_s"]) == [200.0, 100.0]
    assert found.hosts == ["a", "b"]
    assert found.front == frozenset((0, 1))


def test_a_network_that_has_no_time_yet_is_on_no_front_of_times() -> None:
    recipe = recipe_of("resnet18|resnet34")
    first, second = points_of(recipe, range(2))
    asked = SweepAsked(recipe, front=("latency_ms", "params"), is_timed=True)
    found = sweep_of(asked, [Swept(first), Swept(second, 3.0, "a")])
    assert list(found.columns["latency_ms"]) == [None, 3.0]
    assert found.front == frozenset((1,))


@pytest.mark.parametrize("text", ["params", "params,params", "", "params,", "params,colour"])
def test_a_front_of_fewer_than_two_measures_is_refused(text: str) -> None:
    with pytest.raises(UserError):
        front_named(text)
