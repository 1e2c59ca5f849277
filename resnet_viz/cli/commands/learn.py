"""The command `learn`: runs an experiment here, shows what it found, and saves it."""

from collections.abc import Sequence
from math import ceil
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple

from resnet_viz.cli.interrupts import interrupts_noted
from resnet_viz.cli.network import check_family
from resnet_viz.cli.output import print_result, say
from resnet_viz.cli.progress import progress_shown
from resnet_viz.core.experiments.asking import Wish, other_request_of, request_of
from resnet_viz.core.experiments.experiment import EXPERIMENTS, Experiment
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.core.experiments.telling import caption_of, has_found, json_of
from resnet_viz.core.files.save import save_bytes
from resnet_viz.core.files.typed_path import typed_path
from resnet_viz.core.graph.network import Network
from resnet_viz.core.message import translate
from resnet_viz.core.models.source import Source, source_in
from resnet_viz.core.networks import network_named
from resnet_viz.core.progress import Step
from resnet_viz.core.wording import bytes_text, shape_text
from resnet_viz.export.experiments import (
    ExperimentFile,
    csv_bytes,
    experiment_file,
    json_bytes,
)

DONE, CANCELLED = 0, 130
PRINTED = {"json": json_bytes, "csv": csv_bytes}
CIFAR_IMAGE = (3, 32, 32)  # which networks named for CIFAR take, and nobody asked for
ROUNDS = 3  # in the first networks are built, in the second they warm up
EARLIEST_S, LATEST_S = 1.0, 5.0
WORTH_SAYING_S = 3.0


class _Target(NamedTuple):
    """A file to save, and how it is written."""

    path: Path
    file: ExperimentFile


def show_experiment(wish: Wish, outputs: tuple[str, ...], form: str) -> int:
    """Runs it, prints what was found, and saves it; 130 where Ctrl+C ended it.

    UserError for what can't be asked, before anything is run.
    """
    source = _other(wish)
    asked = other_request_of(wish) if source else request_of(wish)
    networks = [] if source else [network_named(arch) for arch in asked.archs]
    targets = [_target(output) for output in outputs]
    outcome = _outcome_of_other(source, asked) if source else _outcome(asked)
    if not has_found(outcome):
        raise KeyboardInterrupt
    if networks:
        _say_fitted(networks, outcome)
    if form:
        print_result(PRINTED[form](outcome).decode())
    else:
        _show(outcome)
    for path, file in targets:
        data = file.write(outcome)
        save_bytes(path, data)
        say(f"saved {path} ({bytes_text(len(data))})")
    if outcome.is_whole:
        return DONE
    say("cancelled, with what was measured so far")
    return CANCELLED


def _other(wish: Wish) -> Source | None:
    """The network of others that is named; UserError where an experiment takes none."""
    if wish.experiment != Experiment.PICTURE:
        for arch in wish.archs:
            check_family(arch, f"learn {wish.experiment}")
    return next(filter(None, map(source_in, wish.archs)), None)


def _outcome_of_other(source: Source, asked: RunExperiment) -> Outcome:
    """The same from the process that runs its code."""
    from resnet_viz.cli.others.process import looked_at

    with interrupts_noted() as is_interrupted:
        return looked_at(source, asked, lambda: not is_interrupted())


def _target(output: str) -> _Target:
    path = typed_path(output)
    return _Target(path, experiment_file(path.suffix))


def _outcome(asked: RunExperiment) -> Outcome:
    """The outcome, whole or as far as it went until Ctrl+C."""
    with progress_shown() as on_progress:
        on_progress(Step("loading PyTorch"))
        from resnet_viz.engine.experiments.driving import outcomes
        from resnet_viz.engine.experiments.kept import Kept

        rest = _Rest(ROUNDS * len(asked.archs) * asked.setting.seeds)
        with interrupts_noted() as is_interrupted:
            for step, found in outcomes(asked, Kept(), lambda: not is_interrupted()):
                outcome = found
                on_progress(step)
                rest.hear(step)
    return outcome


class _Rest:
    """Says once how long a run takes, when all networks took a few steps or some time is over."""

    def __init__(self, steps: int) -> None:
        self._steps, self._began_s, self._is_said = steps, monotonic(), False

    def hear(self, step: Step) -> None:
        passed_s = monotonic() - self._began_s
        is_known = passed_s > LATEST_S or (passed_s > EARLIEST_S and step.done >= self._steps)
        if is_known and not self._is_said and (step.rest_s or 0.0) > WORTH_SAYING_S:
            self._is_said = True
            seconds = ceil(step.rest_s or 0.0)
            say(
                f"{step.doing}: about {seconds} s to go. Ctrl+C ends it and shows what was measured"
            )


def _say_fitted(asked: Sequence[Network], outcome: Outcome) -> None:
    """That networks were given another input than their own."""
    networks: Any = json_of(outcome)["networks"]
    found = [network_named(arch) for arch in dict.fromkeys(each["arch"] for each in networks)]
    for own, fitted in zip(asked, found, strict=False):
        if own.image not in (fitted.image, CIFAR_IMAGE):
            shapes = f"{shape_text(fitted.image)} in place of {shape_text(own.image)}"
            say(f"{own.name} takes the data's pictures here, {shapes}, and {fitted.outputs_text}")


def _show(outcome: Outcome) -> None:
    from resnet_viz.cli.terminal import grid_of, heading, show
    from resnet_viz.export.experiment_tables import found_tables

    row = EXPERIMENTS[outcome.experiment]
    parts = [heading(row.title, row.question)]
    parts += [grid_of(table) for table in found_tables(outcome)]
    parts.append("\n".join(map(translate, caption_of(outcome))))
    show(*parts)
