"""Vendors' own shapes and how each becomes the contract's: one folder per vendor and shape."""
