"""What must not be said of residual networks anywhere: it is false at the settings measured here.

docs/learn.md says why for each. It may name them, in its table of what is not said.
"""

import re

import pytest

from resnet_viz.core.experiments.experiment import EXPERIMENTS
from tests.test_wording import PAGES, READ, ROOT, prose_of

NOT_SAID = "## What is not said, and why"
FALSE = {
    r"\bgradients? (?:simply |then )?vanish": "at this start they explode, name init and step",
    r"\bvanishing gradient": "the same",
    r"\b(?:cures?|solves?|prevents?) (?:the )?vanishing": "batch norm causes the explosion",
    r"(?<!not )\bprevents? (?:the )?(?:explosion|growth)": "the same",
    r"\bdeeper (?:is|are|networks? (?:is|are)) better\b": "res-20 and 32 are best here",
    r"\b(?:never|can't|cannot|can not) (?:ever )?learns?\b": "a schedule gets plain-56 to 59-74 %",
    r"\bchaotic\b": "plain-20 is a smooth bowl near its centre",
    r"\bconvex": "a slice says nothing of all directions",
    r"\bensemble": "removing 8 of 27 blocks leaves 0.2 to 0.5: it degrades gradually",
    r"\bmakes? F small\b": "it is small at the start already",
    r"\brefine(?:s|d|ment)?\b": "the cosine of F and x is 0.02 to 0.2",
    r"\bcritical blocks?\b|\bblocks? (?:is|are) critical\b": "in post order the first block is",
    r"\b(?:pre-activation|option B|zero.γ|Fixup) (?:is|works|learns) (?:better|faster)": "not seen",
    r"\borthogonal\b": "no difference with batch norm",
    r"\bguided backprop": "gives the same picture with random weights",
    r"\b(?:is|are|was|were) overfit": "training loss says the opposite",
}


def said_in_code() -> list[tuple[str, str]]:
    return [(path.relative_to(ROOT).as_posix(), text) for path, text in READ]


def said_on_pages() -> list[tuple[str, str]]:
    return [
        (page.name, sentence)
        for page in PAGES
        for sentence in re.split(r"(?<=[.!?])\s+", prose_of(page).partition(NOT_SAID)[0])
    ]


@pytest.mark.parametrize("claim", FALSE)
def test_what_is_false_at_these_settings_is_said_nowhere(claim: str) -> None:
    said = (*said_in_code(), *said_on_pages())
    assert [(place, text) for place, text in said if re.search(claim, text, re.I)] == []


def test_questions_of_the_list_claim_nothing() -> None:
    for row in EXPERIMENTS.values():
        assert row.question.endswith("?")
        assert not any(re.search(claim, row.question, re.I) for claim in FALSE)


TEXTBOOK = (
    "Plain nets' gradients vanish, and batch norm cures vanishing.",
    "Skip connections solve the vanishing gradient problem.",
    "Deeper is better, and the deeper plain net can never learn.",
    "The plain landscape is chaotic, the residual one convex.",
    "A residual network is an ensemble whose blocks refine x, as training makes F small.",
    "Shape-changing blocks are the critical ones: such blocks are critical.",
    "Pre-activation is better.",
)


def test_the_sentences_of_textbooks_are_found() -> None:
    """The rules can fail."""
    for text in TEXTBOOK:
        assert any(re.search(claim, text, re.I) for claim in FALSE), text
    assert len(said_in_code()) > 1000
    assert len(said_on_pages()) > 200
