"""Deliveries of the generator for tests: made once, small."""

from __future__ import annotations

import atexit
import functools
import shutil
import tempfile
from pathlib import Path

import numpy as np

from pipelines import settings
from pipelines.demo.generate import Made, generate
from pipelines.demo.people import People, climate, people
from pipelines.demo.region import FIRST, Region, region


@functools.cache
def folder() -> Path:
    """A folder that lives as long as the test run."""
    made = Path(tempfile.mkdtemp(prefix="latarnia-demo-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


@functools.cache
def zips() -> tuple[Path, Made]:
    """2,000 cases as one zip per county and half-year."""
    out = folder() / "zips"
    return out, generate(out, number=2000, chosen="22", seed=7, effect=0.08)


@functools.cache
def plain() -> tuple[Path, Made]:
    """4,000 cases of two voivodeships as big CSV files."""
    out = folder() / "plain"
    return out, generate(out, number=4000, chosen="22,24", seed=7, effect=0.08, plain=True)


@functools.cache
def crowd(effect: float) -> tuple[Region, tuple[People, ...]]:
    """Some 300,000 people of one voivodeship, county by county, without the tables."""
    area = region(settings.data_folder(), "22", 300_000, 11)
    found = []
    for county, entries in zip(area.counties, area.entries, strict=True):
        weather = climate(np.random.default_rng([11, 6, county.number]), county)
        draw = np.random.default_rng([11, 3, county.number])
        found.append(people(draw, county, entries, FIRST, weather, effect))
    return area, tuple(found)
