"""Columns that nobody may read: no contract, adapter or alias may name one, and no line is kept."""

import re

# Parts of names, as landing writes them. Tokens of carts and checkouts are no secrets.
PATTERN = (
    "passw|passwd|hashed_pw|secure_key|secret|api_?key|private_key|access_token|auth_token|"
    "credit_card_number|card_number|verification_value|cvv|cvc|iban"
)
SECRET = re.compile(PATTERN)


def is_secret(name: str) -> bool:
    """Does the name say that the column holds a password, a key or a card?"""
    return SECRET.search(name) is not None
