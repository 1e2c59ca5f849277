"""Lesions: trained networks without blocks or shortcuts, measured on the test pictures."""

from collections.abc import Hashable, Iterator
from copy import deepcopy
from dataclasses import replace
from typing import NamedTuple

from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.experiments.outcome import Found
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.engine.experiments.data import Data, data_of
from resnet_viz.engine.experiments.kept import Kept
from resnet_viz.engine.experiments.lesion_plan import FIRST, Patient, lesions_of, patient_of
from resnet_viz.engine.experiments.lesioned import lesioned
from resnet_viz.engine.experiments.measuring import accuracy, measuring_again
from resnet_viz.engine.experiments.nets import fitted_arch, net_named
from resnet_viz.engine.experiments.progressed import Progressed
from resnet_viz.engine.experiments.training import trained

MEASURING, CUTTING = "batch norm measured", "lesions"


def run(asked: RunExperiment, kept: Kept) -> Iterator[Progressed]:
    """Trains the networks that are not here yet, then measures each lesion of each.

    UserError for a path to cut that none of the networks has.
    """
    patients: list[_Examined] = []
    for further in range(asked.setting.seeds):
        setting = replace(asked.setting, seed=asked.setting.seed + further, seeds=1)
        data = data_of(setting)
        networks = yield from trained(asked.archs, setting, kept)
        for arch, trained_network in zip(asked.archs, networks, strict=True):
            network = deepcopy(trained_network)  # others look into the one that is kept
            for _ in measuring_again(network, data.train_x):
                yield Progressed(MEASURING, 0, 0, Found)
            fitted = fitted_arch(arch, data)
            patient = patient_of(network, net_named(fitted), setting.seed, asked.cut)
            patients.append(_Examined(patient, data, kept.noted(fitted, setting, setting.seed)))
    _check_cut(asked.cut, [each.patient for each in patients])
    yield from _measured(patients)


class _Examined(NamedTuple):
    """A network with what was measured of it, in this run or in an earlier one."""

    patient: Patient
    data: Data
    measured: dict[Hashable, float]


def _check_cut(cut: tuple[str, ...], patients: list[Patient]) -> None:
    known = {path for patient in patients for path in patient.chosen}
    for path in cut:
        if path not in known:
            raise UserError(
                f"{shortened(path)} is neither a block nor a shortcut of these networks. Blocks "
                "are named like layer1.0, shortcuts by their sum, like layer1.0.add",
                "cut",
            )


def _measured(examined: list[_Examined]) -> Iterator[Progressed]:
    """Each lesion of each network that isn't known yet, first those that a person waits for."""
    wanted = [
        (each, trial)
        for is_first in (True, False)
        for each in examined
        for trial in each.patient.plan
        if (trial.kind in FIRST) is is_first
    ]

    def found() -> Found:
        every = (lesions_of(each.patient, each.measured, each.data) for each in examined)
        return Found(lesions=tuple(each for each in every if each is not None))

    for done, (each, trial) in enumerate(wanted, start=1):
        if trial not in each.measured:
            model = lesioned(each.patient.network, trial.lesion).eval()
            each.measured[trial] = accuracy(model, each.data.test_x, each.data.test_y)
        yield Progressed(CUTTING, done, len(wanted), found)
