"""What is on a lesson sheet, whatever it is written as."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from resnet_viz.core.experiments.captions.setting import setting_messages
from resnet_viz.core.experiments.command import command_of
from resnet_viz.core.experiments.experiment import EXPERIMENTS, Experiment
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.plot import Plot
from resnet_viz.core.experiments.telling import caption_of, json_of, plots_of
from resnet_viz.core.graph.network import Network
from resnet_viz.core.graph.tree import BlockView
from resnet_viz.core.lab.block_lesson import BlockLesson, lesson_of
from resnet_viz.core.message import translate
from resnet_viz.core.networks import network_named
from resnet_viz.export.lesson.words import DATA_SOURCES, PAPER

USUAL = "resnet20"


@dataclass(frozen=True, slots=True)
class Figure:
    """One experiment: its question, its plots, what may be said of them, how to repeat it."""

    number: int
    title: str
    question: str
    plots: tuple[Plot, ...]
    claims: tuple[str, ...]
    setting: tuple[str, ...]
    command: str


@dataclass(frozen=True, slots=True)
class LessonSheet:
    """The figures in the order of the lesson, the network whose blocks are shown, the sources."""

    figures: tuple[Figure, ...]
    network: Network
    blocks: tuple[BlockView, ...]
    sources: tuple[str, ...]


def sheet_of(outcomes: Sequence[Outcome]) -> LessonSheet:
    """The sheet of results, whichever there are; those without anything to draw have no figure."""
    order = list(Experiment)
    rows = sorted(outcomes, key=lambda each: order.index(each.experiment))
    network, lesson = _example(rows)
    blocks = tuple(filter(None, (lesson.identity, lesson.changing)))
    figures = tuple(figure for each in rows if (figure := _figure(each)).plots)
    data = dict.fromkeys(DATA_SOURCES[each.data] for each in rows if plots_of(each))
    return LessonSheet(figures, network, blocks, (PAPER, *data))


def _figure(outcome: Outcome) -> Figure:
    row, setting = EXPERIMENTS[outcome.experiment], setting_messages(outcome)
    messages = caption_of(outcome)
    claims = messages[: len(messages) - len(setting)]
    return Figure(
        list(Experiment).index(outcome.experiment) + 1,
        row.title,
        row.question,
        plots_of(outcome),
        tuple(map(translate, claims)),
        tuple(map(translate, setting)),
        command_of(outcome),
    )


def _example(outcomes: Sequence[Outcome]) -> tuple[Network, BlockLesson]:
    """The first network with an identity shortcut, as it took the data, else one that has some."""
    entries: Any = [json_of(each)["networks"] for each in outcomes]
    names = dict.fromkeys(entry["arch"] for networks in entries for entry in networks)
    for network in map(network_named, names):
        lesson = lesson_of(network)
        if lesson.identity:
            return network, lesson
    network = network_named(USUAL)
    return network, lesson_of(network)
