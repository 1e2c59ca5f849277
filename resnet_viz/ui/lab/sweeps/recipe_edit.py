"""The field in which a recipe is typed, with what may come next."""

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

from resnet_viz.core.lab.sweep.offers import offers_at
from resnet_viz.ui.parts.tip import set_tip
from resnet_viz.ui.parts.typed_field import bounded

TIP = (
    "A network whose name and values may be lists and ranges. Lists have | between their values, "
    "ranges are FIRST..LAST or FIRST..LAST:STEP"
)


class RecipeEdit(QLineEdit):
    """Offers names, options and values for what is typed at the cursor."""

    def __init__(self) -> None:
        super().__init__()
        bounded(self)
        self.setAccessibleName("Recipe")
        set_tip(self, TIP)
        self.completer_ = _Completer(self)
        self.setCompleter(self.completer_)


class _Completer(QCompleter):
    """Completes the last word of a recipe, and keeps what is before it."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._field = field
        self._words = QStringListModel(self)
        self.setModel(self._words)
        self.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setMaxVisibleItems(12)

    def splitPath(self, text: str) -> list[str]:
        offers = offers_at(text)
        words = [offers.kept + word for word in offers.words]
        if words != self._words.stringList():
            self._words.setStringList(words)
        return [text]
