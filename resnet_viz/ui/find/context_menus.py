"""Right click, the menu key and Shift+F10: what can be done with a box, a row, a run."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QTableView, QWidget

from resnet_viz.core.graph.paths import block_of_shortcut
from resnet_viz.diagram.scene.pick import pick
from resnet_viz.ui.find.mirrored import add_mirrored
from resnet_viz.ui.find.reach import Reach
from resnet_viz.ui.parts.menu import Menu
from resnet_viz.ui.parts.tip import set_tip, wrapped

CANVAS = ("fit", "zoom_in", "zoom_out"), ("fold_all", "unfold_all", "toggle_fold")
LEVELS = "show_network", "show_stages", "show_blocks", "show_layers"
DIRECTION = "flow_to_the_right", "draw_to_scale"
PICTURE = "copy_picture", "export"
PART_SHARE = 0.8  # of the canvas, that a part takes which is exported
Area = Callable[[QPoint | None], QMenu | None]
"""Gives the menu for a place in a widget, None for the keyboard's; None where there is none."""


class ContextMenus(QObject):
    """Watches the widgets that have menus; a menu is made when it is asked for.

    What is under the pointer is selected first, so that a menu is always about what is marked.
    """

    def __init__(self, reach: Reach) -> None:
        super().__init__(reach.window)
        self._reach = reach
        canvas, layers, runs = reach.parts
        self._areas: dict[QObject, Area] = {
            canvas: self.canvas_menu,
            layers: self.row_menu,
            layers.viewport(): self.row_menu,
            layers.horizontalHeader().viewport(): self.header_menu,
            runs.table: self.run_menu,
            runs.table.viewport(): self.run_menu,
        }
        for widget in self._areas:
            widget.installEventFilter(self)
        QShortcut(QKeySequence("Shift+F10"), reach.window, ask_by_keyboard)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and watched is self._reach.parts.canvas:
            return _is_right_press(event)  # it is no drag
        if not isinstance(event, QContextMenuEvent) or watched not in self._areas:
            return False
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        menu = self._areas[watched](None if by_key else event.pos())
        if menu is not None:
            assert isinstance(watched, QWidget)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            place = self._place_of(watched) if by_key else event.pos()
            menu.popup(watched.mapToGlobal(place))
        return True

    def canvas_menu(self, at: QPoint | None) -> QMenu:
        """For the box, the frame or the shortcut at a place, else for the diagram."""
        canvas = self._reach.parts.canvas
        if at is None:
            return self._box_menu(canvas.selected()) if canvas.selected() else self._picture_menu()
        place = QPointF(at)
        if item := canvas.under(place).item:
            canvas.choose(item.id)
            return self._box_menu(item.id)
        if shortcut := canvas.under(place).shortcut:
            block = block_of_shortcut(shortcut.id)
            canvas.go_to(block)
            return self._box_menu(block, f"Shortcut of {block}")
        return self._picture_menu()

    def row_menu(self, at: QPoint | None) -> QMenu | None:
        """For the layer whose row is at a place."""
        layers = self._reach.parts.layers
        index = layers.indexAt(at) if at is not None else layers.currentIndex()
        path = str(index.siblingAtColumn(0).data() or "") if index.isValid() else ""
        if not path:
            return None
        if index.siblingAtColumn(0) not in layers.selectionModel().selectedRows():
            layers.setCurrentIndex(index)
        rows = [str(each.data()) for each in layers.selectionModel().selectedRows()]
        menu = self._titled(path)
        _add(menu, "Copy name", lambda: _copy(path))
        _add(menu, _rows_text(rows), lambda: layers.copy_rows(rows))
        self._take(menu, ("copy_table",))
        menu.addSeparator()
        _add(menu, "Show in diagram", lambda: self._reach.select(path))
        return menu

    def header_menu(self, at: QPoint | None) -> QMenu | None:
        """For the column whose head is at a place."""
        layers = self._reach.parts.layers
        column = layers.columnAt(at.x()) if at is not None else -1
        if column < 0:
            return None
        order = Qt.SortOrder
        menu = Menu("", layers)
        _add(menu, "Sort ascending", lambda: layers.sortByColumn(column, order.AscendingOrder))
        _add(menu, "Sort descending", lambda: layers.sortByColumn(column, order.DescendingOrder))
        _add(menu, "Order of the network", lambda: layers.sortByColumn(0, order.AscendingOrder))
        menu.addSeparator()
        layers.columns.fill_menu(menu)
        return menu

    def run_menu(self, at: QPoint | None) -> QMenu | None:
        """For the stored run at a place, and those that are selected with it."""
        panel = self._reach.parts.runs
        index = panel.table.indexAt(at) if at is not None else panel.table.currentIndex()
        if not index.isValid():
            return None
        if index.siblingAtColumn(0) not in panel.table.selectionModel().selectedRows():
            panel.table.selectRow(index.row())
        menu = Menu("", panel)
        for button, keys in ((panel.open, "Return"), (panel.rename, "F2"), (panel.delete, "Del")):
            _mirror(menu, button, keys)
        menu.addSeparator()
        for button in (panel.export, panel.import_button):
            _mirror(menu, button)
        return menu

    def _box_menu(self, path: str, title: str = "") -> QMenu:
        reach, members = self._reach, self._members_of(path)
        menu = self._titled(title or path)
        _add(menu, "Copy name", lambda: _copy(path))
        _add(menu, _rows_text(members), lambda: reach.parts.layers.copy_rows(members))
        menu.addSeparator()
        self._take(menu, ("toggle_selected", "fold_outwards", "color_by"))
        menu.addSeparator()
        _add(menu, "Show its rows", self._show_rows)
        _add(menu, "Export this part…", lambda: self._export_part(path))
        return menu

    def _picture_menu(self) -> QMenu:
        menu = Menu("", self._reach.window)
        zoom, folding = CANVAS
        for names in (zoom, LEVELS, folding, DIRECTION, ("color_by",), PICTURE):
            self._take(menu, names)
            menu.addSeparator()
        return menu

    def _titled(self, title: str) -> QMenu:
        menu = Menu("", self._reach.window)
        menu.addAction(title).setEnabled(False)
        menu.addSeparator()
        return menu

    def _take(self, menu: QMenu, names: Sequence[str]) -> None:
        """Adds entries for actions of the menu bar."""
        actions = self._reach.menus()
        actions.refresh()
        for name in names:
            add_mirrored(menu, actions.by_name[name])

    def _members_of(self, path: str) -> tuple[str, ...]:
        """The layers that a box is or holds."""
        scene = self._reach.diagram.scene
        item = pick(scene, path) if scene is not None else None
        return item.members if item is not None else ()

    def _show_rows(self) -> None:
        layers = self._reach.parts.layers
        self._reach.front(layers)
        layers.setFocus()

    def _export_part(self, path: str) -> None:
        """Brings the part into view, all of it, and exports what is in view."""
        canvas, scene = self._reach.parts.canvas, self._reach.diagram.scene
        item = pick(scene, path) if scene is not None else None
        if item is not None:
            rect = QRectF(*item.rect)
            scale = min(canvas.width() / rect.width(), canvas.height() / rect.height())
            canvas.zoom_to(scale * PART_SHARE)
            canvas.center_on(rect.center())
            self._reach.exports.export_view()

    def _place_of(self, widget: QWidget) -> QPoint:
        """Where a menu opens that the keyboard asks for: at what is selected."""
        canvas, scene = self._reach.parts.canvas, self._reach.diagram.scene
        if widget is canvas and scene is not None and (item := pick(scene, canvas.selected())):
            return canvas.placement.rect_to_widget(QRectF(*item.rect)).center().toPoint()
        if isinstance(widget, QTableView):
            index: QModelIndex = widget.currentIndex()
            return widget.viewport().mapTo(widget, widget.visualRect(index).center())
        return widget.rect().center()


def ask_by_keyboard() -> None:
    """Asks the widget with the keyboard for its menu, as the menu key does."""
    if focus := QApplication.focusWidget():
        place = focus.rect().center()
        reason = QContextMenuEvent.Reason.Keyboard
        event = QContextMenuEvent(reason, place, focus.mapToGlobal(place))
        QApplication.sendEvent(focus, event)


def _is_right_press(event: QMouseEvent) -> bool:
    kinds = QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease
    return event.type() in kinds and event.button() is Qt.MouseButton.RightButton


def _add(menu: QMenu, text: str, do: Callable[[], object]) -> None:
    menu.addAction(text).triggered.connect(lambda _: do())


def _mirror(menu: QMenu, button: QAbstractButton, keys: str = "") -> None:
    """An entry that does what a button does, where it can be pressed."""
    entry = menu.addAction(button.text())
    set_tip(entry, wrapped(button.toolTip()))
    entry.setShortcut(QKeySequence(keys))
    entry.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # the table hears the key itself
    entry.setEnabled(button.isEnabled())
    entry.triggered.connect(lambda _: button.click())


def _rows_text(paths: Sequence[str]) -> str:
    return "Copy row" if len(paths) == 1 else f"Copy {len(paths)} rows"


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
