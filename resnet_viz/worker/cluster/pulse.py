"""Progress of what others do, said again while nothing comes: silence would look like a hang."""

from dataclasses import dataclass, replace

from resnet_viz.core.progress import Progress, Step

START = Step("starting")


@dataclass
class Pulse:
    """Hands steps on and keeps the last one."""

    on_progress: Progress
    last: Step = START

    def show(self, step: Step) -> None:
        """A step that was made."""
        self.last = step
        self.on_progress(step)

    def wait(self, text: str) -> None:
        """Nothing came for a second: why, or '' where workers are at work on the last step."""
        self.on_progress(replace(self.last, doing=text, rest_s=None) if text else self.last)
