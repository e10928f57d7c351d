"""Names that are nearly the same: a slip of the hand, a letter doubled, a part left out."""

ONE_SLIP, TWO_SLIPS = 4, 8  # letters that a word must have before so many slips are forgiven


def slips_between(one: str, other: str, most: int) -> int:
    """How many letters were added, left out, changed or swapped with their neighbour; ``most`` + 1 when more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        line = [row]
        for column, theirs in enumerate(other, start=1):
            cost = min(last[column] + 1, line[-1] + 1, last[column - 1] + (letter != theirs))
            if row > 1 and column > 1 and letter == other[column - 2] and theirs == one[row - 2]:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        if min(line) > most:
            return most + 1
        before, last = last, line
    return last[-1]


def are_alike(one: str, other: str) -> bool:
    """Whether two folded words may be the same word: none, one or two slips by the length of the shorter."""
    if one == other:
        return True
    shorter = min(len(one), len(other))
    forgiven = 2 if shorter >= TWO_SLIPS else 1 if shorter >= ONE_SLIP else 0
    return bool(forgiven) and slips_between(one, other, forgiven) <= forgiven


def may_be_one_name(one: str, other: str) -> bool:
    """Whether two name keys may be of one person: at least two words of the shorter, all alike words of the longer."""
    shorter, longer = sorted((one.split(), other.split()), key=len)
    left = list(longer)
    for word in shorter:
        found = next((theirs for theirs in left if are_alike(word, theirs)), None)
        if found is None:
            return False
        left.remove(found)
    return len(shorter) > 1 or one == other


def is_correction(before: str, after: str) -> bool:
    """Whether folded ``after`` may be ``before`` written better: a part added or left out, or a letter in three."""
    shorter, longer = sorted((before, after), key=len)
    if not shorter or longer.startswith(shorter):
        return bool(shorter)
    most = max(1, len(shorter) // 3)
    return slips_between(before, after, most) <= most
