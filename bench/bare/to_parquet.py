"""The floor of a build: every CSV file of the sources and code lists to Parquet, unchecked. Arguments: data folder, out."""

import sys
from pathlib import Path

import duckdb

data, out = Path(sys.argv[1]), Path(sys.argv[2])
out.mkdir(parents=True)
connection = duckdb.connect()
for path in sorted([*data.glob("sources/*.csv"), *data.glob("reference/*.csv")]):
    connection.execute(f"copy (from read_csv('{path}')) to '{out / path.stem}.parquet' (compression zstd)").fetchall()
