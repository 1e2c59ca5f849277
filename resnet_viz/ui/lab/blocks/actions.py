"""What can be done with one block against another: chosen, saved as a file, copied."""

from os.path import exists
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from resnet_viz.core.lab.choices import PairSetup
from resnet_viz.core.wording import counted
from resnet_viz.diagram.requests import SavedFile
from resnet_viz.export.requests import SaveBlocks
from resnet_viz.jobs.messages import Failure
from resnet_viz.ui.lab.blocks.family import family_network
from resnet_viz.ui.lab.blocks.page import BlocksPage
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.parts.action import action
from resnet_viz.ui.parts.notice import Act, Cause, Kind
from resnet_viz.ui.parts.say import Say
from resnet_viz.ui.processes.child import Child
from resnet_viz.ui.session.session import Session

FILTERS = {  # of the file dialog: suffix, and whether it is the table
    "SVG picture (*.svg)": (".svg", False),
    "PDF picture (*.pdf)": (".pdf", False),
    "PNG picture (*.png)": (".png", False),
    "TikZ picture for LaTeX (*.tex)": (".tex", False),
    "CSV table (*.csv)": (".csv", True),
    "Markdown table (*.md)": (".md", True),
    "LaTeX table (*.tex)": (".tex", True),
    "HTML table (*.html)": (".html", True),
    "JSON (*.json)": (".json", True),
}


class BlocksFeature(QObject):
    """Keeps the page in step with the session, and takes what it shows out of the window."""

    def __init__(
        self,
        session: Session,
        page: BlocksPage,
        draw: Child,
        appearance: Appearance,
        say: Say,
        window: QWidget,
    ) -> None:
        super().__init__(session)
        self._session, self._page, self._draw = session, page, draw
        self._say, self._window = say, window
        page.setup_chosen.connect(self._on_setup)
        page.save.clicked.connect(self.export_blocks)
        page.copy.clicked.connect(self.copy_blocks)
        appearance.changed.connect(page.set_colors)
        page.set_colors(appearance.colors)

    @action("Compare", "Compare two blocks", "Show one basic block next to one bottleneck block")
    def compare_two_blocks(self) -> None:
        self._say.front(self._page)

    @action(
        "Compare",
        "Export blocks…",
        "Save one basic block next to one bottleneck block as a picture or as a table",
    )
    def export_blocks(self) -> None:
        from resnet_viz.ui.export.remembered import last_folder
        from resnet_viz.ui.export.replacing import ask_to_replace

        suggested = str(last_folder() / f"blocks-conv{self._setup.stage + 1}_x")
        typed, chosen = QFileDialog.getSaveFileName(
            self._window, "Export blocks", suggested, ";;".join(FILTERS)
        )
        if not typed:
            return
        suffix, is_table = FILTERS.get(chosen, next(iter(FILTERS.values())))
        path = Path(typed if typed.lower().endswith(suffix) else f"{typed}{suffix}")
        if str(path) != typed and exists(path):  # the system asked for another name
            write = lambda: self.write_blocks(path, suffix, is_table=is_table)  # noqa: E731
            ask_to_replace(self._window, path, write)
        else:
            self.write_blocks(path, suffix, is_table=is_table)

    @action("Compare", "Copy blocks table", "Copy both blocks, layer by layer, for a spreadsheet")
    def copy_blocks(self) -> None:
        from resnet_viz.core.lab.block_pair import pair_of
        from resnet_viz.export.blocks import pair_table
        from resnet_viz.export.tables import text_of

        network = family_network(self._session.document)
        table = pair_table(pair_of(network.spec, self._setup))
        QGuiApplication.clipboard().setText(text_of(table))
        self._say.status(f"Copied {counted(len(table.texts), 'row')}")

    def write_blocks(self, path: Path, suffix: str, *, is_table: bool) -> None:
        """Has the blocks written as a file, or says why they can't be."""
        from resnet_viz.ui.export.remembered import paper_theme

        arch = family_network(self._session.document).arch
        theme = paper_theme().name
        request = SaveBlocks(arch, self._setup, str(path), suffix, is_table, theme)
        self._say.status("Saving the blocks…")
        self._draw.ask(request, self._on_saved, self._on_failed)

    @property
    def _setup(self) -> PairSetup:
        return self._session.document.arrangement.pair

    def _on_setup(self, setup: PairSetup) -> None:
        self._session.arrange(pair=setup)

    def _on_saved(self, saved: SavedFile) -> None:
        self._say.clear(Cause.EXPORT)
        self._say.status(f"Saved {saved.path}")

    def _on_failed(self, failure: Failure) -> None:
        self._say.status("")
        again = Act("Save elsewhere", self.export_blocks)
        self._say.notice(f"{failure.message}.", Kind.ERROR, Cause.EXPORT, again)
