"""The canonical source contract and what is generated from it."""
