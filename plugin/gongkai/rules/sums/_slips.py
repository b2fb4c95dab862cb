"""What a hand types for another number."""


def is_slip(typed: str, meant: str) -> bool:
    """Digits swapped; of two or more one digit off, left out or twice. Of one digit any other would be one off."""
    if typed == meant or max(len(typed), len(meant)) < 2:
        return False
    if len(typed) == len(meant):
        differ = [index for index, (a, b) in enumerate(zip(typed, meant, strict=True)) if a != b]
        return len(differ) == 1 or (
            len(differ) == 2
            and differ[1] == differ[0] + 1
            and typed[differ[0]] == meant[differ[1]]
            and typed[differ[1]] == meant[differ[0]]
        )
    longer, shorter = sorted((typed, meant), key=len, reverse=True)
    return len(longer) == len(shorter) + 1 and any(
        longer[:index] + longer[index + 1 :] == shorter for index in range(len(longer))
    )
