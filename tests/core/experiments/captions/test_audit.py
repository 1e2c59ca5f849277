"""Captions of outcomes that were never measured: no false sentence, no number of its own."""

import re
from collections import Counter

import pytest

from resnet_viz.core.experiments.captions.setting import setting_messages
from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.net import names_of
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.telling import caption_of, json_of
from tests.core.experiments.captions import (
    claims_of_gradients,
    claims_of_insides,
    claims_of_learning,
    claims_of_looks,
)
from tests.core.experiments.captions.claims import CLAIMS, claims_in, nets_of
from tests.core.experiments.captions.made_outcomes import MAKERS, made_outcome
from tests.core.experiments.captions.numbers import measured_in, written_in
from tests.test_claims import FALSE

SUBJECTS = (claims_of_gradients, claims_of_insides, claims_of_learning, claims_of_looks)
MADE = 400  # outcomes of each experiment
AT_LEAST_SEEN = 0.9  # of the known sentences


def made(experiment: Experiment) -> list[Outcome]:
    return [made_outcome(experiment, seed) for seed in range(MADE)]


def sentences_of(outcome: Outcome) -> list[str]:
    """The caption without its setting."""
    every = list(map(str, caption_of(outcome)))
    return every[: len(every) - len(setting_messages(outcome))]


def names_in(outcome: Outcome) -> list[str]:
    names = [*nets_of(outcome).values(), *(net.arch for net in nets_of(outcome))]
    grown = [net for each in outcome.found.growth for net in (each.net, each.grown)]
    names += [*names_of(grown).values(), *(net.arch for net in grown)]
    names += [net.name for net in (*grown, *nets_of(outcome))]
    for each in outcome.found.lesions:
        names += [block.path for block in each.blocks] + list(each.chosen)
    for response in outcome.found.responses:
        names += [response.name, response.weights, *(f"class {c}" for c, _ in response.classes)]
    return [name for name in names if name]


@pytest.mark.parametrize("experiment", MAKERS)
def test_each_sentence_is_known_and_true_of_the_outcome(experiment: Experiment) -> None:
    for number, outcome in enumerate(made(experiment)):
        for sentence, verdicts in claims_in(sentences_of(outcome), outcome):
            assert verdicts, f"{number}: no claim is known for: {sentence}"
            assert all(verdicts), f"{number}: false: {sentence}\n{outcome.found}"


@pytest.mark.parametrize("experiment", MAKERS)
def test_each_number_of_a_caption_is_one_of_the_outcome(experiment: Experiment) -> None:
    for number, outcome in enumerate(made(experiment)):
        measured = measured_in(outcome)
        for sentence in sentences_of(outcome):
            for each in written_in(sentence, names_in(outcome)):
                assert each.is_of(measured), f"{number}: {each.text} in: {sentence}"


@pytest.mark.parametrize("experiment", MAKERS)
def test_a_caption_has_the_setting_and_nothing_that_is_false_here(experiment: Experiment) -> None:
    for outcome in made(experiment):
        (*_,) = texts = [str(each) for each in caption_of(outcome)]
        setting = next(text for text in texts if text.startswith("Setting: "))
        origin = outcome.origin
        if origin == "module" or any(each.weights for each in outcome.found.responses):
            assert "seed" not in setting  # nothing was drawn or trained
        elif origin:
            assert f"seed{'s' * (outcome.setting.seeds > 1)} {outcome.setting.seed}" in setting
            assert "training" not in setting
            assert "He init" not in setting
        else:
            assert f"seed{'s' * (outcome.setting.seeds > 1)} {outcome.setting.seed}" in setting
            assert ("without batch norm" in setting) is not outcome.setting.has_batch_norm
            assert str(outcome.setting.steps) in setting or "untrained" in setting
        for text in texts:
            assert not re.search(r"\b(nan|inf|None|True|False)\b|[{}_]", text), text
            assert not any(re.search(claim, text, re.IGNORECASE) for claim in FALSE), text
            assert text.endswith("."), text
        assert json_of(outcome)["caption"] == texts


def test_the_made_outcomes_bring_nearly_every_sentence() -> None:
    """So that what is checked above is what there is, and no claim waits for a sentence in vain."""
    seen: Counter[str] = Counter()
    for experiment in MAKERS:
        for outcome in made(experiment):
            for sentence in sentences_of(outcome):
                for each in CLAIMS:
                    if experiment in each.experiments and re.fullmatch(each.pattern, sentence):
                        seen[each.pattern] += 1
    known = {each.pattern for each in CLAIMS if set(each.experiments) & set(MAKERS)}
    assert len(known) > 10 * len(SUBJECTS)
    assert len(seen) >= AT_LEAST_SEEN * len(known), known - set(seen)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("3\u202f880 times, 25.2", [3881.0, 25.2]),
        ("5.29 million and 1.7 × 10²² or 3 × 10⁻⁹", [5.29e6, 1.7e22, 3e-9]),
        ("93.1% of 360, \N{MINUS SIGN}0.01", [0.931, 360.0, -0.01]),
        ("He et al. 2015, figure 6", []),
    ],
)
def test_numbers_are_read_back_as_they_are_written(text: str, values: list[float]) -> None:
    written = written_in(text, ())
    assert len(written) == len(values)
    assert all(each.is_of([value]) for each, value in zip(written, values, strict=True))
    assert not any(each.is_of([2 * each.value + 1]) for each in written)
