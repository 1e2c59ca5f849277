"""Networks of others on the command line: recorded by a process of their own, trusted first."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from resnet_viz.cli.others.agreeing import agreed_hash
from resnet_viz.cli.output import say
from resnet_viz.cli.progress import progress_shown
from resnet_viz.core.errors import UserError
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.pictured import picture_shape
from resnet_viz.core.experiments.requests import LookWithModel, RunExperiment
from resnet_viz.core.files.typed_path import typed_path
from resnet_viz.core.graph.network import Network
from resnet_viz.core.message import translate
from resnet_viz.core.models.ended import ended_text
from resnet_viz.core.models.known import known_network
from resnet_viz.core.models.requests import SummarizeModel, TraceModel, VerifyModel
from resnet_viz.core.models.source import Source, SourceKind, may_share, source_in
from resnet_viz.core.models.together import others_among
from resnet_viz.core.networks import know
from resnet_viz.core.plain import read_own
from resnet_viz.core.progress import Step
from resnet_viz.core.request import Answer, Request, Worker
from resnet_viz.core.saving.requests import SavedModel, SaveOther
from resnet_viz.core.structure.pt2 import network_in
from resnet_viz.core.structure.stored import network_from
from resnet_viz.core.timing.measurement import TimingReport
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.requests import PairModel, TimeModel, TimeModelsInTurn
from resnet_viz.core.timing.runnable import check_runnable
from resnet_viz.core.timing.turns.pairing import PairedReport
from resnet_viz.core.timing.turns.turns import TurnsReport
from resnet_viz.core.verification import Verification
from resnet_viz.jobs.asked_child import AskedChild, ChildGoneError, asked_child
from resnet_viz.jobs.messages import Reply, ReplyKind


def record(texts: Sequence[str]) -> None:
    """Makes the networks of others among some texts known; UserError for one that can't be."""
    waiting = [text for text in dict.fromkeys(texts) if known_network(text) is None]
    sources = [source for text in waiting if (source := source_in(text))]
    for group in _sharing(sources):
        if group[0].kind is SourceKind.EXPORTED:
            know(network_in(typed_path(group[0].path), str(group[0])))
            continue
        with model_process(group[0]) as process:
            for source in group:
                process.record(source)


def always() -> bool:
    """Nobody ends it."""
    return True


class ModelProcess:
    """A running process for models of others, and the hash that it may run code by."""

    def __init__(self, child: AskedChild, trust: str) -> None:
        self._child, self.trust = child, trust

    def record(self, source: Source) -> Network:
        """Records a network, which is known from then on."""
        answer = self.ask(source, TraceModel(str(source), self.trust))
        network = network_from(answer.network)
        know(network)
        for note in network.traced.notes if network.traced else ():
            say(f"{source.title}: {translate(note)}")
        if answer.also_loaded:
            names = ", ".join(Path(path).name for path in answer.also_loaded[:3])
            say(f"{source.title} also loaded {names}. You are asked about it next time")
        return network

    def ask(
        self, source: Source, request: Request[Answer], may_go_on: Callable[[], bool] = always
    ) -> Answer:
        """The answer about a source; UserError where it ended the process, too.

        What works in steps ends after the one in which it may not go on.
        """
        with progress_shown() as on_progress:

            def on_reply(reply: Reply) -> None:
                if not may_go_on():
                    self._child.stop()
                if reply.kind is ReplyKind.PROGRESS:
                    on_progress(read_own(Step, reply.values))

            on_progress(Step(f"starting a process for {source.title}"))
            try:
                return self._child.ask(request, on_reply)
            except ChildGoneError as gone:
                raise UserError(ended_text(source.title, gone.status), "arch") from gone


@contextmanager
def model_process(source: Source) -> Iterator[ModelProcess]:
    """A process for this source, and those that may share it, once its code is agreed to."""
    if source.kind is SourceKind.EXPORTED:
        raise UserError(
            f"{source.title} has no code that this program runs. cost, draw, diff and compare take "
            "it, and FILE.py:factory can be timed and verified",
            "arch",
        )
    trust = agreed_hash(source.path) if source.kind is SourceKind.FACTORY else ""
    with asked_child(Worker.MODEL) as child:
        yield ModelProcess(child, trust)


def timed(source: Source, options: TimingOptions) -> TimingReport:
    """A timed run of a network of others, which is recorded first; nothing is stored."""
    with model_process(source) as process:
        check_runnable(process.record(source), options)
        request = TimeModel(str(source), process.trust, options, is_stored=False)
        return process.ask(source, request).report


def paired(source: Source, options: TimingOptions, other: TimingOptions) -> PairedReport:
    """Two settings of a network of others in turn."""
    with model_process(source) as process:
        check_runnable(process.record(source), options)
        request = PairModel(str(source), process.trust, options, other)
        return process.ask(source, request)


def timed_next_to_others(networks: Sequence[Network], options: TimingOptions) -> TurnsReport:
    """Recorded networks, and ResNets next to them, in turn; nothing is stored."""
    names = tuple(network.name for network in networks)
    source = others_among(names)[0]
    with model_process(source) as process:
        request = TimeModelsInTurn(names, process.trust, options, is_stored=False)
        return process.ask(source, request).report


def verified(source: Source, weights: str = "") -> Verification:
    """How the arithmetic of a network of others compares with its module; weights are loaded."""
    with model_process(source) as process:
        process.record(source)
        return process.ask(source, VerifyModel(str(source), process.trust, weights))


def saved_elsewhere(source: Source, path: str, opset: int, weights: str = "") -> SavedModel:
    """A network of others in a file, which its own process writes."""
    with model_process(source) as process:
        return process.ask(source, SaveOther(str(source), path, process.trust, opset, weights))


def looked_at(source: Source, asked: RunExperiment, may_go_on: Callable[[], bool]) -> Outcome:
    """What a network of others responds to in a picture, as far as it may go on."""
    with model_process(source) as process:
        picture_shape(process.record(source))
        request = LookWithModel(str(source), asked, process.trust)
        return process.ask(source, request, may_go_on)


def summarized(source: Source) -> str:
    """torchinfo's table of a network of others."""
    with model_process(source) as process:
        return process.ask(source, SummarizeModel(str(source), process.trust)).text


def _sharing(sources: Sequence[Source]) -> Iterator[list[Source]]:
    """The sources in groups of those that one process may load."""
    left = list(sources)
    while left:
        first = left[0]
        yield [each for each in left if may_share(first, each)]
        left = [each for each in left if not may_share(first, each)]
