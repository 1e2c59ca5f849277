"""What the drawing process answers: layouts of small DOT texts, and files for the window."""

from resnet_viz.core.progress import Progress
from resnet_viz.jobs.messages import Verb
from resnet_viz.worker.handler import Handlers, Values
from resnet_viz.worker.layout import lay_out


def answer_layout(values: Values, _: Progress) -> Values:
    """Graphviz's json0 text for each of the `dots`, in their order."""
    return {"layouts": [lay_out(dot) for dot in values["dots"]]}


def answer_export(values: Values, on_progress: Progress) -> Values:
    """Writes a file; what that needs is imported when the first is asked for."""
    from resnet_viz.worker import export

    return export.answer_export(values, on_progress)


def answer_picture(values: Values, on_progress: Progress) -> Values:
    """The picture itself, for the clipboard."""
    from resnet_viz.worker import export

    return export.answer_picture(values, on_progress)


HANDLERS: Handlers = {
    Verb.LAYOUT: answer_layout,
    Verb.EXPORT: answer_export,
    Verb.PICTURE: answer_picture,
}
