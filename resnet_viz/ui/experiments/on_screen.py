"""The network on screen as experiments see it: whether it can take part, and why not."""

from dataclasses import dataclass

from resnet_viz.core.errors import UserError
from resnet_viz.core.experiments.experiment import EXPERIMENTS, Experiment
from resnet_viz.core.experiments.ladder import chosen_in
from resnet_viz.core.experiments.pictured import check_can_look
from resnet_viz.core.models.source import source_in
from resnet_viz.core.wording import sentence
from resnet_viz.session.learn_choice import LearnChoice
from resnet_viz.session.member import is_there
from resnet_viz.ui.experiments.switch import SWITCHES, Switch
from resnet_viz.ui.session.session import Session

OWN_NETWORKS = "This experiment makes ResNets of its own"
PICTURE_TITLE = EXPERIMENTS[Experiment.PICTURE].title
CHOOSE_PICTURE = "Choose a picture for {title}"
NOT_OPEN = "{title} isn't open yet."
MOST_TRIED = 300_000_000  # parameters: more are not drawn only to say what a run would take


@dataclass(frozen=True, slots=True)
class OnScreen:
    """The network on screen: its text, its title, and whether experiments can train it.

    `blind` says why one of others can't look at a picture, '' where it can. Nothing is tried
    before a run with one that `is_heavy`.
    """

    arch: str
    title: str
    is_of_family: bool = True
    blind: str = ""
    is_heavy: bool = False

    def why_not(self, experiment: Experiment) -> str:
        """Why it can't take part in an experiment, in a sentence, '' where it can."""
        if self.is_of_family:
            return ""
        if experiment is Experiment.PICTURE:
            return self.blind
        if self.blind:
            return f"{OWN_NETWORKS}, and {self.title} can't take part."
        return f"{OWN_NETWORKS}. {self.title} can only take part in “{PICTURE_TITLE}”."

    def as_other(self, experiment: Experiment) -> tuple[str, ...]:
        """What it is chosen by where it is one of others that can take part, else nothing."""
        is_fit = not self.is_of_family and not self.why_not(experiment)
        return (self.arch,) if is_fit else ()


def screen_of(session: Session) -> OnScreen:
    """What is on screen in a session."""
    member, network = session.document.member, session.shown.network
    if member.is_of_family:
        return OnScreen(member.arch, network.title)
    if not is_there(member.arch):
        blind = NOT_OPEN.format(title=network.title)
        return OnScreen(member.arch, network.title, is_of_family=False, blind=blind)
    try:
        check_can_look(network)
    except UserError as error:
        blind = sentence(error.message)
        return OnScreen(member.arch, network.title, is_of_family=False, blind=blind)
    is_heavy = network.traced is not None and network.traced.params > MOST_TRIED
    return OnScreen(member.arch, network.title, is_of_family=False, is_heavy=is_heavy)


def lack_of(choice: LearnChoice, screen: OnScreen) -> str:
    """Why the networks that are chosen can't be run now, '' where they can."""
    if not any(map(source_in, choice.archs)):
        return ""
    why_not = screen.why_not(Experiment(choice.experiment))
    return why_not or ("" if choice.image else CHOOSE_PICTURE.format(title=screen.title))


def archs_following(choice: LearnChoice, before: OnScreen, screen: OnScreen) -> tuple[str, ...]:
    """The networks of a choice once another one is on screen: where that was chosen, this is now.

    One of others is always that on screen. Empty for those of the experiment.
    """
    archs, experiment = choice.archs, choice.experiment
    if screen.arch in archs or not experiment:
        return archs
    if any(map(source_in, archs)):
        is_fit = not screen.why_not(Experiment(experiment))
        return (screen.arch,) if is_fit else ()
    has_several = Switch.DEPTHS in SWITCHES[Experiment(experiment)]
    if before.arch not in chosen_in(archs, has_several=has_several).others:
        return archs
    if screen.is_of_family:
        return tuple(screen.arch if each == before.arch else each for each in archs)
    return tuple(each for each in archs if each != before.arch)
