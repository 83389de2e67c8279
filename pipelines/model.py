"""What one `.sql` file declares (summary, grain, checks, columns, counts to protect) and the order of all of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import sqlglot
from sqlglot import exp

from pipelines.catalog import Text


@dataclass(frozen=True, kw_only=True)
class Model:
    """One table built by one select. `columns` holds a mart's dictionary, in the order of the select; staging needs none."""

    name: str
    layer: str  # staging or marts
    summary: Text
    grain: tuple[str, ...]
    checks: tuple[str, ...]
    columns: dict[str, Text]
    reads: frozenset[str]
    sql: str
    suppress: tuple[str, ...] = ()  # counts of persons: such a mart is never written, only what disclosure makes of it

    @property
    def is_published(self) -> bool:
        """Whether its rows are written into the release as they are."""
        return self.layer == "marts" and not self.suppress

    @property
    def promises(self) -> tuple[str, ...]:
        """What a build holds its rows to, as its first lines say it."""
        return (f"grain: {', '.join(self.grain)}", *(f"check: {check}" for check in self.checks))


def both(words: str, where: str) -> Text:
    """`polski | English` as Text; raises ValueError when a language is missing."""
    pl, bar, en = (part.strip() for part in words.partition("|"))
    if not (pl and bar and en):
        raise ValueError(f"{where}: write both languages as 'polski | English', found {words!r}")
    return Text(pl, en)


def parse(path: Path) -> Model:
    """Read one model file; raises ValueError when its header, its columns or its SQL break the rules of a model."""
    return _parsed(path.stem, path.parent.name, path.read_text(encoding="utf-8"))


@cache  # parsing all of them takes longer than running many
def _parsed(name: str, layer: str, sql: str) -> Model:
    file = f"{name}.sql"
    header = [line[2:].strip() for line in sql.splitlines() if line.startswith("--")]
    if not header:
        raise ValueError(f"{file}: the first line must say what the table is: '-- polski | English'")
    tree = sqlglot.parse_one(sql, read="duckdb")
    if not isinstance(tree, exp.Select | exp.SetOperation):
        raise ValueError(f"{file}: a model is one select")
    local = {cte.alias for cte in tree.find_all(exp.CTE)}
    declared = {
        key: [h.partition(":")[2].strip() for h in header if h.startswith(f"{key}:")]
        for key in ("grain", "check", "suppress")
    }
    grain, suppress = (
        tuple(name.strip() for line in declared[key] for name in line.split(",")) for key in ("grain", "suppress")
    )
    columns = _columns(file, sql, tree) if layer == "marts" else {}
    if not grain or not set(grain) <= set(columns or tree.named_selects):
        raise ValueError(f"{file}: 'grain:' must name columns of the select")
    if not set(suppress) <= set(columns):
        raise ValueError(f"{file}: 'suppress:' must name columns of a mart")
    return Model(
        name=name,
        layer=layer,
        summary=both(header[0], file),
        grain=grain,
        checks=tuple(declared["check"]),
        columns=columns,
        reads=frozenset(t.name for t in tree.find_all(exp.Table)) - local,
        sql=sql,
        suppress=suppress,
    )


def _columns(file: str, sql: str, tree: exp.Expression) -> dict[str, Text]:
    """Column names of the outermost select with the comment behind each; a union takes those of its last select."""
    outer: exp.Expression = tree
    while isinstance(outer, exp.SetOperation):
        outer = outer.expression
    if not isinstance(outer, exp.Select):
        raise ValueError(f"{file}: a model is one select")
    names = outer.named_selects
    comments = dict(re.findall(r"^\s+(?:.*\bas |\w+\.)?\"?(\w+)\"?,?[ ]+--[ ]*(.+?)\s*$", sql, flags=re.MULTILINE))
    missing = [name for name in names if name not in comments]
    if missing:
        raise ValueError(f"{file}: columns without a dictionary entry behind them: {', '.join(missing)}")
    return {name: both(comments[name], f"{file}, {name}") for name in names}


def load(folder: Path) -> list[Model]:
    """All models below `folder`, each after those it reads; raises ValueError on a name used twice, CycleError on a loop."""
    models: dict[str, Model] = {}
    for path in sorted(folder.glob("*/*.sql")):
        model = parse(path)
        if model.name in models:
            raise ValueError(f"{model.name}: two models have this name")
        models[model.name] = model
    order = TopologicalSorter({name: sorted(m.reads & models.keys()) for name, m in models.items()})
    return [models[name] for name in order.static_order()]


def needed(models: list[Model], name: str) -> list[Model]:
    """The model of that name and those it is built from, in the order given; raises KeyError where there is none."""
    known = {m.name: m for m in models}
    wanted, todo = set(), [known[name]]
    while todo:
        m = todo.pop()
        wanted.add(m.name)
        todo += [known[read] for read in m.reads if read in known]
    return [m for m in models if m.name in wanted]
