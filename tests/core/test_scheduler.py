"""Addresses of schedulers: which are meant, and which are refused."""

import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resnet_viz.core import scheduler
from resnet_viz.core.errors import UserError
from resnet_viz.core.scheduler import check_dask, scheduler_named


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("127.0.0.1:8799", "tcp://127.0.0.1:8799"),
        (" tcp://localhost ", "tcp://localhost:8786"),
        ("TCP://127.8.0.1:1/", "tcp://127.8.0.1:1"),
        ("[::1]:8786", "tcp://[::1]:8786"),
        ("tls://head.lab.example:9000", "tls://head.lab.example:9000"),
        ("tls://192.0.2.2", "tls://192.0.2.2:8786"),
        ("tls://[2001:db8::7]:1", "tls://[2001:db8::7]:1"),
    ],
)
def test_an_address_has_a_scheme_a_host_and_a_port(typed: str, meant: str) -> None:
    assert scheduler_named(typed).address == meant
    assert scheduler_named(meant).address == meant


@pytest.mark.parametrize(
    "typed",
    ["", "tcp://", "http://127.0.0.1:1", "tcp://127.0.0.1:0", "tcp://127.0.0.1:65536", "a b:1",
     "tcp://me:secret@127.0.0.1:1", "tcp://127.0.0.1:1/x?y", "tcp://[::1", "tcp://[:]:1", "a" * 300,
     "inproc://1", "tcp://127.0.0.1:8786,tcp://192.0.2.2:1"],
)  # fmt: skip
def test_anything_else_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(UserError, match=r"isn't the address of a scheduler.*tcp://127.0.0.1:8786"):
        scheduler_named(typed)


@pytest.mark.parametrize(
    "typed", ["192.0.2.2", "tcp://gpu7:8786", "tcp://[2001:db8::7]:1", "[::]:1",
              "tcp://127.0.0.1.example", "localhost.example"],
)  # fmt: skip
def test_plain_tcp_to_another_machine_says_why_not_and_can_be_allowed(typed: str) -> None:
    with pytest.raises(UserError) as refused:
        scheduler_named(typed)
    assert "read the work and run code on both. Use tls:// or an ssh tunnel" in str(refused.value)
    assert "--insecure" not in refused.value.sentence
    assert scheduler_named(typed, is_insecure=True).is_insecure


@given(st.text(max_size=40))
def test_whatever_is_typed_is_loopback_or_encrypted_or_refused(typed: str) -> None:
    try:
        found = scheduler_named(typed)
    except UserError:
        return
    host, _, _ = found.address.removeprefix("tcp://").rpartition(":")
    assert found.is_encrypted or all(
        address[4][0] in ("::1",) or str(address[4][0]).startswith("127.")
        for address in socket.getaddrinfo(host.strip("[]"), 1)
    )


def test_without_dask_one_line_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduler, "find_spec", lambda _: None)
    with pytest.raises(UserError, match=r"pip install 'resnet-viz\[cluster\]'$"):
        check_dask()
