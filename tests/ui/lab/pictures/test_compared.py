"""What differs is kept for the parts that show it."""

from dataclasses import replace

from resnet_viz.core.networks import network_named
from resnet_viz.ui.lab.pictures.compared import places_between


def test_what_differs_is_made_once_and_made_again_for_a_network_recorded_again() -> None:
    base, before = network_named("resnet18"), network_named("resnet34")
    again = replace(before, graph=network_named("resnet50").graph)
    assert again == before  # they have one name
    found = places_between(base, before, 1)
    assert places_between(base, before, 1) is found
    assert places_between(base, again, 1).diff.b.network.graph is again.graph
    assert places_between(base, before, 1).diff.b.network.graph is before.graph
