"""Landing: the files of the inbox become raw tables, all text, nothing lost."""

from orchestration.landing.as_of import check_as_of
from orchestration.landing.landing import land
from orchestration.landing.report import LandedFile, LandingReport

__all__ = ["LandedFile", "LandingReport", "check_as_of", "land"]
