"""A picture with maps of what a network responds to."""

from resnet_viz.core.experiments.found.picture import Response
from resnet_viz.core.experiments.net import names_of
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.plot import NO_SIDE, Image, Mark, Plot, Series, Side

MOST_CLASSES = 5


def plots(outcome: Outcome) -> tuple[Plot, ...]:
    """Of each network the picture with its maps, its first classes, and maps by block."""
    names = names_of(each.net for each in outcome.found.responses)
    return tuple(plot for each in outcome.found.responses for plot in _plots(each, names[each.net]))


def _plots(response: Response, name: str) -> tuple[Plot, ...]:
    images = [Image("what the network sees", response.picture)]
    if response.gradient:
        images.append(Image("input gradient", response.picture, response.gradient))
    if response.occlusion:
        images.append(Image("occlusion", response.picture, response.occlusion))
    arch = response.net.arch
    found = [
        Plot(f"{response.name}: {name}", NO_SIDE, NO_SIDE, images=tuple(images), key=f"seen {arch}")
    ]
    if response.classes:
        found.append(_classes(response, name))
    if response.maps:
        maps = tuple(Image(path, heat=values) for path, values in response.maps)
        title = f"Mean activation by block: {name}"
        found.append(Plot(title, NO_SIDE, NO_SIDE, images=maps, key=f"maps {arch}"))
    return tuple(found)


def _classes(response: Response, name: str) -> Plot:
    first = response.classes[:MOST_CLASSES]
    places = tuple((float(place), share) for place, (_, share) in enumerate(first))
    return Plot(
        f"First classes: {name}",
        Side("class", names=tuple(each for each, _ in first)),
        Side("share", least=0, most=1),
        (Series("", places, response.net.hue, mark=Mark.BARS),),
        key=f"classes {response.net.arch}",
    )
