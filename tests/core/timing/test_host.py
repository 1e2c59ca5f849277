"""The machine of a run: said where it is another one."""

import socket

from resnet_viz.core.timing.host import foreign_host, this_host


def test_only_another_machine_is_named() -> None:
    assert this_host() == socket.gethostname()
    assert foreign_host(socket.gethostname()) == ""
    assert foreign_host("") == ""
    assert foreign_host("gpu7") == "gpu7"
