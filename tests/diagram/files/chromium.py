"""A real headless Chromium, driven over the pipe of its DevTools protocol."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SWITCHES = (
    "--headless=new",
    "--no-sandbox",  # tests may run as root, which Chromium's own sandbox refuses
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-extensions",
    "--remote-debugging-pipe",
)
KEYS = {
    "ArrowDown": 40,
    "ArrowUp": 38,
    "ArrowLeft": 37,
    "ArrowRight": 39,
    "Enter": 13,
    "Backspace": 8,
    "Escape": 27,
}


@dataclass
class Browser:
    """One page in a browser; `events` are the messages that nobody asked for."""

    to: int
    answers: int
    session: str = ""
    events: list[dict[str, Any]] = field(default_factory=list)
    rest: bytes = b""
    number: int = 0

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """The result of one command."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self.number:
                assert "error" not in answer, answer
                return dict(answer["result"])
            self.events.append(answer)

    def open(self, path: Path) -> None:
        """Loads a file and waits until its page is drawn."""
        self.events.clear()
        self.ask("Page.navigate", url=path.as_uri())
        loaded = "Page.loadEventFired"
        while not any(event.get("method") == loaded for event in self.events):
            self.events.append(self._next())

    def value(self, expression: str) -> Any:
        """What a JavaScript expression gives, as plain values."""
        found = self.ask(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def press(self, *keys: str) -> None:
        """Keys one after the other, as a person presses them."""
        for key in keys:
            what = {"key": key, "windowsVirtualKeyCode": KEYS.get(key, ord(key[0].upper()))}
            text = "\r" if key == "Enter" else key if len(key) == 1 else ""
            self.ask("Input.dispatchKeyEvent", type="keyDown", text=text, **what)
            self.ask("Input.dispatchKeyEvent", type="keyUp", **what)

    def click(self, x: float, y: float, clicks: int = 1) -> None:
        """The left button at a place of the window, as often as asked."""
        for count in range(1, clicks + 1):
            for kind in ("mousePressed", "mouseReleased"):
                self.ask(
                    "Input.dispatchMouseEvent",
                    type=kind,
                    x=x,
                    y=y,
                    button="left",
                    clickCount=count,
                )

    def show_as(self, medium: str, scheme: str) -> None:
        """The page as on `screen` or in `print`, '' for the usual, for who likes light or dark."""
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.ask("Emulation.setEmulatedMedia", media=medium, features=features)

    def complaints(self) -> list[str]:
        """Errors, dialogs and what the page's policy refused since it was opened."""
        self.value("new Promise(requestAnimationFrame)")
        kinds = ("Runtime.exceptionThrown", "Page.javascriptDialogOpening", "Log.entryAdded")
        return [str(event["params"]) for event in self.events if event.get("method") in kinds]

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self.rest:
            more = os.read(self.answers, 1 << 20)
            assert more, "Chromium ended"
            self.rest += more
        text, _, self.rest = self.rest.partition(b"\0")
        return dict(json.loads(text))


@contextmanager
def browser(folder: Path, width: int = 1280, height: int = 720) -> Iterator[Browser]:
    """A browser with one empty page of a size; it ends with the block."""
    (read_commands, commands), (answers, write_answers) = os.pipe(), os.pipe()
    pipes = f'exec chromium "$@" 3<&{read_commands} 4>&{write_answers}'
    child = subprocess.Popen(
        ["bash", "-c", pipes, "bash", *SWITCHES, f"--user-data-dir={folder / 'profile'}"],
        pass_fds=(read_commands, write_answers),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "HOME": str(folder)},
    )
    os.close(read_commands)
    os.close(write_answers)
    try:
        page = Browser(commands, answers)
        target = page.ask("Target.createTarget", url="about:blank")["targetId"]
        page.session = page.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            page.ask(f"{domain}.enable")
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        page.ask("Emulation.setDeviceMetricsOverride", **size)
        yield page
    finally:
        os.close(commands)
        child.terminate()
        child.wait()
        os.close(answers)
