"""Results are kept while there is room for them."""

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.kept import Kept
from resnet_viz.core.networks import forget_networks, network_named, report_named
from resnet_viz.core.resnet.network import LEAST_KEPT, ROOM, network_of

LARGE = "resnet,depth=1202,block=basic,stem=cifar,input=32,width="


@pytest.fixture
def made() -> list[int]:
    """The sizes for which a result was made, in order."""
    return []


@pytest.fixture
def keep(made: list[int]) -> Kept[[int], int]:
    def make(size: int) -> int:
        made.append(size)
        return size

    return Kept(make, size_of=lambda size: size, room=10, least=2)


def test_a_result_is_made_once(keep: Kept[[int], int], made: list[int]) -> None:
    assert [keep(3), keep(3), keep(3)] == [3, 3, 3]
    assert made == [3]


def test_the_one_asked_for_longest_ago_goes_when_there_is_no_room(
    keep: Kept[[int], int], made: list[int]
) -> None:
    for size in (4, 3, 2, 4, 5):  # 4, 2 and 5 are more than 10 too, so 3 and 2 go
        keep(size)
    assert len(keep) == 2
    keep(4), keep(5)
    assert made == [4, 3, 2, 5]
    keep(3)
    assert made == [4, 3, 2, 5, 3]


def test_many_small_results_are_kept(keep: Kept[[int], int]) -> None:
    for size in (1, 2, 3, 4):
        keep(size)
    assert len(keep) == 4


def test_the_last_few_are_kept_however_large(keep: Kept[[int], int], made: list[int]) -> None:
    for size in (100, 200, 100, 200):
        keep(size)
    assert made == [100, 200]
    keep(300)
    assert len(keep) == 2


def test_all_is_forgotten_on_request(keep: Kept[[int], int], made: list[int]) -> None:
    keep(9)
    keep.cache_clear()
    assert len(keep) == 0
    keep(9)
    assert made == [9, 9]


def test_named_arguments_are_told_apart() -> None:
    keep = Kept(lambda a, b=0: (a, b), size_of=lambda _: 1, room=10, least=1)
    assert (keep(1), keep(1, b=2), keep(1, b=3)) == ((1, 0), (1, 2), (1, 3))


def test_an_error_is_not_kept() -> None:
    before = len(network_of)
    for _ in range(2):
        with pytest.raises(UserError):
            network_named("resnet51")
    assert len(network_of) == before


def test_of_large_networks_only_those_stay_that_a_document_may_compare() -> None:
    forget_networks()
    for width in range(16, 16 + 2 * LEAST_KEPT):
        report_named(f"{LARGE}{width}", 1)
    assert network_named(f"{LARGE}16").graph.layer_count > ROOM
    assert (len(report_named), len(network_of)) == (LEAST_KEPT, LEAST_KEPT)


def test_of_usual_networks_more_stay() -> None:
    forget_networks()
    for width in range(16, 16 + 2 * LEAST_KEPT):
        report_named(f"resnet20,width={width}", 1)
    assert len(report_named) == 2 * LEAST_KEPT


def test_the_number_of_layers_is_that_of_all_layers_made() -> None:
    for arch in ("resnet50", "plain20", "preact18", "resnext50_32x4d", "resnet110"):
        graph = network_named(arch).graph
        assert graph.layer_count == len(graph.nodes)
