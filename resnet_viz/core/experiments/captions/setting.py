"""How a result came about, as the last sentences of every caption say it."""

from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.setting import DataSet, Init, Setting
from resnet_viz.core.message import Message

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


def setting_messages(outcome: Outcome) -> tuple[Message, ...]:
    """Data, initialisation, batch norm, seeds, steps, threads and time, and whether it ended."""
    setting = outcome.setting
    said = Message(
        "Setting: {data}, {init}, {norm}, {seeds}, {steps}, {threads} of PyTorch {torch}, "
        "{cpu_s:.1f} s of CPU time.",
        {
            "data": DATA_TEXTS[outcome.data],
            "init": INIT_TEXTS[setting.init],
            "norm": "with batch norm" if setting.has_batch_norm else "without batch norm",
            "seeds": _seeds_text(setting),
            "steps": _steps_text(setting),
            "threads": "1 thread" if outcome.threads == 1 else f"{outcome.threads} threads",
            "torch": outcome.torch,
            "cpu_s": outcome.cpu_s,
        },
    )
    return (said,) if outcome.is_whole else (said, Message("This run has not reached its end."))


def _seeds_text(setting: Setting) -> str:
    first = setting.seed
    return (
        f"seed {first}" if setting.seeds == 1 else f"seeds {first} to {first + setting.seeds - 1}"
    )


def _steps_text(setting: Setting) -> str:
    if setting.steps == 0:
        return "untrained"
    return "1 step of training" if setting.steps == 1 else f"{setting.steps} steps of training"
