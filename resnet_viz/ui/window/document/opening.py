"""From what a person gives the program, or left the last time, to what a window begins with."""

from pathlib import Path
from typing import TYPE_CHECKING

from resnet_viz.core.errors import UserError
from resnet_viz.core.weights.place import WeightsPlace, place_of
from resnet_viz.core.wording import sentence
from resnet_viz.session.document import Document
from resnet_viz.session.member import shown_network
from resnet_viz.session.openable import Openable, kind_of, path_in
from resnet_viz.ui.session.remembered import new_document
from resnet_viz.ui.window.document.home import Home, Opening

if TYPE_CHECKING:
    from resnet_viz.session.copies import Copy, Desk


def opening_named(word: str) -> Opening:
    """What a word of the command line asks for: ARCH, a session file or a file of weights.

    UserError for a network or a session that can't be opened.
    """
    kind = kind_of(word)
    if kind is Openable.SESSION:
        return opening_of_file(path_in(word))
    if kind is Openable.WEIGHTS:
        place = WeightsPlace(path_in(word).absolute(), place_of(word).set_name)
        return Opening(new_document(), weights=place.text)
    if kind is Openable.MODEL:
        return _opening_of_model(word)
    return Opening(new_document(word))


def _opening_of_model(word: str) -> Opening:
    """A document of that model alone, so that no other network is looked at until it is there.

    What is not named in full is asked for in the dialog, which also says what is wrong with it.
    """
    from resnet_viz.ui.models.named import source_named

    try:
        arch = str(source_named(word))
    except UserError:
        return Opening(new_document(), model=word)
    return Opening(new_document(arch), model=arch)


def opening_of_file(path: Path) -> Opening:
    """What a session file has, or a copy of it where another window has it open.

    UserError for a file that can't be opened.
    """
    from resnet_viz.session.file import read_session

    found, path = read_session(path), path.absolute()
    shown_network(found.document.member.arch)
    home = home_of(path, found.fingerprint, found.document)
    said = "" if home else f"{path.name} is open in another window. This is a copy without a file."
    return Opening(found.document, False, home, said=said)


def opening_of_copy(copy: "Copy") -> Opening:
    """What a window left on disk; of a file that another window has open by now, a copy."""
    shown_network(copy.document.member.arch)
    home = home_of(Path(copy.file), copy.fingerprint, None) if copy.file else None
    return Opening(copy.document, False, home, frozenset(copy.permitted))


def opening_of_last(folder: Path) -> "tuple[Opening, Desk | None]":
    """The document without a name that was closed last, else a new one; and the window's desk.

    Without a desk the copy that could not be shown stays where it is.
    """
    from resnet_viz.session.copies import open_desk, take_untitled

    try:
        desk = open_desk(folder)
        copy = take_untitled(folder, desk)
        return opening_of_copy(copy) if copy else Opening(new_document()), desk
    except (OSError, UserError) as error:
        message = error.message if isinstance(error, UserError) else str(error)
        return Opening(new_document(), said=sentence(message)), None


def home_of(path: Path, fingerprint: str, document: Document | None) -> Home | None:
    """A window's hold on a file, None where another window has it.

    `document` is what the file has, None where that is not what is on screen.
    """
    from resnet_viz.session.lock import lock_document
    from resnet_viz.session.place import session_folder

    lock = lock_document(session_folder(), path)
    return Home(path, fingerprint, document, lock) if lock else None
