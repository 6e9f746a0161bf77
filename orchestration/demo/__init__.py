"""A seeded French online shop: the files that its four systems would export."""

from orchestration.demo.generate import DemoReport, generate

__all__ = ["DemoReport", "generate"]
