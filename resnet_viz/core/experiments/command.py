"""The command that repeats an experiment."""

import shlex
from collections.abc import Iterator
from pathlib import PurePath

from resnet_viz.core.experiments.asking import UNTRAINED
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.setting import DataSet, Init
from resnet_viz.core.text.letters import shown_text

PROGRAM = "resnet-viz"


def command_of(outcome: Outcome) -> str:
    """What to type for the same result. A folder and files are named without what is above them."""
    words = [PROGRAM, "learn", outcome.experiment, *outcome.archs, *_options(outcome)]
    return shown_text(shlex.join(words))


def _options(outcome: Outcome) -> Iterator[str]:
    setting = outcome.setting
    if outcome.experiment not in UNTRAINED:
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
