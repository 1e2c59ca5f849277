"""A picture is shown with its maps, its first classes and what blocks respond to."""

from dataclasses import replace

from resnet_viz.core.experiments.plots.picture import MOST_CLASSES, plots
from tests.samples.paths_and_landscapes import SEEN, picture_outcome


def test_the_maps_are_over_the_picture_and_those_of_blocks_by_themselves() -> None:
    seen, classes, blocks = plots(picture_outcome(SEEN))
    assert [each.heat for each in seen.images] == [(), SEEN.gradient, SEEN.occlusion]
    assert all(each.rows == SEEN.picture for each in seen.images)
    assert [each.heat for each in blocks.images] == [values for _, values in SEEN.maps]
    assert classes.x.names == ("7", "1", "9")
    assert [y for _, y in classes.series[0].points] == [0.83, 0.11, 0.06]


def test_of_many_classes_the_first_are_shown() -> None:
    many = replace(SEEN, classes=tuple((f"class {place}", 0.01) for place in range(100)))
    _, classes, _ = plots(picture_outcome(many))
    assert len(classes.series[0].points) == MOST_CLASSES


def test_what_is_not_there_yet_is_left_out() -> None:
    begun = replace(SEEN, classes=(), gradient=(), occlusion=(), maps=())
    (seen,) = plots(picture_outcome(begun))
    assert len(seen.images) == 1
    assert plots(picture_outcome()) == ()
