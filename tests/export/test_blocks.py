"""Two blocks as a figure and as a table: the same numbers, and words that can be read."""

import json

import pytest

from resnet_viz.core.graph.tree import ShortcutKind
from resnet_viz.core.lab.block_pair import BlockPair, pair_of
from resnet_viz.core.lab.choices import BlockPlace, PairSetup, Same
from resnet_viz.core.resnet.arch import parse
from resnet_viz.diagram.files.svg import svg_of
from resnet_viz.diagram.files.tikz import tikz_of
from resnet_viz.diagram.scene.theme import THEMES
from resnet_viz.export.blocks import pair_picture, pair_scene, pair_table
from resnet_viz.export.tables import TABLES, csv_of, json_of

USUAL = PairSetup()


def pair(arch: str = "resnet50", setup: PairSetup = USUAL) -> BlockPair:
    return pair_of(parse(arch), setup)


def test_the_table_s_exact_values_sum_to_the_blocks_totals() -> None:
    found = pair()
    table = pair_table(found)
    macs, block = table.keys.index("macs"), table.keys.index("block")
    for counted in (found.basic, found.bottleneck):
        rows = [row for row in table.values if row[block] == counted.kind]
        assert sum(int(str(row[macs])) for row in rows) == counted.sums.macs
    assert json.loads(json_of(table))["same_width_macs_ratio"] == found.wide_ratio
    assert len(csv_of(table).splitlines()) == 1 + len(table.values)


@pytest.mark.parametrize("form", TABLES, ids=lambda form: form.option)
def test_the_table_can_be_written_in_every_format(form: object) -> None:
    table = pair_table(pair())
    assert "3" in next(each for each in TABLES if each is form).write(table)


@pytest.mark.parametrize("arch", ["resnet50", "resnet20", "resnet50,se=16", "plain18", "preact50"])
@pytest.mark.parametrize("place", BlockPlace)
@pytest.mark.parametrize("same", Same)
def test_no_box_touches_another_and_all_is_within_the_picture(
    arch: str, place: BlockPlace, same: Same
) -> None:
    scene = pair_scene(pair(arch, PairSetup(2, same, place)), has_notes=True)
    boxes = [item.rect for item in scene.all_items]
    assert len({item.id for item in scene.all_items}) == len(boxes)
    for place_of_one, one in enumerate(boxes):
        assert 0 < one.x < one.x + one.width < scene.width
        assert 0 < one.y < one.y + one.height < scene.height
        for other in boxes[place_of_one + 1 :]:
            is_apart = (
                one.x + one.width < other.x or other.x + other.width < one.x
                or one.y + one.height < other.y or other.y + other.height < one.y
            )  # fmt: skip
            assert is_apart


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_the_files_say_the_figures_and_the_sentence(theme: object) -> None:
    picture = pair_picture(pair(), next(each for each in THEMES.values() if each is theme))
    for text in (svg_of(picture, has_font=False), tikz_of(picture)):
        for words in ("Basic block", "115.6 M MACs", "1024", "the channels for 0.94"):
            assert words in text


def test_the_shortcut_is_drawn_as_what_it_is() -> None:
    kinds = {
        (arch, place): [
            each.kind for each in pair_scene(pair(arch, PairSetup(place=place))).shortcuts
        ]
        for arch in ("resnet50", "resnet20", "plain18")
        for place in BlockPlace
    }
    assert kinds["resnet50", BlockPlace.LATER] == [ShortcutKind.IDENTITY] * 2
    assert kinds["resnet50", BlockPlace.FIRST] == [ShortcutKind.PROJECTION] * 2
    assert kinds["resnet20", BlockPlace.FIRST] == [ShortcutKind.ZERO_PAD] * 2
    assert kinds["plain18", BlockPlace.FIRST] == []


def test_the_same_pair_gives_the_same_bytes() -> None:
    assert svg_of(pair_picture(pair(), THEMES["light"])) == svg_of(
        pair_picture(pair(), THEMES["light"])
    )
