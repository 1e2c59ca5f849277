"""What keeps a run of what is on screen from beginning, said before it is asked for."""

from resnet_viz.ui.session.session import Session


def obstacle_text(session: Session) -> str:
    """Why a run as it is set up can't begin, '' where it can."""
    document = session.document
    if not document.run_setup.what_if.is_training:
        return ""
    from resnet_viz.core.timing.trainable import untrainable_text  # not before the first paint

    options = document.run_setup.options(document.batch)
    return untrainable_text(session.shown.network, options)
