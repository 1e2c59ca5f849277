"""What a person asks of an experiment in words, as the request that runs it."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from resnet_viz.core.choice import did_you_mean, meant_by, unknown_word
from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.experiments.experiment import EXPERIMENTS, ONE_SEED, Experiment
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.core.experiments.setting import DataSet, Init, Setting
from resnet_viz.core.files.typed_path import is_file, typed_path
from resnet_viz.core.weights.place import place_of
from resnet_viz.core.wording import either

MOST_NETWORKS = 16
UNTRAINED = (Experiment.GRADIENTS, Experiment.SHATTERED)  # measured before any training
OWN_DATA = (DataSet.DIGITS, DataSet.SHAPES)
NOT_OF_OTHERS = {
    "steps": "steps",
    "seeds": "seeds",
    "init": "init",
    "has_batch_norm": "batch norm",
    "data": "data",
    "weights": "weights",
}


class Wish(NamedTuple):
    """The words of a command or a call. `steps` None and no `archs` are the experiment's own."""

    experiment: str
    archs: tuple[str, ...] = ()
    steps: int | None = None
    seed: int = 0
    seeds: int = 1
    init: str = Init.HE
    has_batch_norm: bool = True
    data: str = DataSet.DIGITS
    is_longer: bool = False
    cut: tuple[str, ...] = ()
    image: str = ""
    weights: str = ""


def request_of(wish: Wish) -> RunExperiment:
    """The request; UserError for what can't be asked. Networks are only counted, not read."""
    experiment = experiment_named(wish.experiment)
    row = EXPERIMENTS[experiment]
    _check_own(wish, experiment)
    archs = wish.archs or (row.longer if wish.is_longer else row.archs)
    if len(archs) > MOST_NETWORKS:
        raise UserError(f"{len(archs)} networks are too many. At most {MOST_NETWORKS} are allowed")
    return RunExperiment(
        experiment,
        tuple(dict.fromkeys(archs)),
        _setting(wish, experiment),
        tuple(dict.fromkeys(wish.cut)),
        _file("image", wish.image, typed_path),
        _file("weights", wish.weights, lambda text: place_of(typed_path(text)).path),
    )


def other_request_of(wish: Wish) -> RunExperiment:
    """The request for `picture` with one network of others, which nothing is trained for.

    UserError for what can't be asked of such a network.
    """
    usual = Wish(wish.experiment)._asdict()
    given = wish._asdict()
    own = [name for name in NOT_OF_OTHERS if given[name] != usual[name]]
    if own:
        word = NOT_OF_OTHERS[own[0]]
        raise UserError(
            f"{word} is for networks that this program makes. Leave it out for a network of others",
            word.replace(" ", "_"),
        )
    if len(wish.archs) != 1:
        raise UserError(
            f"picture takes one network of others at a time, and {len(wish.archs)} networks were "
            "named",
            "arch",
        )
    if not wish.image:
        raise UserError(
            "a network of others needs a picture to look at. Choose a file of one", "image"
        )
    return request_of(wish._replace(steps=0))


def experiment_named(word: str) -> Experiment:
    """The experiment of a word; UserError names the nearest and all."""
    if word in list(Experiment):
        return Experiment(word)
    near = meant_by(word, Experiment)
    raise UserError(
        f"{did_you_mean(near)}'{shortened(word)}' isn't an experiment. Choose {either(Experiment)}",
        "experiment",
        near,
    )


def _check_own(wish: Wish, experiment: Experiment) -> None:
    """UserError for what only another experiment can do with."""
    owners = (
        ("cut", wish.cut, Experiment.LESION),
        ("image", wish.image, Experiment.PICTURE),
        ("weights", wish.weights, Experiment.PICTURE),
    )
    for name, value, owner in owners:
        if value and experiment is not owner:
            raise UserError(f"{name} is only for {owner}. {experiment} has no use for it", name)
    if wish.seeds > 1 and experiment in ONE_SEED:
        raise UserError(f"{experiment} is for one seed. Leave seeds out, and choose seed", "seeds")
    if wish.steps and experiment in UNTRAINED:
        raise UserError(f"{experiment} is measured before any training. Leave steps out", "steps")


def _setting(wish: Wish, experiment: Experiment) -> Setting:
    row = EXPERIMENTS[experiment]
    usual = row.longer_steps if wish.is_longer else row.steps
    data, folder = _data(wish.data)
    return Setting(
        _init(wish.init),
        wish.has_batch_norm,
        wish.seed,
        wish.seeds,
        usual if wish.steps is None else wish.steps,
        data,
        folder,
        wish.is_longer,
    )


def _init(word: str) -> Init:
    found = word.replace("-", "_")
    if found in list(Init):
        return Init(found)
    raise unknown_word("init", word, Init)


def _data(word: str) -> tuple[DataSet, str]:
    """Data that are here, or a folder by its path."""
    if word in OWN_DATA:
        return DataSet(word), ""
    path = typed_path(word)
    if path.is_dir():
        return DataSet.FOLDER, str(path.resolve())
    near = meant_by(word, OWN_DATA)
    raise UserError(
        f"{did_you_mean(near)}'{shortened(word)}' isn't a folder. "
        f"Choose {either(OWN_DATA)}, or a folder with pictures in folders by class",
        "data",
        near,
    )


def _file(name: str, text: str, path_of: Callable[[str], Path]) -> str:
    """The whole path of a file that is there, '' where none is asked for."""
    if not text:
        return ""
    if not is_file(path_of(text)):
        raise UserError(f"{name}: '{shortened(text)}' isn't a file here. Check its path", name)
    return str(Path(typed_path(text)).absolute())
