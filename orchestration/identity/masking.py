"""Personal data as it may be shown to somebody who did not ask for the values themselves."""

import re

EMAIL = re.compile(r"([^\s@:|]{1,64})@([^\s@:|]+)")
KEPT_DIGITS = 2


def masked(text: str) -> str:
    """The text with each e-mail in it shortened to its first letter and its domain.

    Some tools name a subscriber by the e-mail, so that even a record id may hold one.
    """
    return EMAIL.sub(lambda match: f"{match[1][0]}***@{match[2]}", text)


def masked_value(kind: str, value: str) -> str:
    """The value of an identifier or attribute: a phone by its last digits, an e-mail as above."""
    if kind == "phone":
        return "***" + value[-KEPT_DIGITS:]
    return masked(value)
