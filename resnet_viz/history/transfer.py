"""Stored runs as JSON for other machines, and back: nothing in a file is believed unread."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from resnet_viz.core.errors import UserError
from resnet_viz.core.files.regular_file import regular_bytes
from resnet_viz.core.leaves import integer_from, list_from, object_from
from resnet_viz.history.reading import name_from, report_from
from resnet_viz.history.store import WholeRun

FORMAT = "resnet-viz runs"
VERSION = 1
MOST_BYTES = 256 * 2**20
ENTRIES = {"uuid", "name", "report"}


def text_of(runs: Sequence[WholeRun]) -> str:
    """The runs as JSON, a line each."""
    entries = ({"uuid": run.uuid, "name": run.name, "report": run.report.to_dict()} for run in runs)
    lines = ",\n".join(f"  {json.dumps(entry, allow_nan=False)}" for entry in entries)
    inside = f"[\n{lines}\n ]" if lines else "[]"
    return f'{{\n "format": "{FORMAT}",\n "version": {VERSION},\n "runs": {inside}\n}}\n'


def runs_in(path: Path) -> tuple[WholeRun, ...]:
    """The runs that a file has; UserError names the file and what is wrong with it."""
    try:
        return runs_from(regular_bytes(path, MOST_BYTES))
    except OSError as error:
        raise UserError(f"{path} can't be read: {error.strerror}", "path") from None
    except UserError as error:
        raise UserError(f"{path} can't be imported: {error.message}", "path") from None


def runs_from(data: bytes) -> tuple[WholeRun, ...]:
    """The runs that a JSON text has; UserError for anything that is not as `text_of` writes."""
    values = _json_from(data)
    if not isinstance(values, dict) or values.get("format") != FORMAT:
        raise UserError("it isn't a ResNet Viz runs file")
    version = integer_from(values.get("version"), "version")
    if version != VERSION:
        raise UserError(f"it has version {version}, and this program reads version {VERSION}")
    entries = list_from(values.get("runs"), "runs")
    return tuple(_run_from(entry, f"runs[{place}]") for place, entry in enumerate(entries))


def _json_from(data: bytes) -> Any:
    try:
        return json.loads(data.decode())
    except UnicodeDecodeError:
        raise UserError("it isn't text in UTF-8") from None
    except RecursionError:
        raise UserError("it is nested too deeply") from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise UserError(f"it isn't JSON: {error.msg} at {where}") from None
    except ValueError:  # a number of thousands of digits
        raise UserError("it has a number that is too long") from None


def _run_from(entry: object, place: str) -> WholeRun:
    values = object_from(entry, place)
    if strange := sorted(set(values) - ENTRIES):
        raise UserError(f"{place} has '{strange[0]}', which this version doesn't know")
    if missing := sorted(ENTRIES - set(values)):
        raise UserError(f"{place} has no {missing[0]}")
    try:
        report = report_from(values["report"])
    except UserError as error:
        raise UserError(f"{place}.report: {error.message}") from None
    uuid = _uuid_from(values["uuid"], f"{place}.uuid")
    return WholeRun(uuid, name_from(values["name"], f"{place}.name"), report)


def _uuid_from(value: object, place: str) -> str:
    try:
        return str(UUID(value if isinstance(value, str) else ""))
    except ValueError:
        raise UserError(f"{place} isn't a UUID") from None
