"""The experiments of the Learn workspace from Python: `rv.learn.degradation()` and its kin.

Each takes networks by text or spec, by default the experiment's own pair, and options of `Options`.
They get the data's pictures and classes in place of their own. All run on one thread, so that the
same seed gives the same numbers; PyTorch's threads, random generator and modes stay as they were.
UserError for what can't be asked. KeyboardInterrupt ends a run, and nothing of it is left.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, SupportsIndex, TypedDict, Unpack

from resnet_viz.core.errors import UserError
from resnet_viz.core.experiments.asking import Wish, other_request_of, request_of
from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.found.picture import Origin
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.telling import caption_of, json_of
from resnet_viz.core.given import whole_number
from resnet_viz.core.message import translate
from resnet_viz.core.models.source import source_in
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.spec import ResNetSpec

if TYPE_CHECKING:
    from torch import nn

    from resnet_viz.engine.experiments.recorded.others import Other

__all__ = [
    "Learned",
    "degradation",
    "gradients",
    "identity",
    "inside",
    "landscape",
    "lesion",
    "paths",
    "picture",
    "shattered",
    "training",
]

Arch = str | ResNetSpec
WITHIN_CELL = "max-width:100%;height:auto"  # a notebook's


class Options(TypedDict, total=False):
    """How an experiment is set up.

    `steps` of training, the experiment's own number if left out; `seed` and how many `seeds` from
    it on; `init` is `he`, `default` (PyTorch's) or `zero_gamma`; `data` is `digits`, `shapes` or a
    folder with pictures in folders by class; `longer` takes more networks and steps.
    """

    steps: SupportsIndex
    seed: SupportsIndex
    seeds: SupportsIndex
    init: str
    batch_norm: bool
    data: str | Path
    longer: bool


@dataclass(frozen=True, slots=True, repr=False)
class Learned:
    """What an experiment found; shows itself in a notebook as its chart and caption."""

    outcome: Outcome

    @property
    def caption(self) -> str:
        """What may be said of it, a sentence each, the setting last."""
        return " ".join(map(translate, caption_of(self.outcome)))

    def to_dict(self) -> dict[str, Any]:
        """The JSON of the command `learn`."""
        return json_of(self.outcome)

    def save(self, path: str | Path) -> None:
        """Writes chart, values or lesson sheet by the path's suffix, whole or not at all.

        `.svg .pdf .png .tex`, `.csv .json`, `.html`. UserError where it can't be written.
        """
        from resnet_viz.core.files.save import save_bytes
        from resnet_viz.export.experiments import experiment_file

        path = Path(path)
        save_bytes(path, experiment_file(path.suffix).write(self.outcome))

    def __repr__(self) -> str:
        return f"Learned({self.outcome.experiment}: {', '.join(self.outcome.archs)})"

    def _repr_html_(self) -> str:
        """The chart, and the caption below it as text that can be marked and copied."""
        from resnet_viz.diagram.files.charts.svg import chart_svg
        from resnet_viz.export.experiment_charts import experiment_chart

        picture = chart_svg(experiment_chart(self.outcome, has_caption=False))
        shown = picture[picture.index("<svg ") :].replace(
            "<svg ", f'<svg style="{WITHIN_CELL}" ', 1
        )
        lines = "".join(f"<p>{escape(translate(each))}</p>" for each in caption_of(self.outcome))
        return f"<figure>{shown}<figcaption>{lines}</figcaption></figure>"


def gradients(*archs: Arch, **options: Unpack[Options]) -> Learned:
    """How the gradient grows or shrinks on its way back to the first layer, at the start."""
    return _learned(Experiment.GRADIENTS, archs, options)


def degradation(*archs: Arch, **options: Unpack[Options]) -> Learned:
    """Whether a deeper network learns better: losses by step (He et al. 2015, figure 1)."""
    return _learned(Experiment.DEGRADATION, archs, options)


def training(*archs: Arch, **options: Unpack[Options]) -> Learned:
    """What becomes of the gradients in the first steps of training."""
    return _learned(Experiment.TRAINING, archs, options)


def identity(*archs: Arch, **options: Unpack[Options]) -> Learned:
    """Whether a trained network can grow by blocks that change nothing."""
    return _learned(Experiment.IDENTITY, archs, options)


def lesion(
    *archs: Arch, cut: tuple[str, ...] | list[str] = (), **options: Unpack[Options]
) -> Learned:
    """What the removal of one block, or of those in `cut`, costs (Veit et al. 2016)."""
    return _learned(Experiment.LESION, archs, options, cut=tuple(cut))


def shattered(*archs: Arch, **options: Unpack[Options]) -> Learned:
    """Whether neighbouring inputs have similar gradients (Balduzzi et al. 2017)."""
    return _learned(Experiment.SHATTERED, archs, options)


def inside(*archs: Arch, **options: Unpack[Options]) -> Learned:
    """What can still be read off after each block (Alain and Bengio 2016)."""
    return _learned(Experiment.INSIDE, archs, options)


def paths(*archs: Arch, **options: Unpack[Options]) -> Learned:
    """Which path lengths carry the gradient (Veit et al. 2016, figure 6)."""
    return _learned(Experiment.PATHS, archs, options)


def landscape(*archs: Arch, **options: Unpack[Options]) -> Learned:
    """What the loss looks like around the trained weights (Li et al. 2018)."""
    return _learned(Experiment.LANDSCAPE, archs, options)


def picture(
    *archs: Arch | nn.Module,
    image: str | Path = "",
    weights: str | Path = "",
    input: Any = None,
    **options: Unpack[Options],
) -> Learned:
    """What a network's own weights respond to in a picture.

    Without `weights` it is trained on the data first, without `image` it sees one of the data's.
    One network of others may be given instead, as text or as module, with an `image`, which is made
    as large as its input. It has the weights that it has: a library's are random, by `seed`.
    `input` is what a module is given: a tensor, a shape, args and kwargs. It stays as it was.
    """
    from resnet_viz.api.networks import is_module

    own = {"image": str(image or ""), "weights": str(weights or "")}
    if any(is_module(each) or (isinstance(each, str) and source_in(each)) for each in archs):
        return _looked(archs, input, options, own)
    if input is not None:
        raise UserError("input= is what a module is given. Leave it out for a text", "input")
    return _learned(Experiment.PICTURE, archs, options, **own)  # type: ignore[arg-type]


def _looked(
    archs: tuple[Arch | nn.Module, ...], given: Any, options: Options, own: dict[str, str]
) -> Learned:
    """That of a network of others, which is asked for before it is loaded."""
    names = tuple(map(str, range(len(archs))))
    asked = other_request_of(_wish(Experiment.PICTURE, names, options, own))
    from resnet_viz.engine.experiments.own_modes import own_modes
    from resnet_viz.engine.experiments.recorded.given import looked_with_module

    with own_modes():
        return Learned(looked_with_module(_other(archs[0], given, asked.setting.seed), asked))


def _other(arch: Arch | nn.Module, given: Any, seed: int) -> Other:
    import torch

    from resnet_viz.api.networks import is_module, module_for
    from resnet_viz.engine.experiments.recorded.others import Other

    torch.manual_seed(seed)
    found = module_for(arch, given)
    assert found is not None
    module, tensors, network = found
    is_own = is_module(arch)
    origin = Origin.MODULE if is_own else Origin.RANDOM
    return Other(module, tensors, network, network.title if is_own else str(arch), origin)


def _learned(
    experiment: Experiment, archs: tuple[Arch, ...], options: Options, **own: Any
) -> Learned:
    names = tuple(network_named(arch).name for arch in archs)
    asked = request_of(_wish(experiment, names, options, own))
    from resnet_viz.engine.experiments.driving import outcomes
    from resnet_viz.engine.experiments.kept import Kept
    from resnet_viz.engine.experiments.own_modes import own_modes

    with own_modes():
        *_, (_, outcome) = outcomes(asked, Kept())
    return Learned(outcome)


def _wish(
    experiment: Experiment, names: tuple[str, ...], options: Options, own: dict[str, Any]
) -> Wish:
    unknown = options.keys() - Options.__optional_keys__
    if unknown:
        known = ", ".join(Options.__annotations__)
        raise UserError(f"{min(unknown)} isn't an option of {experiment}. Choose from {known}")
    return Wish(
        experiment,
        names,
        init=options.get("init", "he"),
        has_batch_norm=options.get("batch_norm", True),
        data=str(options.get("data", "digits")),
        is_longer=options.get("longer", False),
        **_numbers(options),
        **own,
    )


def _numbers(options: Options) -> dict[str, Any]:
    """Whole numbers of any library, as they were given."""
    names = ("steps", "seed", "seeds")
    return {name: whole_number(name, options[name]) for name in names if name in options}  # type: ignore[literal-required]  # they are its keys
