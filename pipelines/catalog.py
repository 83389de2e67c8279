"""The vocabulary in which everything is declared: texts, columns, tables, sources, indicators, status flags."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Language = Literal["pl", "en"]
LANGUAGES: tuple[Language, ...] = ("pl", "en")


@dataclass(frozen=True)
class Text:
    """One piece of wording in both languages of the product."""

    pl: str
    en: str

    def __getitem__(self, language: Language) -> str:
        return self.en if language == "en" else self.pl


@dataclass(frozen=True)
class Status:
    """Why a value is normal, weak or missing (`obs_status`, SDMX code list CL_OBS_STATUS where it has one)."""

    code: str
    label: Text
    has_value: bool


STATUSES: dict[str, Status] = {
    s.code: s
    for s in (
        Status("A", Text("wartość opublikowana", "published value"), True),
        Status("E", Text("obliczona lub szacowana", "computed or estimated"), True),
        Status("P", Text("wstępna", "provisional"), True),
        Status("U", Text("mało wiarygodna", "low reliability"), True),
        Status("Q", Text("utajniona przez wydawcę", "withheld by the publisher"), False),
        Status("C", Text("ukryta dla ochrony osób", "hidden to protect people"), False),
        Status("L", Text("nie zbierano", "not collected"), False),
        Status("M", Text("brak w zestawie danych", "not in this data set"), False),
    )
}

ColumnType = Literal["text", "integer", "decimal", "month", "boolean", "codes"]  # codes: several, joined by |


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a source table; everything the gate checks about its cells stands here."""

    name: str
    type: ColumnType
    meaning: Text
    codes: str | None = None  # code list in data/reference whose `code` the cell must be
    pattern: str | None = None  # regular expression that the whole cell must match
    minimum: float | None = None
    maximum: float | None = None
    required: bool = True  # an empty cell is an error
    header: Text | None = None  # wording of the header that a delivery may use instead of the name
    max_items: int | None = None  # most codes in one cell of type `codes`
    dated_by: str | None = None  # month column of the same row in which the code must be valid


@dataclass(frozen=True, kw_only=True)
class Check:
    """A promise about rows together, e.g. a sum; `failing` is SQL that returns (line, column) of each offender.

    In `failing` the table is called `t`: its columns are typed and it has a column `line` (line in the file, header = 1).
    """

    id: str
    rule: Text
    failing: str
    todo: Text | None = None  # what the sender does about it


@dataclass(frozen=True, kw_only=True)
class Table:
    """One file of rows and what must hold in it.

    A table of a publisher is `data/sources/<name>.csv` with its provenance `<name>.toml` beside it; a table of the
    contract arrives in deliveries. A broken check refuses the file; a broken rule sets the row aside.
    """

    name: str
    title: Text
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    checks: tuple[Check, ...] = ()
    references: tuple[tuple[str, str], ...] = ()  # (column, table in whose key it must stand)
    rules: tuple[Check, ...] = ()

    def column(self, name: str) -> Column:
        """The column of that name; KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


@dataclass(frozen=True, kw_only=True)
class Source:
    """A publisher's survey or register, with the tables taken from it."""

    id: str
    title: Text
    producer: Text
    url: str
    tables: tuple[Table, ...]


GeoLevel = Literal["country", "voivodeship", "nuts3", "county"]
DIMENSIONS: tuple[str, ...] = ("sex", "age", "education", "reason", "place")  # `total` stands for all of one dimension
TOTAL = "total"

Direction = Literal["higher", "lower", "none"]  # which way is better; none = context, never coloured
# How the figure arose: survey, register, census, model; those of the cooperation model: delivered counts of institutions and
# their meetings, protected counts of clients, a survey of staff, an index of several shares.
Method = Literal["direct", "register", "census", "model", "delivered", "protected", "staff", "index"]


@dataclass(frozen=True, kw_only=True)
class Defined:
    """What every entry of the catalogue says of itself, however its figures come about."""

    id: str
    group: str  # A activity, B causes, C county labour market, D social assistance, E cooperation, F pathways, G outcomes, H forum
    title: Text  # short name
    question: Text  # the indicator as a plain question
    definition: Text
    numerator_words: Text
    denominator_words: Text | None
    unit: str  # code in data/reference/units.csv
    decimals: int
    direction: Direction
    levels: tuple[GeoLevel, ...]
    by: tuple[str, ...] = ()
    method: Method
    sources: tuple[str, ...]  # names of source tables, or of tables of the contract
    computed: bool = False  # computed here, not published as such
    universe: Text | None = None
    caveats: tuple[Text, ...] = field(default=())


@dataclass(frozen=True, kw_only=True)
class Indicator(Defined):
    """A measure of published figures. Its value is `scale * numerator / denominator`, or the numerator alone (a count or a published rate).

    `numerator`, `denominator` and `published` are boolean SQL conditions on rows of `mart`. `by` lists the dimensions
    of the mart that may be asked for besides geography and period; where one is not asked for, its total is taken.
    """

    mart: str
    numerator: str
    denominator: str | None = None
    published: str | None = None  # rows that carry the publisher's own value of a rate; preferred to computing it
    scale: float = 1.0
    gap: tuple[str, str, str] | None = None  # (dimension, a, b): the value is that of a minus that of b


@dataclass(frozen=True, kw_only=True)
class Proposed(Defined):
    """A measure of the cooperation model, our proposal: read from protected counts by the function that its card reads.

    `reading` names a function of `pipelines.readings.figures`, as `module.function`; None where the data do not carry
    the measure, and data/reference/unavailable.csv says why. `card` is the view that shows it. `by` names its breakdown.
    """

    reading: str | None
    card: str
