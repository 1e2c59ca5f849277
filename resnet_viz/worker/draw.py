"""What the drawing process answers: layouts of small DOT texts, and files for the window."""

from resnet_viz.core.progress import Progress
from resnet_viz.jobs.requests import LayOut, Layouts
from resnet_viz.worker.handler import Handlers
from resnet_viz.worker.layout import lay_out


def answer_layout(asked: LayOut, _: Progress) -> Layouts:
    """Each text laid out by Graphviz."""
    return Layouts(tuple(map(lay_out, asked.dots)))


HANDLERS: Handlers = {LayOut: answer_layout}


def handlers_for(verb: str) -> Handlers:
    """Layouts at once; what files need is imported when the first is asked for."""
    if verb == LayOut.verb:
        return HANDLERS
    from resnet_viz.worker import export, lab_files, lesson_files, sweep_files

    files = lab_files, lesson_files, sweep_files
    return {**export.HANDLERS, **{key: each for one in files for key, each in one.HANDLERS.items()}}
