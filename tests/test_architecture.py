"""Who may read whom, and what no file of the project may contain."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path
from string import Formatter

import pytest
import sqlglot
from sqlglot import exp

from pipelines import model, settings

ROOT = settings.ROOT
MODELS = model.load(settings.MODELS)


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def modules(pattern: str) -> list[Path]:
    return sorted(ROOT.glob(pattern))


def _starts(names: set[str], *roots: str) -> set[str]:
    return {name for name in names if any(name == root or name.startswith(root + ".") for root in roots)}


# What pages read and no server stands behind: reports make the same cards into files.
CARDS = tuple(
    f"pages.ui.{name}"
    for name in ["cards", "charts", "downloads", "map", "markup", "palette", "table", "text", "views"]
)


@pytest.mark.parametrize(
    ("pattern", "forbidden"),
    [
        ("pipelines/**/*.py", ("streamlit", "pages", "plotly")),
        (
            "pipelines/statistics/*.py",
            (
                "duckdb",
                "pandas",
                "pyarrow",
                "pipelines.catalog",
                "pipelines.release",
                "pipelines.indicators",
                "pipelines.sources",
            ),
        ),
        (
            "pipelines/disclosure/*.py",
            (
                "duckdb",
                "pandas",
                "pyarrow",
                "pipelines.catalog",
                "pipelines.contract",
                "pipelines.deliveries",
                "pipelines.release",
                "pipelines.settings",
                "pipelines.sources",
            ),
        ),
        ("pipelines/sources/*.py", ("pipelines.release", "pipelines.indicators", "pipelines.build", "pipelines.words")),
        ("pipelines/indicators/[!e_]*.py", ("duckdb", "pages")),
        (
            "pages/*.py",
            (
                "duckdb",
                "pandas",
                "pyarrow",
                "polars",
                "plotly",
                "sqlglot",
                "pipelines.build",
                "pipelines.sources",
                "pipelines.publish",
            ),
        ),
        (
            "app.py",
            (
                "duckdb",
                "pandas",
                "pyarrow",
                "polars",
                "plotly",
                "sqlglot",
                "pipelines.build",
                "pipelines.sources",
                "pipelines.publish",
            ),
        ),
        (
            "pages/ui/**/*.py",
            ("duckdb", "pandas", "plotly.express", "geopandas", "pipelines.build", "pipelines.sources"),
        ),
    ],
)
def test_layers_import_only_what_lies_below_them(pattern: str, forbidden: tuple[str, ...]) -> None:
    files = modules(pattern)
    assert files, f"{pattern} names no file"
    offenders = {
        str(p.relative_to(ROOT)): _starts(imports(p), *forbidden)
        - (_starts(imports(p), *CARDS) if p.parent.name == "reports" else set())
        for p in files
    }
    assert not {name: found for name, found in offenders.items() if found}


def test_cards_and_reports_work_without_a_server() -> None:
    files = modules("pipelines/reports/[!_]*.py")
    reports = [f"pipelines.reports.{path.stem}" for path in files if not path.stem.startswith("slide_")]
    load = f"import sys, {', '.join(['pages.ui.views', *reports])}; print({{'streamlit', 'typst', 'pptx'}} & {{*sys.modules}})"
    run = subprocess.run([sys.executable, "-c", load], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()", "heavy libraries load only where a file is written"


def test_every_card_of_a_page_is_a_view() -> None:
    # A card that stands on a page can be exported and shown in a talk: give it a line in pages/ui/views.
    views = [ast.parse(path.read_text(encoding="utf-8")) for path in modules("pages/ui/views/*.py")]
    known = {node.attr for tree in views for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for path in [ROOT / "app.py", *modules("pages/*.py")]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        cards = {
            alias.asname or alias.name
            for node in tree.body
            if isinstance(node, ast.ImportFrom) and node.module == "pages.ui.cards"
            for alias in node.names
        }
        for call in ast.walk(tree):
            if not (
                isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in {"card", "deck"}
            ):
                continue
            for node in ast.walk(call):
                if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in cards:
                    assert node.attr in known, f"{path.name}: {node.value.id}.{node.attr} has no line in pages/ui/views"


@pytest.mark.parametrize("m", MODELS, ids=lambda m: m.name)
def test_models_read_only_the_layer_below(m: model.Model) -> None:
    if m.layer == "staging":
        assert m.name.startswith("stg_")
        assert len({name for name in m.reads if not name.startswith("ref_")}) == 1
        assert all(name.startswith(("raw_", "ref_")) for name in m.reads)
        tree = sqlglot.parse_one(m.sql, read="duckdb")
        assert not list(tree.find_all(exp.AggFunc))
        assert not list(tree.find_all(exp.Join))
    else:
        assert all(name.startswith(("stg_", "ref_")) for name in m.reads)
        assert not list(sqlglot.parse_one(m.sql, read="duckdb").find_all(exp.Div)), (
            "a ratio is an indicator, not a column of a mart"
        )


# Functions that mean the same on DuckDB and Spark; extend only after looking at both.
PORTABLE = {"Cast", "Case", "If", "Coalesce", "Sum", "Min", "Max", "Count", "Left", "Length", "LogicalOr", "Or", "And"}
PORTABLE |= {"Year", "Month"}
PORTABLE |= {"Exists", "Explode"}  # rows of a list, and "a later delivery tells it too"


def test_models_use_only_functions_that_spark_has_too() -> None:
    used = {type(f).__name__ for m in MODELS for f in sqlglot.parse_one(m.sql, read="duckdb").find_all(exp.Func)}
    assert used <= PORTABLE
    for m in MODELS:
        sqlglot.transpile(m.sql, read="duckdb", write="spark", unsupported_level=sqlglot.ErrorLevel.RAISE)


def test_pages_hold_no_arithmetic_colours_or_sentences() -> None:
    for path in [ROOT / "app.py", *modules("pages/*.py")]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docstrings = {
            id(n.body[0].value)
            for n in ast.walk(tree)
            if isinstance(n, ast.Module | ast.FunctionDef) and ast.get_docstring(n)
        }
        for node in ast.walk(tree):
            where = f"{path.name}:{getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.BinOp):
                assert isinstance(node.op, ast.BitOr | ast.Add), f"{where}: arithmetic"
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
                assert not re.search(r"#[0-9a-fA-F]{6}", node.value), f"{where}: a colour"
                assert node.value.count(" ") < 3, f"{where}: a sentence belongs in texts/"


def test_a_computed_title_is_a_sentence_of_the_engine() -> None:
    # A number in a title needs rules (none, hidden, one, many) and grammar: pipelines/words/sentences has both.
    told = {"area", "date", "region", "parts"}  # names and lists, which no grammar depends on
    older = {"changes", "quality", "methods"}  # pages about the release itself: their titles count files and figures
    for path in modules("pages/ui/texts/*.toml"):
        if path.stem in older:
            continue
        for key, text in re.findall(
            r'^([\w.]*title[\w.]*)\.pl = "(.*)"$', path.read_text(encoding="utf-8"), re.MULTILINE
        ):
            if not key.endswith("subtitle"):
                assert {name for _, name, _, _ in Formatter().parse(text) if name} <= told, f"{path.name}: {key}"


def test_no_region_is_named_in_code() -> None:
    # The name of a voivodeship or county in Python or SQL would show in every other region's dashboard.
    named = re.compile(r"pomorsk|gdańsk|gdansk|kartusk|świętokrzysk", re.IGNORECASE)
    for path in [
        ROOT / "app.py",
        *modules("pages/**/*.py"),
        *modules("pipelines/**/*.py"),
        *modules("pipelines/**/*.sql"),
        *modules("pages/**/*.toml"),
        *modules("pipelines/**/*.toml"),
    ]:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            assert not named.search(line), f"{path.relative_to(ROOT)}:{number} names a region"


def test_no_file_grows_past_one_sitting() -> None:
    for path in [
        ROOT / "app.py",
        *modules("pages/**/*.py"),
        *modules("pages/**/*.toml"),
        *modules("pipelines/**/*.py"),
        *modules("bench/**/*.py"),
        *modules("tests/**/*.py"),
    ]:
        lines = len(path.read_text(encoding="utf-8").splitlines())
        assert lines <= 400, f"{path.relative_to(ROOT)} has {lines} lines"


def test_lock_names_only_public_hosts() -> None:
    hosts = set(re.findall(r"https?://([^/\"]+)", (ROOT / "uv.lock").read_text(encoding="utf-8")))
    assert hosts <= {"pypi.org", "files.pythonhosted.org"}


def test_no_machine_path_or_secret_is_tracked() -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    pattern = re.compile(r"/(?:work|farm|root|home)/[a-z.]|BEGIN [A-Z ]*PRIVATE KEY")
    for name in tracked:
        path = ROOT / name
        if (
            not name
            or path.suffix in {".ttf", ".woff2", ".png", ".zip"}
            or "vendor" in path.parts
            or not path.is_file()
            or path.name == "test_architecture.py"
        ):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            assert not pattern.search(line), f"{name}:{number}"
