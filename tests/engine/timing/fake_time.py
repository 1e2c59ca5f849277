"""Time that passes only where a test says so, so that no test asks how busy the machine is."""

from collections.abc import Callable

from resnet_viz.engine.timing.clocks import Clock


class FakeTime:
    """Stands still but for what calls take, and for `mark_ms` after each mark of its clock."""

    def __init__(self, mark_ms: float = 0.0) -> None:
        self.now_ms = 0.0
        self.mark_ms = mark_ms
        self.waits = 0

    def takes(self, *each_ms: float) -> Callable[[], None]:
        """A call that takes these times one after the other, and the last for ever."""
        left = list(each_ms)

        def call() -> None:
            self.now_ms += left.pop(0) if len(left) > 1 else left[0]

        return call

    def mark(self) -> float:
        before = self.now_ms
        self.now_ms += self.mark_ms
        return before

    def wait(self) -> None:
        self.waits += 1

    def clock(self) -> Clock:
        return Clock(self.mark, lambda start, end: end - start, None, self.wait)
