"""The dialog that saves the rows of a sweep."""

from importlib.util import find_spec

from PySide6.QtWidgets import QWidget

from resnet_viz.export.lab.requests import PreviewSweep, SaveSweep
from resnet_viz.ui.export.saving import Saving
from resnet_viz.ui.export.saving_dialog import SavingDialog, SavingOffer
from resnet_viz.ui.settings.settings import SWEEP_FORMAT

TEXTS = ((".csv", "CSV, for spreadsheets"), (".json", "JSON, for programs"))
PARQUET = (".parquet", "Parquet, for pandas, polars and their kin")


def sweep_dialog(uuid: str, where: str, window: QWidget) -> SavingDialog:
    """Asks for format and file; the rows are read and written by a process of its own."""
    formats = (*TEXTS, *((PARQUET,) if find_spec("pyarrow") else ()))
    dialog = SavingDialog(SavingOffer("Save sweep", formats, "sweep", SWEEP_FORMAT), (), window)
    Saving(
        dialog,
        lambda target: SaveSweep(uuid, where, str(target.path), target.suffix),
        lambda suffix: PreviewSweep(uuid, where, suffix),
    )
    return dialog
