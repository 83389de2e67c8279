"""Where figures come from: every source and the promises its tables must keep."""

from pipelines.sources.bael import BAEL
from pipelines.sources.county import COUNTY
from pipelines.sources.eurostat import EUROSTAT
from pipelines.sources.nuts3 import NUTS3

SOURCES = (BAEL, EUROSTAT, COUNTY, NUTS3)

__all__ = ["SOURCES"]
