"""Changes that may be refused: what is wrong is said, and nothing is changed."""

from collections.abc import Callable
from typing import Any

from resnet_viz.core.errors import UserError
from resnet_viz.core.wording import sentence
from resnet_viz.session.edits import Edit
from resnet_viz.ui.parts.notice import Cause, Kind
from resnet_viz.ui.parts.say import Say
from resnet_viz.ui.session.session import Session


def ask(session: Session, say: Say, change: Callable[..., Edit], *values: Any) -> bool:
    """Asks for a change; whether it was made. Where it was not, a notice says why."""
    try:
        session.edit(change, *values)
    except UserError as error:
        say.notice(sentence(error.message), Kind.WARNING, Cause.NETWORK)
        return False
    return True
