"""The words of a plot as any window or file may have them: foreign names are plain text."""

from resnet_viz.core.experiments.plot import Image, Level, Marked, Plot, Series, Side
from resnet_viz.core.text.letters import shown_text


def cleaned(plot: Plot) -> Plot:
    """The same plot; letters that are hidden or break lines are spelled out."""
    return plot._replace(
        title=shown_text(plot.title),
        note=shown_text(plot.note),
        x=_side(plot.x),
        y=_side(plot.y),
        series=tuple(map(_series, plot.series)),
        levels=tuple(map(_level, plot.levels)),
        images=tuple(map(_image, plot.images)),
        marked=tuple(map(_marked, plot.marked)),
        pale_text=shown_text(plot.pale_text),
        hatched_text=shown_text(plot.hatched_text),
    )


def _side(side: Side) -> Side:
    return side._replace(title=shown_text(side.title), names=tuple(map(shown_text, side.names)))


def _series(series: Series) -> Series:
    return series._replace(name=shown_text(series.name))


def _level(level: Level) -> Level:
    return level._replace(text=shown_text(level.text))


def _image(image: Image) -> Image:
    return image._replace(title=shown_text(image.title))


def _marked(marked: Marked) -> Marked:
    return marked._replace(text=shown_text(marked.text))
