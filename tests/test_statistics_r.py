"""The same figures as R's `survival` and `glm`, on data full of ties; skipped where R is not installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from pipelines.statistics.standardised import logistic
from pipelines.statistics.survival import (
    cumulative_incidence,
    kaplan_meier,
    log_rank,
    quantile,
    restricted_mean,
)

SCRIPT = """
suppressPackageStartupMessages(library(survival))
d <- read.csv(commandArgs(TRUE)[1])
say <- function(name, x) cat(name, format(x, digits = 15, trim = TRUE, scientific = TRUE), sep = " ", fill = 1e6)
months <- c(3, 6, 9, 12, 18)
for (type in c("log", "log-log")) {
  f <- survfit(Surv(time, cause == 1) ~ 1, d, conf.type = type)
  s <- summary(f, times = months)
  say(paste0("km.", type), c(s$surv, s$std.err, s$lower, s$upper))
  say(paste0("median.", type), unlist(quantile(f, 0.25)))
}
say("risk", s$n.risk)
mean <- summary(f, rmean = 12)$table
say("rmst", mean[c("rmean", "se(rmean)")])
test <- survdiff(Surv(time, cause == 1) ~ group, d)
say("logrank", test$chisq)
aj <- summary(survfit(Surv(time, factor(cause, 0:3)) ~ 1, d), times = months)
for (k in 1:3) say(paste0("aj.", k), c(aj$pstate[, k + 1], aj$std.err[, k + 1]))
g <- glm(I(cause == 1) ~ I(group == "b") + I(group == "c") + age, binomial, d, epsilon = 1e-14)
say("glm", c(coef(g), sqrt(diag(vcov(g)))))
"""
MONTHS = (3, 6, 9, 12, 18)


def _has_survival() -> bool:
    if shutil.which("Rscript") is None:
        return False
    return subprocess.run(["Rscript", "-e", "library(survival)"], capture_output=True, check=False).returncode == 0


@pytest.fixture(scope="module")
def people() -> dict[str, np.ndarray]:
    random = np.random.default_rng(8)
    time = np.ceil(random.exponential(12, 400))
    end = random.integers(6, 30, 400)
    return {
        "time": np.minimum(time, end),
        "cause": np.where(time <= end, random.integers(1, 4, 400), 0),
        "group": random.choice(["a", "b", "c"], 400),
        "age": np.round(random.normal(45, 10, 400)),
    }


@pytest.fixture(scope="module")
def in_r(people: dict[str, np.ndarray], tmp_path_factory: pytest.TempPathFactory) -> dict[str, np.ndarray]:
    if not _has_survival():
        reason = "R with its package survival is not installed (Debian: r-base-core r-cran-survival)"
        pytest.fail(reason) if os.environ.get("LATARNIA_R_REQUIRED") else pytest.skip(reason)
    folder: Path = tmp_path_factory.mktemp("r")
    lines = [",".join(people), *(",".join(map(str, row)) for row in zip(*people.values(), strict=True))]
    (folder / "people.csv").write_text("\n".join(lines), encoding="utf-8")
    (folder / "oracle.R").write_text(SCRIPT, encoding="utf-8")
    run = subprocess.run(
        ["Rscript", str(folder / "oracle.R"), str(folder / "people.csv")], capture_output=True, text=True, check=True
    )
    rows = [line.split() for line in run.stdout.splitlines() if line]
    return {name: np.array([float(value) for value in values]) for name, *values in rows}


@pytest.mark.parametrize("scale", ["log", "log-log"])
def test_kaplan_meier_with_both_intervals(people, in_r, scale):
    curve = kaplan_meier(people["time"], people["cause"] == 1, scale=scale)
    at = [curve.position(month) for month in MONTHS]
    ours = np.concatenate([curve.value[at], curve.standard_error[at], curve.lower[at], curve.upper[at]])
    assert ours == pytest.approx(in_r[f"km.{scale}"], rel=1e-9)
    found = quantile(curve, 0.25)
    assert [found.value, found.lower, found.upper] == in_r[f"median.{scale}"].tolist()
    assert [curve.at_risk_at(month) for month in MONTHS] == in_r["risk"].tolist()


def test_restricted_mean_with_its_standard_error(people, in_r):
    found = restricted_mean(people["time"], people["cause"] == 1, 12)
    assert [found.value, found.standard_error] == pytest.approx(in_r["rmst"].tolist(), rel=1e-9)


def test_log_rank_of_three_groups(people, in_r):
    found = log_rank(people["time"], people["cause"] == 1, people["group"])
    assert found.degrees == 2
    assert found.statistic == pytest.approx(float(in_r["logrank"][0]), rel=1e-9)


@pytest.mark.parametrize("of", [1, 2, 3])
def test_competing_exits_with_their_standard_errors(people, in_r, of):
    curve = cumulative_incidence(people["time"], people["cause"], of)
    at = [curve.position(month) for month in MONTHS]
    assert np.concatenate([curve.value[at], curve.standard_error[at]]) == pytest.approx(in_r[f"aj.{of}"], rel=1e-9)


def test_case_mix_by_logistic_regression(people, in_r):
    features = np.column_stack([people["group"] == "b", people["group"] == "c", people["age"]]).astype(float)
    found = logistic(people["cause"] == 1, features)
    ours = np.concatenate([found.coefficients, found.standard_errors])
    assert ours == pytest.approx(in_r["glm"], rel=1e-7)
