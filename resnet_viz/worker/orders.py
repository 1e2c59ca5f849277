"""What the parent orders while a request is answered, for work that heeds it between two steps."""

from collections.abc import Callable
from threading import Condition

from resnet_viz.jobs.messages import Order, Ordered

OnPaused = Callable[[int], None]
"""Takes the number of the request that is paused."""


class Orders:
    """The latest order for the request that is being answered; after a stop none counts."""

    def __init__(self, on_paused: OnPaused) -> None:
        self._on_paused = on_paused
        self._changed = Condition()
        self._latest = Ordered(Order.GO_ON, 0)
        self._number = 0
        self.is_paused = False

    def take(self, ordered: Ordered) -> None:
        """An order came; called by the thread that reads."""
        with self._changed:
            is_over = self._latest == Ordered(Order.STOP, ordered.number)
            if not is_over:
                self._latest = ordered
            self._changed.notify_all()

    def begin(self, number: int) -> None:
        """The request of this number is answered from now on."""
        with self._changed:
            self._number = number

    def may_go_on(self) -> bool:
        """Waits while the work is paused; False where it is to end with what it has."""
        with self._changed:
            if self._order is Order.PAUSE:
                self._wait()
            return self._order is not Order.STOP

    @property
    def _order(self) -> Order:
        return self._latest.order if self._latest.number == self._number else Order.GO_ON

    def _wait(self) -> None:
        self.is_paused = True
        self._on_paused(self._number)
        self._changed.wait_for(lambda: self._order is not Order.PAUSE)
        self.is_paused = False
