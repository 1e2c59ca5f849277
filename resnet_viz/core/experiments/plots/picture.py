"""A picture with maps of what a network responds to."""

from resnet_viz.core.experiments.captions.words import class_share_text
from resnet_viz.core.experiments.found.picture import Response
from resnet_viz.core.experiments.net import names_of
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.plot import NO_SIDE, Image, Plot

MOST_CLASSES = 5


def plots(outcome: Outcome) -> tuple[Plot, ...]:
    """Of each network the picture with its maps and first classes, and maps by block."""
    names = names_of(each.net for each in outcome.found.responses)
    return tuple(plot for each in outcome.found.responses for plot in _plots(each, names[each.net]))


def _plots(response: Response, name: str) -> tuple[Plot, ...]:
    images = [Image("picture", response.picture)]
    if response.gradient:
        images.append(Image("input gradient", response.picture, response.gradient))
    if response.occlusion:
        images.append(Image("occlusion", response.picture, response.occlusion))
    title, arch = f"Seen by {name}: {response.name}", response.net.arch
    note = _classes_text(response)
    seen = Plot(title, NO_SIDE, NO_SIDE, images=tuple(images), key=f"seen {arch}", note=note)
    if not response.maps:
        return (seen,)
    maps = tuple(Image(path, heat=values) for path, values in response.maps)
    blocks = f"Mean activation by {'part' if response.origin else 'block'} of {name}"
    return seen, Plot(blocks, NO_SIDE, NO_SIDE, images=maps, key=f"maps {arch}")


def _classes_text(response: Response) -> str:
    """The first classes with their shares; '' before they are known."""
    first = response.classes[:MOST_CLASSES]
    shares = ", ".join(f"{name} {class_share_text(share)}" for name, share in first)
    return f"Classes and their shares: {shares}" if shares else ""
