"""The job of bench/load_job.sql in pandas, without gate, validation or new numbers. Arguments: delivery, out, age groups.

Every file becomes typed Parquet, read with the arrow engine; the counts are made from the frames in memory.
"""

import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

source, out, groups = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
out.mkdir(parents=True, exist_ok=True)
MONTHS = {"entry_month", "data_cutoff", "exit_month", "started", "ended", "measured", "submitted", "accepted", "sent"}
TEXT = pd.ArrowDtype(pa.string())
USED = {
    "cases": ["case_id", "teryt", "sex", "age_group", "duration_group", "entry_month"],
    "plans": ["case_id", "joint"],
    "steps": ["case_id", "inst_id", "status", "started"],
    "outcomes": ["case_id", "exit_month", "exit_reason"],
}

held = {}
for path in sorted(source.glob("*.csv")):
    names = path.open(encoding="utf-8").readline().strip().split(";")
    frame = pd.read_csv(path, sep=";", engine="pyarrow", dtype=dict.fromkeys(names, TEXT), dtype_backend="pyarrow")
    for name in MONTHS & set(names):
        frame[name] = pd.to_datetime(frame[name], format="%Y-%m")
    frame.to_parquet(out / f"{path.stem}.parquet", compression="zstd", index=False)
    if path.stem in USED:
        held[path.stem] = frame[USED[path.stem]]

steps = held["steps"]
steps = steps[steps["case_id"].notna() & (steps["status"] != "planowany")].groupby("case_id")
of_steps = steps.agg(steps=("status", "size"), institutions=("inst_id", "nunique"), first_step=("started", "min"))
plans = held["plans"].dropna(subset="case_id")
of_plans = (plans["joint"] == "1").groupby(plans["case_id"]).any().rename("joint")
ages = pd.read_csv(groups, usecols=["code", "parent"]).rename(columns={"code": "age_group", "parent": "age"})
cases = (
    held["cases"]
    .merge(ages, on="age_group")
    .merge(of_steps, left_on="case_id", right_index=True, how="left")
    .merge(of_plans, left_on="case_id", right_index=True, how="left")
    .merge(held["outcomes"], on="case_id", how="left")
)


def since_entry(name: str) -> pd.Series:
    later, entry = cases[name].dt, cases["entry_month"].dt
    return (later.year - entry.year) * 12 + later.month - entry.month


cases["months_waited"], cases["months"] = since_entry("first_step"), since_entry("exit_month")
months = cases["months"].to_numpy(dtype=float, na_value=np.nan)
limits = [3, 6, 9, 12, 18, 24]
cases["by_month"] = np.select([months <= limit for limit in limits], limits, default=-1)
long_term = cases["duration_group"].isin(["12-24", "24+"])
cases["duration"] = cases["duration_group"].where(long_term, "to_12")
cases["work"] = cases["exit_reason"].isin(["PR_NS", "PR_DG", "PR_S"])
cases["joint"] = cases["joint"].fillna(value=False).astype(bool)
cases["entry_year"] = cases["entry_month"].dt.year
by = ["entry_year", "teryt", "sex", "age", "joint", "duration", "work", "by_month"]
counts = cases.groupby(by, observed=True).agg(
    n=("sex", "size"),
    steps=("steps", "sum"),
    institutions=("institutions", "sum"),
    months_waited=("months_waited", "sum"),
)
counts = counts.reset_index()
counts.to_parquet(out / "counts.parquet", compression="zstd", index=False)
early = counts.loc[counts["work"] & counts["by_month"].between(0, 12), "n"]
sums = [counts["n"], counts["steps"], counts["institutions"], counts["months_waited"], early]
print(json.dumps([int(s.sum()) for s in sums]))
