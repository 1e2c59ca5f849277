"""The results of a session as its file has them, and what later versions wrote there."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from resnet_viz.core.errors import UserError
from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.setting import Setting
from resnet_viz.core.leaves import list_from
from resnet_viz.core.plain import plain_of, read_as
from resnet_viz.session.member import Unknown
from resnet_viz.session.paths import arch_moved
from resnet_viz.session.results.outcomes import MOST_VALUES, Results, count_values
from resnet_viz.session.unknown import is_known

MOST_RESULTS = 100  # of any version
PLACE = ("results",)


def results_from(values: object, on_path: Callable[[str], str]) -> tuple[Results, Unknown]:
    """The outcomes in a file's list, and apart from them what this version does not know.

    That is a name, as earlier versions allowed, an experiment of a later one, and an outcome with
    more in it. `on_path` gives a path of the file in full. UserError names the entry that is wrong.
    """
    entries = list_from(values, "results")
    if len(entries) > MOST_RESULTS:
        raise UserError(f"results has {len(entries)} entries, and at most {MOST_RESULTS} are read")
    known, unknown = [], []
    for number, entry in enumerate(entries):
        if _is_later(entry):
            unknown.append(entry)
            continue
        outcome = read_as(Outcome, entry, f"results[{number}]")
        known.append(_moved(outcome, on_path))
    if (count := count_values(tuple(known))) > MOST_VALUES:
        raise UserError(f"results has {count} values, and at most {MOST_VALUES} are read")
    return tuple(known), (((PLACE, json.dumps(unknown)),) if unknown else ())


def results_written(
    results: Results, unknown: Unknown, on_path: Callable[[str], str]
) -> list[object]:
    """The list of a file: what this version does not know, then the outcomes."""
    kept = [entry for path, text in unknown if path == PLACE for entry in json.loads(text)]
    return [*kept, *(plain_of(_moved(each, on_path)) for each in results)]


def with_folder(setting: Setting, on_path: Callable[[str], str]) -> Setting:
    """The setting with its folder of pictures as another text."""
    return replace(setting, folder=on_path(setting.folder)) if setting.folder else setting


def _moved(outcome: Outcome, on_path: Callable[[str], str]) -> Outcome:
    """The outcome with its paths as other texts: the folder's, and those in names of networks."""
    responses = tuple(
        replace(each, net=replace(each.net, arch=arch_moved(each.net.arch, on_path)))
        for each in outcome.found.responses
    )
    return replace(
        outcome,
        archs=tuple(arch_moved(arch, on_path) for arch in outcome.archs),
        setting=with_folder(outcome.setting, on_path),
        found=replace(outcome.found, responses=responses),
    )


def _is_later(entry: Any) -> bool:
    if not isinstance(entry, dict):
        return isinstance(entry, str)
    word = entry.get("experiment")
    is_other = isinstance(word, str) and word not in set(Experiment)
    return is_other or not is_known(Outcome, entry)
