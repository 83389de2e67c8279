"""The data sets behind the published vectors, as columns."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FOLDER = Path(__file__).parent / "vectors"


def columns(name: str) -> dict[str, NDArray[np.str_]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {key: np.array([row[key] for row in rows]) for key in rows[0]}


def lung() -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.str_]]:
    """Days, death and sex."""
    data = columns("lung")
    return data["time"].astype(float), data["status"] == "2", data["sex"]


def mgus2() -> tuple[NDArray[np.float64], NDArray[np.int_]]:
    """Months and the first event: 0 censored, 1 PCM, 2 death."""
    data = columns("mgus2")
    return data["etime"].astype(float), data["event"].astype(int)
