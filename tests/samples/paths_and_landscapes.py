"""Results of paths, landscapes and pictures as tests have them: made up, with known numbers."""

from dataclasses import replace

from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.found.landscape import Landscape
from resnet_viz.core.experiments.found.paths import Paths
from resnet_viz.core.experiments.found.picture import Response
from resnet_viz.core.experiments.net import Net, NetKind
from resnet_viz.core.experiments.outcome import Found, Outcome
from resnet_viz.core.experiments.setting import Setting

RESIDUAL = Net("resnet20,input=1x8x8,classes=10", NetKind.RESIDUAL, 20)
PRE = Net("resnet20,input=1x8x8,classes=10,order=pre", NetKind.PRE, 20)
PLAIN = Net("plain20,input=1x8x8,classes=10", NetKind.PLAIN, 20)

COUNTS = (0.125, 0.375, 0.375, 0.125)
BEFORE = Paths(
    RESIDUAL,
    seed=0,
    is_trained=False,
    is_identity=False,
    counts=COUNTS,
    gradient=(4.0, 3.2, 2.56, 2.048),
    share=(0.17, 0.41, 0.33, 0.09),
    mean_length=1.34,
    factor=1.25,
    draws=4,
    is_fitted=False,
)
AFTER = replace(
    BEFORE,
    is_trained=True,
    gradient=(8.0, 2.0, 0.5, 0.125),
    share=(0.512, 0.384, 0.096, 0.008),
    mean_length=0.6,
    factor=4.0,
)

AT = (-1.0, -0.5, 0.0, 0.5, 1.0)
LOW = (2.0, 0.9, 0.02, 0.8, 1.9)
HIGH = (2.7, 2.6, 0.15, 1.4, 2.8)
BASIN = Landscape(
    RESIDUAL,
    seed=0,
    at=AT,
    line=LOW,
    grid_at=AT,
    grid=tuple(tuple(x + abs(y) for x in LOW) for y in AT),
    minima=((0.0, 0.0),),
    low_cells=9,
    pictures=128,
)
RIPPLES = replace(
    BASIN,
    net=PLAIN,
    line=HIGH,
    grid=tuple(tuple(x + abs(y) for x in HIGH) for y in AT),
    minima=((0.0, 0.0), (0.5, -0.5), (-0.5, 0.5)),
    low_cells=3,
)

SEEN = Response(
    RESIDUAL,
    weights="",
    name="a digit of the data",
    picture=((0.0, 1.0), (0.5, 0.25)),
    classes=(("7", 0.83), ("1", 0.11), ("9", 0.06)),
    gradient=((0.0, 1.0), (0.4, 0.1)),
    occlusion=((0.2, 1.0), (0.0, 0.0)),
    largest_drop=0.37,
    maps=(("layer1.0", ((0.0, 1.0), (0.5, 0.5))),),
)


def paths_outcome(*found: Paths, steps: int = 60, seeds: int = 1) -> Outcome:
    return _outcome(Experiment.PATHS, Found(paths=found), Setting(steps=steps, seeds=seeds))


def landscape_outcome(*found: Landscape, steps: int = 60) -> Outcome:
    return _outcome(Experiment.LANDSCAPE, Found(landscapes=found), Setting(steps=steps))


def picture_outcome(*found: Response, steps: int = 60) -> Outcome:
    return _outcome(Experiment.PICTURE, Found(responses=found), Setting(steps=steps))


def _outcome(experiment: Experiment, found: Found, setting: Setting) -> Outcome:
    return Outcome(experiment, ("resnet20",), setting, found, 1.5, "2.13.0")
