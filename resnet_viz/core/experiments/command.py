"""The command that repeats an experiment."""

import shlex
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath

from resnet_viz.core.experiments.asking import UNTRAINED
from resnet_viz.core.experiments.found.picture import Origin
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.setting import DataSet, Init
from resnet_viz.core.models.source import source_in
from resnet_viz.core.text.letters import shown_text

PROGRAM = "resnet-viz"


def command_of(outcome: Outcome) -> str:
    """What to type for the same result. A folder and files are named without what is above them."""
    if outcome.origin is Origin.MODULE:
        return _call_of(outcome)
    archs = map(_without_folders, outcome.archs)
    words = [PROGRAM, "learn", outcome.experiment, *archs, *_options(outcome)]
    return shown_text(shlex.join(words))


def _call_of(outcome: Outcome) -> str:
    """What to write in Python where the network was a module there."""
    longer = ", longer=True" if outcome.setting.is_longer else ""
    name = outcome.found.responses[0].name
    return shown_text(f"rv.learn.picture(module, image={name!r}{longer})")


def _without_folders(arch: str) -> str:
    source = source_in(arch)
    if source is None or not source.path:
        return arch
    return str(replace(source, path=PurePath(source.path.replace("\\", "/")).name))


def _options(outcome: Outcome) -> Iterator[str]:
    setting = outcome.setting
    if outcome.experiment not in UNTRAINED and not outcome.origin:
        yield from ("--steps", str(setting.steps))
    yield from ("--seed", str(setting.seed))
    if setting.seeds != 1:
        yield from ("--seeds", str(setting.seeds))
    if setting.init is not Init.HE:
        yield from ("--init", setting.init)
    if not setting.has_batch_norm:
        yield "--no-batch-norm"
    if setting.data is DataSet.FOLDER:
        yield from ("--data", PurePath(setting.folder).name)
    elif setting.data is not DataSet.DIGITS:
        yield from ("--data", setting.data)
    if setting.is_longer:
        yield "--longer"
    for response in outcome.found.responses[:1]:
        if response.is_own:
            yield from ("--image", response.name)
        if response.weights:
            yield from ("--weights", response.weights)
    for path in dict.fromkeys(path for each in outcome.found.lesions for path in each.chosen):
        yield from ("--cut", path)
