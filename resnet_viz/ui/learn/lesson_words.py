"""The lesson that a teacher can give: what to press, what to look at, what to ask next.

Nothing here says how an experiment ends: that is measured in front of those who watch.
"""

from typing import NamedTuple

from resnet_viz.core.errors import UserError
from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.pictured import check_can_look
from resnet_viz.core.graph.network import Network
from resnet_viz.core.lab.block_lesson import BlockLesson

INTRO = (
    "Six steps on the question why the shortcut helps. Let people guess before you press Run, and "
    "let the chart answer. Networks and pictures are small, so that a run takes seconds: what you "
    "see is measured on this machine, and true of these networks and this setting."
)


class LessonStep(NamedTuple):
    """One step: its minutes, the experiment that it is about, and what to do there.

    Without an experiment it is about the figures of this page.
    """

    minutes: int
    title: str
    experiment: Experiment | None
    press: str
    look: str
    ask: str


STEPS = (
    LessonStep(
        3,
        "The block",
        None,
        "“Take the shortcuts away” above, then put them back.",
        "The figures, and the parameters and MACs of the block.",
        "If the shortcut costs next to nothing, what is it good for?",
    ),
    LessonStep(
        2,
        "Before any training",
        Experiment.GRADIENTS,
        "Run, then move the depth slider from 8 to 110 layers. Choose weights and activations too.",
        "Follow each line from the last block back to the stem. Does it rise, fall or stay level, "
        "and does that change with depth? Then take batch norm away and choose another init.",
        "Would a network learn with such gradients?",
    ),
    LessonStep(
        4,
        "Does it learn?",
        Experiment.DEGRADATION,
        "Run. While the curves grow, let people say which network they would bet on.",
        "Compare the two plain networks with each other, then each with its residual twin. It is "
        "the training loss: overfitting can't explain a difference here.",
        "The deeper network has every layer of the shallower one. Why could it be worse?",
    ),
    LessonStep(
        2,
        "The first steps",
        Experiment.TRAINING,
        "Run, then move the slider of steps.",
        "The first layers of the plain network before the first step, then later.",
        "What would a block need to leave its input as it is?",
    ),
    LessonStep(
        2,
        "More blocks that change nothing",
        Experiment.IDENTITY,
        "Run.",
        "Read the difference of the logits for both networks, in evaluation and in training mode.",
        "For which kind of block is “do nothing” the easier answer?",
    ),
    LessonStep(
        2,
        "What does one block matter?",
        Experiment.LESION,
        "Run, then click blocks and shortcuts of the diagram to cut them, and run again.",
        "Compare the bars with the line of the whole network, and with guessing.",
        "Which paths does the signal take when one block is gone?",
    ),
)
OF_OTHERS = " They are ResNets that the experiments make, and not the network on screen."
SEEN_BY_SCREEN = "A picture of your own, seen by the network on screen."
MORE = (
    (Experiment.SHATTERED, "Is the gradient of one picture like that of the next?"),
    (Experiment.INSIDE, "Untrained already worth a look: what can be read off after each block?"),
    (Experiment.PATHS, "A residual network has paths of many lengths. Which of them matter?"),
    (Experiment.LANDSCAPE, "Walk away from the trained weights: how does the loss change?"),
    (Experiment.PICTURE, "A picture of your own, with weights of your own."),
)


class LessonWords(NamedTuple):
    """What of the lesson follows the network on screen."""

    intro: str
    first: LessonStep
    picture: str


def words_for(network: Network, lesson: BlockLesson) -> LessonWords:
    """Nothing is offered that the network lacks: only a ResNet has shortcuts to take away."""
    usual = dict(MORE)[Experiment.PICTURE]
    if network.structure is not None:
        return LessonWords(INTRO, STEPS[0], usual)
    try:
        check_can_look(network)
        picture = SEEN_BY_SCREEN
    except UserError:
        picture = usual
    return LessonWords(INTRO + OF_OTHERS, _first_step(lesson), picture)


def _first_step(lesson: BlockLesson) -> LessonStep:
    usual = STEPS[0]
    if lesson.lack:
        return usual._replace(
            press="Ctrl+O, and open a ResNet such as resnet18: the network on screen has no block "
            "that adds its input.",
        )
    look = usual.look if lesson.rivals else "The way past its layers to the sum."
    return usual._replace(
        press="“Show this block in the diagram” above, then come back.", look=look
    )
