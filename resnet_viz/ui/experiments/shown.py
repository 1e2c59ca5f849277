"""What the page shows of a result: its plots, its sentences, whether the switches are others."""

from pathlib import PurePath
from typing import NamedTuple

from resnet_viz.core.experiments.captions.setting import setting_messages
from resnet_viz.core.experiments.experiment import EXPERIMENTS, Experiment
from resnet_viz.core.experiments.longer import longer_of
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.plot import Marked, Plot
from resnet_viz.core.experiments.plots.training import plots_at, recorded_steps
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.core.experiments.setting import DataSet, Setting
from resnet_viz.core.experiments.telling import caption_of, plots_of
from resnet_viz.core.message import Message, translate
from resnet_viz.core.models.source import source_in
from resnet_viz.core.text.letters import shown_text
from resnet_viz.core.weights.place import place_of
from resnet_viz.session.document import Document
from resnet_viz.session.learn_choice import LearnChoice
from resnet_viz.ui.experiments import drawn
from resnet_viz.ui.experiments.switch import ONE_STEP, RANDOM

LEAST_S = 0.1
LONGEST_S = 120.0  # that are written as seconds


class Caption(NamedTuple):
    """What may be said of a result: the first sentence, the others, and how it came about."""

    first: str
    further: str
    setting: str


NOTHING_SAID = Caption("", "", "")


def archs_of(choice: LearnChoice) -> tuple[str, ...]:
    """The networks of a choice, those of the experiment where none are chosen."""
    return choice.archs or EXPERIMENTS[Experiment(choice.experiment)].archs


def asked_of(document: Document) -> RunExperiment:
    """What Run asks for with the switches as they are; there has to be an experiment."""
    choice = document.arrangement.learn
    experiment = Experiment(choice.experiment)
    if any(map(source_in, choice.archs)):  # nothing is trained: the seed is all that is chosen
        setting = Setting(seed=choice.setting.seed)
        return RunExperiment(experiment, choice.archs, setting, image=choice.image)
    is_cut, has_files = experiment is Experiment.LESION, experiment is Experiment.PICTURE
    return RunExperiment(
        experiment,
        archs_of(choice),
        choice.setting,
        drawn.cut_in(archs_of(choice), document.cut) if is_cut else (),
        choice.image if has_files else "",
        choice.weights if has_files else "",
    )


def files_of(asked: RunExperiment) -> tuple[str, ...]:
    """The files and the folder that a run reads, by their whole paths."""
    setting = asked.setting
    weights = str(place_of(asked.weights).path) if asked.weights else ""
    folder = setting.folder if setting.data is DataSet.FOLDER else ""
    return tuple(path for path in (asked.image, weights, folder) if path)


def is_stale(outcome: Outcome, document: Document) -> bool:
    """Whether a result is neither that of Run nor that of Longer with the switches as they are.

    Neither is one of another picture, or without other blocks and shortcuts than are away now.
    """
    own, asked = (outcome.archs, outcome.setting), asked_of(document)
    if own not in [(each.archs, each.setting) for each in (asked, longer_of(asked))]:
        return True
    pictures = {each.name for each in outcome.found.responses if each.is_own}
    if asked.experiment is Experiment.PICTURE and pictures != _names_of(asked.image):
        return True
    lesions = outcome.found.lesions
    cut = {path for each in lesions for path in each.chosen}
    return bool(lesions) and cut != {*drawn.cut_in(outcome.archs, document.cut)}


def _names_of(path: str) -> set[str]:
    """What a result calls the picture of this file, nothing for none."""
    return {shown_text(PurePath(path).name)} if path else set()


def plots_shown(outcome: Outcome, choice: LearnChoice) -> tuple[Plot, ...]:
    """The plots of a result, of which a person may have chosen one; the slider marks its place."""
    numbers = numbers_of(outcome)
    if outcome.experiment is Experiment.TRAINING and choice.plot == ONE_STEP and numbers:
        return plots_at(outcome, numbers[min(choice.step, len(numbers) - 1)])
    plots = plots_of(outcome)
    chosen = tuple(plot for plot in plots if plot.key == choice.plot) or plots
    if not 0 < choice.step < len(numbers):
        return chosen
    marked = Marked(float(numbers[choice.step]), f"{numbers[choice.step]} removed")
    return tuple(
        plot._replace(marked=(*plot.marked, marked)) if plot.key == RANDOM else plot
        for plot in chosen
    )


def caption_shown(outcome: Outcome) -> Caption:
    """The sentences on a result, and apart from them how it came about."""
    messages, setting = caption_of(outcome), setting_messages(outcome)
    claims = messages[: len(messages) - len(setting)]
    return Caption(_joined(claims[:1]), _joined(claims[1:]), _joined(setting))


def _joined(messages: tuple[Message, ...]) -> str:
    return " ".join(translate(each) for each in messages)


def numbers_of(outcome: Outcome | None) -> tuple[int, ...]:
    """The numbers of the slider: the steps that gradients were recorded at, how many blocks go."""
    if outcome is None:
        return ()
    if outcome.experiment is Experiment.TRAINING:
        return recorded_steps(outcome)
    counts = {random.count for each in outcome.found.lesions for random in each.random}
    return (0, *sorted(counts)) if counts else ()


def seconds_text(cpu_s: float) -> str:
    """`11 s`, `0.3 s`, `4 min`, of processor time."""
    if cpu_s >= LONGEST_S:
        return f"{cpu_s / 60:.0f} min"
    if cpu_s < LEAST_S:
        return f"less than {LEAST_S} s"
    return f"{cpu_s:.0f} s" if cpu_s >= 10 else f"{cpu_s:.1f} s"
