"""A picture is shown with its maps, its first classes and what blocks respond to."""

from dataclasses import replace

from resnet_viz.core.experiments.plots.picture import MOST_CLASSES, plots
from tests.samples.paths_and_landscapes import SEEN, picture_outcome


def test_the_maps_are_over_the_picture_and_those_of_blocks_by_themselves() -> None:
    seen, blocks = plots(picture_outcome(SEEN))
    assert [each.heat for each in seen.images] == [(), SEEN.gradient, SEEN.occlusion]
    assert all(each.rows == SEEN.picture for each in seen.images)
    assert [each.heat for each in blocks.images] == [values for _, values in SEEN.maps]
    assert seen.note == "Classes and their shares: 7 0.83, 1 0.11, 9 0.06"


def test_of_many_classes_the_first_are_shown() -> None:
    many = replace(SEEN, classes=tuple((f"class {place}", 0.01) for place in range(100)))
    seen, _ = plots(picture_outcome(many))
    assert seen.note.count("class ") == MOST_CLASSES


def test_what_is_not_there_yet_is_left_out() -> None:
    begun = replace(SEEN, classes=(), gradient=(), occlusion=(), maps=())
    (seen,) = plots(picture_outcome(begun))
    assert len(seen.images) == 1
    assert seen.note == ""
    assert plots(picture_outcome()) == ()
