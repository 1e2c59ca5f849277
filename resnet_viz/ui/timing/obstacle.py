"""What keeps a run of what is on screen from beginning, said before it is asked for."""

from resnet_viz.ui.session.session import Session


def run_obstacle(session: Session) -> str:
    """Why a run as it is set up can't begin, '' where it can."""
    document, network = session.document, session.shown.network
    if not session.shown.is_there:
        return "the network is not open yet"
    if network.traced is None and not document.run_setup.what_if.is_training:
        return ""
    from resnet_viz.core.timing.runnable import obstacle_text  # not before the first paint

    return obstacle_text(network, document.run_setup.options(document.batch))
