"""A Dask scheduler by the address that a person gives, and which addresses are allowed."""

from dataclasses import dataclass
from importlib.util import find_spec
from ipaddress import ip_address
from re import ASCII, compile

from resnet_viz.core.errors import UserError, shortened

PORT = 8786  # Dask's usual one
PLAIN, ENCRYPTED = "tcp", "tls"
EXAMPLE = f"{PLAIN}://127.0.0.1:{PORT}"
MOST_PORT = 65_535
WHY = "lets everyone on the way read the work and run code on both"

_ADDRESS = compile(
    r"(?:(?P<scheme>tcp|tls)://)?"
    r"(?:\[(?P<ipv6>[0-9a-f:.]{2,45})\]|(?P<name>[a-z0-9][a-z0-9._-]{0,252}))"
    r"(?::(?P<port>[0-9]{1,5}))?/?",
    ASCII,
)


@dataclass(frozen=True, slots=True)
class Scheduler:
    """`address` is `tcp://HOST:PORT` or `tls://HOST:PORT`; `is_insecure` allows any host by tcp."""

    address: str
    is_insecure: bool = False

    @property
    def is_encrypted(self) -> bool:
        """Whether both ends show who they are and nobody else can read."""
        return self.address.startswith(f"{ENCRYPTED}://")


def scheduler_named(text: str, *, is_insecure: bool = False) -> Scheduler:
    """The scheduler of an address; UserError for a text that names none, or one not allowed.

    Who reaches a scheduler runs code on its workers, and a scheduler can run code here. So plain
    tcp is for this machine only, unless `is_insecure` says otherwise.
    """
    found = _ADDRESS.fullmatch(text.strip().lower())
    if not found or not 0 < int(found["port"] or PORT) <= MOST_PORT:
        raise _no_address(text)
    scheme, host = found["scheme"] or PLAIN, found["ipv6"] or found["name"]
    if found["ipv6"] and not _is_ip(host):
        raise _no_address(text)
    named = f"[{host}]" if found["ipv6"] else host
    address = f"{scheme}://{named}:{int(found['port'] or PORT)}"
    if scheme == PLAIN and not is_insecure and not _is_here(host):
        advice = f"Use {ENCRYPTED}:// or an ssh tunnel to 127.0.0.1"
        raise UserError(
            f"{address} is on another machine, and plain tcp {WHY}. {advice}. --insecure allows it",
            "scheduler",
            in_window=f"Plain tcp to another machine {WHY}. {advice}.",
        )
    return Scheduler(address, is_insecure)


def check_dask() -> None:
    """UserError where Dask isn't installed; it is not imported."""
    if find_spec("distributed") is None:
        raise UserError(
            "other machines are reached through Dask, which isn't installed. Install it with "
            "pip install 'resnet-viz[cluster]'",
            "scheduler",
        )


def _no_address(text: str) -> UserError:
    words = f"Write {PLAIN}://HOST:PORT or {ENCRYPTED}://HOST:PORT, such as {EXAMPLE}"
    return UserError(
        f"'{shortened(text)}' isn't the address of a scheduler. {words}",
        "scheduler",
        in_window=f"This isn't an address. {words}.",
    )


def _is_ip(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _is_here(host: str) -> bool:
    """Whether a host is this machine's loopback: `localhost` is never another (RFC 6761, 6.3)."""
    return host == "localhost" or (_is_ip(host) and ip_address(host).is_loopback)
