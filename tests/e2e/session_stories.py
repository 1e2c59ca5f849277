"""Sessions in the real window: killed in the middle of work, recovered, saved, opened again."""

import os
import signal

from tests.e2e.person import Person
from tests.e2e.stories import Findings, heavy_modules


def story_killed(person: Person) -> Findings:
    """Work on a network without a name; then the process is killed, as by the system."""
    window = person.window
    person.see_network("ResNet-50")
    person.click(person.button("Basic"))
    person.see_network("ResNet-34")
    window.diagram.show_stages()
    copies = person.data / "resnet-viz" / "sessions" / "windows"
    person.wait_for(lambda: any(copies.glob("*.json")), "the copy on disk")
    window.keeper.write_soon()
    person.wait_for(lambda: not window.file_thread.is_working, "the last copy")
    os.kill(os.getpid(), signal.SIGKILL)
    return {}


def story_recovered(person: Person) -> Findings:
    """What was killed is offered; it is taken, saved under a name, changed and taken back."""
    window = person.window
    person.wait_for(lambda: "closed properly" in window.panels.notice.text(), "the offer")
    person.photograph("offered")
    person.click(person.button("Recover"))
    person.see_network("ResNet-34")
    recovered = (window.session.document.member.arch, window.session.document.view.level)
    path = person.folder / "mine.resnetviz"
    window.files.save_to(path)
    window.networks.open_text("resnet18")
    person.see_network("ResNet-18")
    window.actions_by_name["undo"].trigger()
    person.see_network("ResNet-34")
    window.actions_by_name["go_back"].trigger()
    person.see_network("ResNet-18")
    window.files.save()
    return {
        "recovered": recovered,
        "title": window.windowTitle(),
        "saved": path.read_text(encoding="utf-8"),
        **heavy_modules(),
    }
