"""The floor of a load: every CSV file of a delivery to Parquet, unchecked. Arguments: delivery, out."""

import sys
from pathlib import Path

import duckdb

source, out = Path(sys.argv[1]), Path(sys.argv[2])
out.mkdir(parents=True, exist_ok=True)
connection = duckdb.connect(config={"threads": 2})
for path in sorted(source.glob("*.csv")):
    connection.execute(f"copy (from read_csv('{path}')) to '{out / path.stem}.parquet' (compression zstd)").fetchall()
