"""The dialog that saves the network on screen with its weights."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from resnet_viz.core.saving.formats import DEFAULT_OPSET, FORMATS, OPSETS, format_of
from resnet_viz.core.saving.requests import SaveModel
from resnet_viz.core.weights.place import WeightsPlace
from resnet_viz.session.member import Member
from resnet_viz.ui.export.model.asking import ModelSaving
from resnet_viz.ui.export.model.facts import ModelFacts
from resnet_viz.ui.export.saving_dialog import SavingDialog, SavingOffer
from resnet_viz.ui.export.target import Target
from resnet_viz.ui.parts.choice import Combo
from resnet_viz.ui.parts.tip import set_tip
from resnet_viz.ui.session.session import Session
from resnet_viz.ui.settings.settings import MODEL_FORMAT

OPSET_TIP = "The version of ONNX's operators. Older programs read lower ones."


def model_dialog(session: Session, stem: str, window: QWidget) -> SavingDialog:
    """Asks for format, opset and file; a process of its own builds the network and writes it."""
    network, weights = session.shown.network, weights_of(session.document.member)
    facts, opset = ModelFacts(network, weights), _opset_choice()
    titles = [(each.suffix, f"{each.title} ({each.suffix})") for each in FORMATS]
    offer = SavingOffer("Save model", titles, stem, MODEL_FORMAT)
    dialog = SavingDialog(offer, (("Opset", opset),), window, facts)

    def show(suffix: str) -> None:
        kind = format_of(Path(f"_{suffix}"))
        facts.show_kind(kind)
        opset.setEnabled(kind.has_opset)

    def request(target: Target) -> SaveModel:
        asked = int(opset.value()) if opset.isEnabled() else 0
        text = weights.text if weights else ""
        return SaveModel(network.name, str(target.path), text, asked)

    dialog.format.currentIndexChanged.connect(lambda _: show(dialog.format.value()))
    show(dialog.format.value())
    ModelSaving(dialog, request)
    return dialog


def weights_of(member: Member) -> WeightsPlace | None:
    """The file of weights that a network on screen has, None for random ones."""
    chosen = member.weights
    return WeightsPlace(Path(chosen.path), chosen.set_name) if chosen else None


def _opset_choice() -> Combo:
    rows = [(str(each), str(each)) for each in OPSETS]
    choice = Combo(rows, lambda _: None)
    choice.show_value(str(DEFAULT_OPSET))
    set_tip(choice, OPSET_TIP)
    return choice
