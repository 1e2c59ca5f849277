"""Each row of a sweep is what a cost report says of that one network."""

from hypothesis import given, settings
from hypothesis import strategies as st

from resnet_viz.core.cost.measures import measure_named
from resnet_viz.core.cost.report import report_of
from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.sweep.points import COLUMNS, Point, points_of
from resnet_viz.core.lab.sweep.recipe import recipe_of
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.spec import ResNetSpec
from tests.samples.legal_specs import SMALL_SPECS
from tests.samples.recipes import Listed, listed_recipes

BATCHES = st.sampled_from([1, 8])


def single(arch: str, batch: int) -> tuple[int, ...]:
    """What one call of `cost` says, by the measures."""
    report = report_of(network_named(arch), batch)
    figures = (measure_named(key).of_network(report) for key in COLUMNS)
    return tuple(round(figure or 0) for figure in figures)


@settings(max_examples=60, deadline=None)
@given(SMALL_SPECS, st.lists(st.integers(1, 3), min_size=1, max_size=4), BATCHES)
def test_every_row_equals_a_single_cost_call_with_all_options(
    spec: ResNetSpec, longest: list[int], batch: int
) -> None:
    """Stages of 1, 2 and 3 blocks are all in it, each with what comes before and after."""
    name, *options = str(spec).split(",")
    options = [option for option in options if not option.startswith(("stages=", "block="))]
    block = spec.block
    ranges = "-".join(f"1..{most}" for most in longest)
    recipe = recipe_of(",".join([name, f"stages={ranges}", f"block={block}", *options]))
    for point in points_of(recipe, range(0, recipe.count, 3), batch):
        stages = "-".join(_digits(point.place, longest))
        arch = ",".join([name, f"stages={stages}", f"block={block}", *options])
        if point.error:
            assert point.error == _refusal(arch)
        else:
            assert point.values == single(arch, batch)


@settings(max_examples=25, deadline=None)
@given(listed_recipes(), BATCHES)
def test_rows_and_refusals_of_any_recipe_are_those_of_its_networks(
    listed: Listed, batch: int
) -> None:
    recipe = recipe_of(listed.text)
    found = points_of(recipe, range(recipe.count), batch)
    refused = {_refusal(arch) for arch in listed.archs} - {""}
    counted = {single(arch, batch) for arch in listed.archs if not _refusal(arch)}
    assert {point.values for point in found if not point.error} == counted
    assert {p.error for p in points_of(recipe, range(recipe.count), batch) if p.error} == refused


def test_a_batch_out_of_range_is_a_refused_place_like_any_other() -> None:
    good, bad = points_of(recipe_of("resnet18,batch=1|70000"), range(2))
    assert good.values
    assert not good.error
    assert bad == Point(1, (), "batch=70000 is out of range. Choose 1 to 65536")


def test_places_can_be_asked_for_in_any_order() -> None:
    recipe = recipe_of("resnet,depth=20..50:6,block=basic|bottleneck,width=16|32")
    forth = list(points_of(recipe, range(recipe.count)))
    assert list(points_of(recipe, reversed(range(recipe.count)))) == forth[::-1]
    assert [point.place for point in forth] == list(range(recipe.count))


def _digits(place: int, sizes: list[int]) -> list[str]:
    digits = []
    for size in reversed(sizes):
        place, digit = divmod(place, size)
        digits.append(str(digit + 1))
    return digits[::-1]


def _refusal(arch: str) -> str:
    try:
        network_named(arch)
    except UserError as error:
        return error.message
    return ""
