"""What experiments found as a session has it: one outcome of each, none too large for its file."""

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

from resnet_viz.core.errors import UserError
from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.wording import digits_grouped

if TYPE_CHECKING:
    from resnet_viz.core.experiments.outcome import Outcome

MOST_VALUES = 600_000  # of all results; one takes 24 bytes at most, and a file has 16 MB

Results = tuple["Outcome", ...]


def with_outcome(results: Results, outcome: "Outcome") -> Results:
    """The same with an outcome that is newer, in the order of the lesson.

    One that was stopped takes the place of another such one only. UserError for one that the
    session's file has no room for.
    """
    by_experiment = {each.experiment: each for each in results}
    known = by_experiment.get(outcome.experiment)
    if known is None or outcome.is_whole or not known.is_whole:
        by_experiment[outcome.experiment] = outcome
    results = tuple(by_experiment[each] for each in Experiment if each in by_experiment)
    if (count := count_values(results)) > MOST_VALUES:
        most = digits_grouped(MOST_VALUES)
        raise UserError(
            f"the result was not taken into the session: all results would have "
            f"{digits_grouped(count)} values, and a session has room for {most}. Save it as a file",
            "results",
        )
    return results


def result_of(results: Results, experiment: Experiment) -> "Outcome | None":
    """What was found by an experiment, None for nothing yet."""
    return next((each for each in results if each.experiment is experiment), None)


def check_results(results: Results) -> None:
    """UserError for two outcomes of one experiment."""
    seen = set()
    for place, outcome in enumerate(results):
        if outcome.experiment in seen:
            words = f"results[{place}] is another outcome of '{outcome.experiment}'"
            raise UserError(f"{words}. A session has one of each experiment", "results")
        seen.add(outcome.experiment)


def count_values(value: object) -> int:
    """How many single values there are in a value."""
    if isinstance(value, tuple):
        if all(isinstance(each, float) for each in value):
            return len(value)
        return sum(map(count_values, value))
    if is_dataclass(value):
        return sum(count_values(getattr(value, field.name)) for field in fields(value))
    return 1
