"""What a network responds to, in JSON."""

from resnet_viz.core.experiments.outcome import Outcome


def figures(outcome: Outcome) -> tuple[dict[str, object], ...]:
    """A network an entry: its classes with their shares, and maps by rows."""
    return tuple(
        {
            "arch": each.net.arch,
            "weights": each.weights,
            **({"origin": each.origin} if each.origin else {}),
            "name": each.name,
            "class": each.classes[0][0] if each.classes else None,
            "share": each.classes[0][1] if each.classes else None,
            "picture": each.picture,
            "classes": tuple({"class": name, "share": share} for name, share in each.classes),
            "gradient": each.gradient,
            "occlusion": each.occlusion,
            "largest_drop": each.largest_drop,
            "maps": tuple({"path": path, "values": values} for path, values in each.maps),
        }
        for each in outcome.found.responses
    )
