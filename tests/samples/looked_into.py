"""Results of lesions and of what is inside, made up: what captions and plots are tried on."""

from dataclasses import replace

from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.found.inside import Inside
from resnet_viz.core.experiments.found.lesion import BlockLesion, Lesions, RandomLesions
from resnet_viz.core.experiments.net import Net, NetKind
from resnet_viz.core.experiments.outcome import Found, Outcome
from resnet_viz.core.experiments.setting import Setting

PLAIN = Net("plain20", NetKind.PLAIN, 20)
RESIDUAL = Net("resnet20", NetKind.RESIDUAL, 20)


def lesions(
    net: Net,
    accuracy: float,
    dropped: tuple[float | None, ...],
    *,
    cut: float | None = None,
    means: tuple[float, ...] = (),
) -> Lesions:
    """Lesions with these accuracies; the last block changes the shape."""
    blocks = tuple(
        BlockLesion(
            path=f"layer1.{place}",
            shortcut=f"layer1.{place}.add" if net.is_residual else "",
            is_shape_changing=place == len(dropped) - 1,
            dropped=value,
            cut=cut,
            swapped=None,
        )
        for place, value in enumerate(dropped)
    )
    random = tuple(RandomLesions(count, (mean,)) for count, mean in enumerate(means, start=1))
    return Lesions(net, 0, accuracy, 0.1, 360, blocks, random)


GOOD = lesions(RESIDUAL, 0.98, (0.45, 0.97, 0.975, 0.98), cut=0.2, means=(0.9, 0.6, 0.3, 0.15))
BAD = lesions(PLAIN, 0.94, (0.14, 0.05, 0.1, None), means=(0.1, 0.11))


def inside(net: Net, probe: tuple[float, ...], *, is_trained: bool = False) -> Inside:
    """A network with these probes; F gets smaller next to x where there are shortcuts."""
    ratios = tuple(1.4 / place for place in range(1, len(probe))) if net.is_residual else ()
    cosines = tuple(0.05 * place for place in range(1, len(probe))) if net.is_residual else ()
    return Inside(net, 0, is_trained, 0.1, 360, probe, probe, ratios, cosines)


DARK = inside(PLAIN, (0.8, 0.5, 0.12, 0.09))
CLEAR = inside(RESIDUAL, (0.8, 0.7, 0.65, 0.6))


def lesion_outcome(*found: Lesions, setting: Setting | None = None) -> Outcome:
    """An outcome of lesions."""
    archs = tuple(each.net.arch for each in found)
    chosen = setting or Setting(steps=60)
    return Outcome(Experiment.LESION, archs, chosen, Found(lesions=found), 1.0, "2.13.0")


def inside_outcome(*found: Inside, setting: Setting | None = None) -> Outcome:
    """An outcome of what is inside."""
    archs = tuple(each.net.arch for each in found)
    chosen = setting or Setting()
    return Outcome(Experiment.INSIDE, archs, chosen, Found(inside=found), 1.0, "2.13.0")


def seeded(found: Lesions, seed: int) -> Lesions:
    """The same of another seed."""
    return replace(found, seed=seed)
