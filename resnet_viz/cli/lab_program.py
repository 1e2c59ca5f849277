"""The commands that look at several networks, as typer reads them: part of the program's own."""

from collections.abc import Callable

from resnet_viz.cli import lab_options as many
from resnet_viz.cli import options as take
from resnet_viz.cli.options import chosen

Work = Callable[[], int]


def compare(
    archs: take.Archs,
    *,
    time: take.WithTime = False,
    as_json: take.AsJson = False,
    as_csv: take.AsCsv = False,
    as_markdown: take.AsMarkdown = False,
    as_latex: take.AsLatex = False,
) -> Work:
    """Compare networks: every cost with its difference from the first."""
    from resnet_viz.cli.commands.costs import show_comparison

    form = chosen(json=as_json, csv=as_csv, markdown=as_markdown, latex=as_latex)
    return lambda: show_comparison(archs, form, is_timed=time)


def sweep(
    recipe: many.Recipe,
    *,
    batch: take.Batch = 1,
    where: many.Where = "",
    front: many.Front = "",
    output: many.SweepFile = "",
    as_json: take.AsJson = False,
    as_csv: take.AsCsv = False,
) -> Work:
    """Count every network of a recipe, and find those that no other beats."""
    from resnet_viz.cli.commands.sweep import show_sweep
    from resnet_viz.core.lab.sweep.measures import front_named
    from resnet_viz.core.lab.sweep.recipe import recipe_of
    from resnet_viz.core.lab.sweep.swept import SweepAsked

    form = chosen(output=bool(output), json=as_json, csv=as_csv)
    named = front_named(front) if front else ()
    asked = SweepAsked(recipe_of(recipe), batch, where, named)
    return lambda: show_sweep(asked, output, form)
