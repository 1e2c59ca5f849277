"""The window's style sheet, written once for all colours."""

from string import Template

from resnet_viz.ui.look.colors import Colors

SHEET = Template("""
QWidget { color: $ink; }
QMainWindow, QDialog, QStatusBar, QMenuBar { background: $ground; }
QMenuBar::item { padding: 4px 10px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: $accent_soft; }
QMenu { background: $card; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 4px 34px 4px 14px; border-radius: 4px; }
QMenu::indicator { width: 16px; height: 16px; left: 8px; }
QMenu::indicator:non-exclusive:checked { image: url($tick); }
QMenu::indicator:exclusive:checked { image: url($dot); }
QMenu::indicator:unchecked { image: none; }
QMenu::right-arrow { width: 10px; height: 10px; right: 6px; image: url($arrow_right); }
QMenu::item:selected { background: $accent; color: $accent_ink; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $border; margin: 4px 6px; }
QToolTip { background: $card; color: $ink; border: 1px solid $border; padding: 4px 6px; }
QFrame#card, QScrollArea#card { background: $card; border: 1px solid $border; border-radius: 8px; }
QScrollArea#card > QWidget > QWidget { background: $card; }
QScrollArea#column, QScrollArea#column > QWidget > QWidget { background: $card; border: 0; }
QTabWidget QScrollArea, QTabWidget QScrollArea > QWidget > QWidget { background: $card; border: 0; }
QLabel { background: transparent; }
QLabel[role="heading"] { font-size: 12pt; font-weight: 600; }
QLabel[role="title"] { font-size: 20pt; font-weight: 600; }
QLabel[role="lesson"] { font-size: 11pt; }
QLabel[role="formula"] { font-size: 17pt; font-weight: 600; padding: 6px 24px; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="figure"] { font-size: 11pt; font-weight: 600; }
QLabel[role="measured"] { font-weight: 600; }
QLabel[role="named"] { font-size: 8.5pt; color: $muted; }
QLabel[role="note"] { font-size: 9pt; color: $muted; }
QLabel[role="error"] { color: $bad; }
QLabel[role="message"] { color: $muted; font-size: 8.5pt; font-weight: 400; }
QLabel[role="message"][state="bad"] { color: $bad; font-weight: 400; }
QLabel[state="good"] { color: $good; font-weight: 600; }
QLabel[state="bad"] { color: $bad; font-weight: 600; }
QLabel[state="warn"] { color: $warn; font-weight: 600; }
QFrame#popover { background: $card; border: 1px solid $border; }
QFrame#palette { background: $card; border: 1px solid $muted; border-radius: 10px; }
QListView#offers { background: $card; border: 0; outline: 0; }
QFrame#notice { background: $accent_soft; border: 1px solid $accent; border-left: 4px solid $accent;
  border-radius: 6px; }
QFrame#notice[kind="done"] { background: $good_soft; border-color: $good; }
QFrame#notice[kind="warning"] { background: $warn_soft; border-color: $warn; }
QFrame#notice[kind="error"] { background: $bad_soft; border-color: $bad; }
QFrame#notice QLabel { color: $ink; }
QFrame#notice QLabel#word { color: $accent; font-weight: 600; }
QFrame#notice[kind="done"] QLabel#word { color: $good; }
QFrame#notice[kind="warning"] QLabel#word { color: $warn; }
QFrame#notice[kind="error"] QLabel#word { color: $bad; }
QFrame#notice QLabel#sign { background: $accent; color: $card; border-radius: 8px; font-weight: 700;
  font-size: 8pt; min-width: 16px; max-width: 16px; min-height: 16px; max-height: 16px; }
QFrame#notice[kind="done"] QLabel#sign { background: $good; }
QFrame#notice[kind="warning"] QLabel#sign { background: $warn; }
QFrame#notice[kind="error"] QLabel#sign { background: $bad; }
QPushButton, QToolButton[role="chip"] {
  background: $field; border: 1px solid $border; border-radius: 6px; padding: 5px 11px; }
QPushButton { outline: 0; }
QPushButton:hover, QToolButton[role="chip"]:hover { background: $accent_soft; }
QPushButton:default { border-color: $accent; font-weight: 600; }
QPushButton:focus, QToolButton[role="chip"]:focus { border: 2px solid $accent; padding: 4px 10px; }
QPushButton:disabled { color: $muted; background: $ground; }
QPushButton:checked { background: $accent; border-color: $accent; color: $accent_ink; }
QPushButton:checked:focus { border-color: $ink; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QDialog QPushButton:default { background: $accent; border-color: $accent; color: $accent_ink; }
QDialog QPushButton:default:focus { border-color: $ink; }
QDialog QPushButton:default:disabled { color: $muted; background: $ground; border-color: $border; }
QPushButton[role="run"] { background: $run; border-color: $run; color: $run_ink;
  font-weight: 600; padding: 5px 16px; }
QPushButton[role="stop"] { border-color: $bad; color: $bad; font-weight: 600; }
QPushButton[role="stop"]:focus { border: 2px solid $bad; }
QPushButton[role="stop"]:disabled { border-color: $border; color: $muted; }
QPushButton[role="run"]:disabled { background: $ground; border-color: $border; color: $muted; }
QFrame#notice QPushButton#close { background: transparent; border: 1px solid transparent;
  font-size: 13pt; padding: 0; min-width: 22px; max-width: 22px; min-height: 22px;
  max-height: 22px; }
QFrame#notice QPushButton#close:hover, QFrame#notice QPushButton#close:focus {
  border-color: $accent; }
QPushButton[role="link"] { background: transparent; border: 0; color: $accent; padding: 3px 5px; }
QPushButton[role="workspace"] { background: transparent; border-color: transparent;
  font-weight: 600; padding: 5px 14px; }
QPushButton[role="workspace"]:hover { border-color: $accent; }
QPushButton[role="workspace"]:checked { background: $accent; color: $accent_ink; }
QToolButton[role="tool"] { background: $field; border: 1px solid $border; border-radius: 6px;
  padding: 3px 8px; font-size: 13pt; }
QToolButton[role="tool"]:hover { border-color: $accent; }
QToolButton[role="tool"]:disabled { color: $border; background: transparent; }
QToolButton[role="add"] { background: transparent; border: 1px solid transparent; color: $accent;
  border-radius: 4px; font-weight: 600; padding: 2px 4px; }
QToolButton[role="add"]:hover, QToolButton[role="add"]:focus { border-color: $accent; }
QToolButton[role="add"]:disabled { color: $muted; }
QToolButton[role="add"]::menu-indicator { image: none; width: 0; }
QPushButton[role="match"] { font-size: 9pt; padding: 2px 4px; }
QPushButton[role="match"]:focus { padding: 1px 3px; }
QFrame#mark { background: $accent; border: 0; }
QScrollArea#strip, QWidget#cards { background: $ground; border: 0; }
QToolButton[role="corner"] { background: transparent; border: 0; padding: 4px 8px; color: $muted; }
QToolButton[role="corner"]:hover { color: $accent; }
QToolButton[role="corner"]::menu-indicator { image: none; width: 0; }
QPushButton[role="chip"] { padding: 5px 1px; min-width: 24px; font-weight: 600; }
QPushButton[role="chip"]:focus { padding: 4px 0; }
QToolButton[role="group"] { background: transparent; border: 0; color: $ink; font-weight: 600;
  padding: 2px 0; }
QToolButton[role="group"]:hover { color: $accent; }
QToolButton[role="group"]:focus { color: $accent; }
QToolButton[role="chip"] { font-weight: 600; padding: 5px 7px; }
QToolButton[role="chip"]:focus { padding: 4px 6px; }
QPushButton[role="note"] { background: $accent_soft; border: 1px solid $border; color: $ink;
  padding: 0 8px; min-height: 18px; }
QPushButton[role="note"]:hover, QPushButton[role="note"]:focus { border-color: $accent; }
QToolButton[role="zoom"] { background: transparent; border: 1px solid transparent;
  border-radius: 5px; padding: 2px 6px; min-height: 18px; min-width: 14px; color: $ink; }
QToolButton[role="zoom"]:hover { background: $accent_soft; }
QToolButton[role="chip"]::menu-indicator { image: none; }
QWidget[role="segments"] { background: $ground; border-radius: 8px; }
QWidget[role="segments"] QPushButton { border-color: transparent; background: transparent; }
QWidget[role="segments"] QPushButton:hover { border-color: $accent; }
QWidget[role="segments"] QPushButton:focus { border-color: $accent; }
QWidget[role="segments"] QPushButton:checked { background: $accent; border-color: $accent; }
QWidget[role="segments"] QPushButton:checked:focus { border-color: $ink; }
QPushButton[role="step"] { padding: 0; min-width: 24px; max-width: 24px; min-height: 24px;
  max-height: 24px; }
QPushButton[role="step"]:focus { padding: 0; min-width: 22px; max-width: 22px; min-height: 22px;
  max-height: 22px; }
QLineEdit, QSpinBox, QComboBox { background: $field; border: 1px solid $border;
  border-radius: 6px; padding: 4px 8px; min-height: 18px; selection-background-color: $accent;
  selection-color: $accent_ink; }
QSpinBox[role="number"] { padding: 4px 0; }
QLineEdit { placeholder-text-color: $muted; }
QLineEdit:focus, QSpinBox:focus, QComboBox:focus { border-color: $accent;
  background: $accent_soft; }
QLineEdit[state="bad"], QSpinBox[state="bad"], QComboBox[state="bad"] { border-color: $bad;
  background: $bad_soft; }
QComboBox::drop-down { border: 0; width: 22px; }
QComboBox::down-arrow { image: url($arrow); width: 10px; height: 10px; }
QComboBox:disabled, QSpinBox:disabled { color: $muted; background: $ground; }
QComboBox QAbstractItemView { background: $card; border: 1px solid $border;
  selection-background-color: $accent; selection-color: $accent_ink; }
QSpinBox::up-button, QSpinBox::down-button { border: 0; width: 16px; background: transparent; }
QSpinBox::up-arrow { image: url($arrow_up); width: 9px; height: 9px; }
QSpinBox::down-arrow { image: url($arrow); width: 9px; height: 9px; }
QTabWidget::pane { border: 0; border-top: 1px solid $border; background: $card; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $muted; padding: 7px 8px; border: 0;
  border-bottom: 3px solid transparent; font-weight: 600; }
QTabBar::tab:selected { color: $accent; border-bottom: 3px solid $accent; }
QTabBar::tab:hover { color: $ink; }
QTabBar::tab:focus { color: $ink; }
QTableView { background: $card; alternate-background-color: $card; border: 0;
  gridline-color: transparent; selection-background-color: $accent_soft;
  selection-color: $ink; }
QTableView::item { padding: 0 8px; border: 0; }
QHeaderView { background: $card; }
QHeaderView::section { background: $ground; color: $muted; border: 0; padding: 5px 8px;
  font-weight: 600; }
QTableCornerButton::section { background: $ground; border: 0; }
QPlainTextEdit { background: $card; border: 0; }
QProgressBar { background: $border; border: 0; border-radius: 4px; max-height: 8px;
  min-height: 8px; }
QProgressBar::chunk { background: $run; border-radius: 4px; }
QSplitter::handle { background: transparent; }
QSplitter::handle:horizontal { image: url($grip); }
QSplitter::handle:vertical { image: url($grip_across); }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $border; border-radius: 5px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid $muted; border-radius: 3px;
  background: $field; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url($check); }
QCheckBox:focus { color: $accent; }
QCheckBox:disabled { color: $muted; }
QCheckBox::indicator:disabled { background: $ground; border-color: $border; }
""")


def style_sheet(colors: Colors, icons: dict[str, str]) -> str:
    """The style sheet in these colours; `icons` gives files by the names in the sheet."""
    names = {name: getattr(colors, name) for name in Colors._fields if name != "picture"}
    return SHEET.substitute(names | icons)
