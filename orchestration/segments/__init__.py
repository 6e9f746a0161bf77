"""Segments as data: TOML definitions in, plain SQL models, their YAML and the catalogue out."""
