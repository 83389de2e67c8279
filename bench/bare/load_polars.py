"""The job of bench/load_job.sql in polars, without gate, validation or new numbers. Arguments: delivery, out, age groups.

Every file becomes typed Parquet in one streaming pass; the counts are then made from the Parquet files.
"""

import json
import sys
from pathlib import Path

import polars as pl

source, out, groups = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
out.mkdir(parents=True, exist_ok=True)
MONTHS = {"entry_month", "data_cutoff", "exit_month", "started", "ended", "measured", "submitted", "accepted", "sent"}
FLAGS = {"joint"}


def month(name: str) -> pl.Expr:
    return (pl.col(name) + "-01").str.to_date("%Y-%m-%d").alias(name)


for path in sorted(source.glob("*.csv")):
    frame = pl.scan_csv(path, separator=";", infer_schema=False)
    names = frame.collect_schema().names()
    typed = [month(n) for n in names if n in MONTHS] + [(pl.col(n) == "1").alias(n) for n in names if n in FLAGS]
    frame.with_columns(typed).sink_parquet(out / f"{path.stem}.parquet", compression="zstd")

cases, plans, steps, outcomes = (pl.scan_parquet(out / f"{n}.parquet") for n in ("cases", "plans", "steps", "outcomes"))
ages = pl.scan_csv(groups).select(pl.col("code").alias("age_group"), pl.col("parent").alias("age"))
of_steps = (
    steps.filter(pl.col("case_id").is_not_null() & (pl.col("status") != "planowany"))
    .group_by("case_id")
    .agg(
        pl.len().cast(pl.Int64).alias("steps"),
        pl.col("inst_id").n_unique().cast(pl.Int64).alias("institutions"),
        pl.col("started").min().alias("first_step"),
    )
)
of_plans = plans.filter(pl.col("case_id").is_not_null()).group_by("case_id").agg(pl.col("joint").any())


def since_entry(name: str) -> pl.Expr:
    later, entry = pl.col(name).dt, pl.col("entry_month").dt
    years = later.year().cast(pl.Int64) - entry.year().cast(pl.Int64)
    return years * 12 + later.month().cast(pl.Int64) - entry.month().cast(pl.Int64)


months = pl.col("months")
by_month = pl.when(months <= 3).then(3).when(months <= 6).then(6).when(months <= 9).then(9)
by_month = by_month.when(months <= 12).then(12).when(months <= 18).then(18).when(months <= 24).then(24)
duration = pl.when(pl.col("duration_group").is_in(["12-24", "24+"])).then("duration_group").otherwise(pl.lit("to_12"))
counts = (
    cases.join(ages, on="age_group")
    .join(of_steps, on="case_id", how="left")
    .join(of_plans, on="case_id", how="left")
    .join(outcomes.select("case_id", "exit_month", "exit_reason"), on="case_id", how="left")
    .with_columns(since_entry("first_step").alias("months_waited"), since_entry("exit_month").alias("months"))
    .select(
        pl.col("entry_month").dt.year().alias("entry_year"),
        *("teryt", "sex", "age", "steps", "institutions", "months_waited"),
        pl.col("joint").fill_null(value=False),
        duration.alias("duration"),
        pl.col("exit_reason").is_in(["PR_NS", "PR_DG", "PR_S"]).fill_null(value=False).alias("work"),
        by_month.alias("by_month"),
    )
    .group_by("entry_year", "teryt", "sex", "age", "joint", "duration", "work", "by_month")
    .agg(pl.len().alias("n"), pl.col("steps", "institutions", "months_waited").sum())
    .collect(engine="streaming")
)
counts.write_parquet(out / "counts.parquet", compression="zstd")
early = counts.filter(pl.col("work") & (pl.col("by_month") <= 12))
sums = [counts["n"], counts["steps"], counts["institutions"], counts["months_waited"], early["n"]]
print(json.dumps([int(s.sum()) for s in sums]))
