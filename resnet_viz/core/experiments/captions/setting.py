"""How a result came about, as the last sentences of every caption say it."""

from collections.abc import Iterator

from resnet_viz.core.experiments.experiment import ONE_SEED, Experiment
from resnet_viz.core.experiments.found.folder import FolderFacts
from resnet_viz.core.experiments.found.picture import Origin
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.setting import DataSet, Init, Setting
from resnet_viz.core.message import Message
from resnet_viz.core.wording import counted, digits_grouped

DATA_TEXTS = {
    DataSet.DIGITS: "UCI's handwritten digits (Alpaydin and Kaynak 1998, CC BY 4.0)",
    DataSet.SHAPES: "shapes and gratings made with noise",
    DataSet.NOISE: "random noise",
    DataSet.FOLDER: "pictures of a folder",
}
INIT_TEXTS = {
    Init.HE: "He initialisation",
    Init.DEFAULT: "PyTorch's default initialisation",
    Init.ZERO_GAMMA: "He initialisation with the last γ of each block at zero",
}
_TRAINED = (
    "Setting: {data}, {init}, {norm}, {seeds}, {steps}, {threads} of PyTorch {torch}, "
    "{cpu_s:.1f} s of CPU time."
)
_MADE_BY_CODE = "Setting: {seeds}, {threads} of PyTorch {torch}, {cpu_s:.1f} s of CPU time."
_OWN_WEIGHTS = "Setting: {threads} of PyTorch {torch}, {cpu_s:.1f} s of CPU time."


def setting_messages(outcome: Outcome) -> tuple[Message, ...]:
    """Data, initialisation, batch norm, seeds, steps, threads and time, and whether it ended.

    With weights of a file or a module only the last two: nothing was trained on any data. Nor was
    a network of others, whose weights may be drawn.
    """
    setting = outcome.setting
    said = Message(
        _template(outcome),
        {
            "data": DATA_TEXTS[outcome.data],
            "init": INIT_TEXTS[setting.init],
            "norm": "with batch norm" if setting.has_batch_norm else "without batch norm",
            "seeds": _seeds_text(setting, outcome.experiment),
            "steps": _steps_text(setting),
            "threads": "1 thread" if outcome.threads == 1 else f"{outcome.threads} threads",
            "torch": outcome.torch,
            "cpu_s": outcome.cpu_s,
        },
    )
    folders = (message for each in outcome.found.folders for message in _folder_messages(each))
    end = () if outcome.is_whole else (Message("This run has not reached its end."),)
    return (*folders, said, *end)


def _template(outcome: Outcome) -> str:
    if outcome.origin in (Origin.RANDOM, Origin.CODE):
        return _MADE_BY_CODE
    has_own_weights = outcome.origin or any(each.weights for each in outcome.found.responses)
    return _OWN_WEIGHTS if has_own_weights else _TRAINED


def _folder_messages(folder: FolderFacts) -> Iterator[Message]:
    """What the pictures of a folder are, and what was left out of it."""
    values = {
        "name": folder.name,
        "pictures": counted(folder.pictures, "picture"),
        "classes": folder.classes,
        "side": folder.side,
        "unreadable": counted(folder.unreadable, "picture"),
        "found": digits_grouped(folder.found),
    }
    yield Message(
        "Pictures: {pictures} of {classes} classes from the folder {name}, each made "
        "{side} × {side} pixels.",
        values,
    )
    if folder.unreadable:
        yield Message("{unreadable} could not be read, and the run went on without.", values)
    if folder.found > folder.pictures + folder.unreadable:
        yield Message("The folder has {found}, of which these were taken evenly by name.", values)


def _seeds_text(setting: Setting, experiment: Experiment) -> str:
    """Those that were taken, which is the first only in some experiments."""
    first, last = setting.seed, setting.seed + setting.seeds - 1
    is_one = setting.seeds == 1 or experiment in ONE_SEED
    return f"seed {first}" if is_one else f"seeds {first} to {last}"


def _steps_text(setting: Setting) -> str:
    if setting.steps == 0:
        return "untrained"
    return "1 step of training" if setting.steps == 1 else f"{setting.steps} steps of training"
