"""So many blocks shared out among stages in a given proportion."""


def spread(blocks: int, model: tuple[int, ...]) -> tuple[int, ...]:
    """`blocks` in the proportion of `model`, at least one in each stage.

    Each share is rounded; the model's largest stage takes the difference.
    """
    total = sum(model)
    shares = [max(1, (2 * part * blocks + total) // (2 * total)) for part in model]
    largest = max(range(len(model)), key=model.__getitem__)
    shares[largest] += blocks - sum(shares)
    while shares[largest] < 1:  # many stages and few blocks: take back from the next largest
        shares[shares.index(max(shares))] -= 1
        shares[largest] += 1
    return tuple(shares)
