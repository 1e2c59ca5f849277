"""The command `learn` as typer reads it: part of the program's own."""

from collections.abc import Callable

from resnet_viz.cli import learn_options as learning
from resnet_viz.cli import options as take
from resnet_viz.cli.options import chosen
from resnet_viz.cli.others.options import Inputs, Trust

Work = Callable[[], int]


def learn(
    experiment: learning.ExperimentName,
    archs: learning.LearnArchs = None,
    *,
    steps: learning.Steps = None,
    seed: learning.Seed = 0,
    seeds: learning.Seeds = 1,
    init: learning.Start = "he",
    batch_norm: learning.BatchNorm = True,
    data: learning.LearnData = "digits",
    longer: learning.Longer = False,
    cut: learning.Cut = None,
    image: learning.ImageFile = "",
    weights: learning.OwnWeights = "",
    input_: Inputs = None,
    trust: Trust = False,
    output: learning.LearnFiles = None,
    as_json: take.AsJson = False,
    as_csv: take.AsCsv = False,
) -> Work:
    """Run an experiment on why residual connections work, on one thread of this machine.

    Ctrl+C ends it between two steps, and what was measured so far is still shown.
    """
    from resnet_viz.cli.commands.learn import show_experiment
    from resnet_viz.cli.others.given import Given
    from resnet_viz.core.experiments.asking import Wish

    wish = Wish(
        experiment,
        tuple(Given(input_, trust).of_all(archs or ())),
        steps,
        seed,
        seeds,
        init,
        batch_norm,
        data,
        longer,
        tuple(cut or ()),
        image,
        weights,
    )
    form = chosen(json=as_json, csv=as_csv)
    return lambda: show_experiment(wish, tuple(output or ()), form)
