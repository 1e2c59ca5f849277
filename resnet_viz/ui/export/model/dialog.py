"""The dialog that saves the network on screen with its weights."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from resnet_viz.core.errors import UserError
from resnet_viz.core.models.agreed import agreement_on
from resnet_viz.core.models.source import Source, SourceKind, source_in
from resnet_viz.core.request import Worker
from resnet_viz.core.saving.formats import DEFAULT_OPSET, FORMATS, OPSETS, format_of
from resnet_viz.core.saving.requests import SaveModel, SaveOther
from resnet_viz.core.weights.place import WeightsPlace
from resnet_viz.session.member import Member
from resnet_viz.ui.export.model.asking import ModelSaving, ToSave
from resnet_viz.ui.export.model.facts import ModelFacts, others_weights_text, weights_text
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
    source = source_in(network.name)
    said = others_weights_text(source) if source and not weights else weights_text(weights)
    facts, opset = ModelFacts(network, said, is_random=is_random(source, weights)), _opset_choice()
    titles = [(each.suffix, f"{each.title} ({each.suffix})") for each in FORMATS]
    offer = SavingOffer("Save model", titles, stem, MODEL_FORMAT)
    dialog = SavingDialog(offer, (("Opset", opset),), window, facts)

    def show(suffix: str) -> None:
        kind = format_of(Path(f"_{suffix}"))
        facts.show_kind(kind)
        opset.setEnabled(kind.has_opset)

    def request(target: Target) -> ToSave:
        asked = int(opset.value()) if opset.isEnabled() else 0
        text = weights.text if weights else ""
        if source:
            return SaveOther(network.name, str(target.path), agreed_hash(source), asked, text)
        return SaveModel(network.name, str(target.path), text, asked)

    dialog.format.currentIndexChanged.connect(lambda _: show(dialog.format.value()))
    show(dialog.format.value())
    ModelSaving(dialog, request, Worker.MODEL if source else Worker.COMPUTE)
    return dialog


def weights_of(member: Member) -> WeightsPlace | None:
    """The file of weights that a network on screen has, None for random ones."""
    chosen = member.weights
    return WeightsPlace(Path(chosen.path), chosen.set_name) if chosen else None


def is_random(source: Source | None, weights: WeightsPlace | None) -> bool:
    """Whether nobody has trained the weights; what a factory gives is its own affair."""
    return weights is None and (source is None or source.kind is not SourceKind.FACTORY)


def agreed_hash(source: Source) -> str:
    """The hash of the code that a person has agreed to as it is now.

    It is '' for a library, and for code that was changed since: its process then refuses to run it.
    """
    if source.kind is not SourceKind.FACTORY:
        return ""
    try:
        agreement = agreement_on(source.path)
    except UserError:  # it can't be read: its process says why
        return ""
    return agreement.hash if agreement.is_agreed else ""


def _opset_choice() -> Combo:
    rows = [(str(each), str(each)) for each in OPSETS]
    choice = Combo(rows, lambda _: None)
    choice.show_value(str(DEFAULT_OPSET))
    set_tip(choice, OPSET_TIP)
    return choice
