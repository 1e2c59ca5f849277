"""Charts in the dark: each colour of the light chart and the one that the dark chart has there."""

from collections.abc import Iterable, Iterator, Mapping

from resnet_viz.diagram.chart.chart import Chart, Lines, Mark, Raster

ATTRIBUTES = ("fill", "stroke")


def paired_colors(pairs: Iterable[tuple[Chart, Chart]]) -> Mapping[str, str]:
    """Of charts of the same data in two themes: the other colour of each."""
    found: dict[str, str] = {}
    for light, dark in pairs:
        found.update(_pairs(light, dark))
    return found


def dark_rules(selector: str, colors: Mapping[str, str]) -> str:
    """Rules that turn what is below a selector dark: an attribute of SVG gives way to them."""
    return "".join(
        f'{selector} [{attribute}="{light}"]{{{attribute}:{dark}}}'
        for light, dark in colors.items()
        for attribute in ATTRIBUTES
    )


def _pairs(light: Chart, dark: Chart) -> Iterator[tuple[str, str]]:
    yield light.ground, dark.ground
    for one, other in zip(light.marks, dark.marks, strict=True):
        if not isinstance(one, Raster):
            yield _color(one), _color(other)


def _color(mark: Mark) -> str:
    assert not isinstance(mark, Raster)
    return mark.pen.color if isinstance(mark, Lines) else mark.color
