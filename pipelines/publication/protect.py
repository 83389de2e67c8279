"""Between marts and release: counts of persons become tokens that the audit could not break, or nothing is published."""

from __future__ import annotations

import shutil
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from pipelines import model
from pipelines.catalog import Language, Text
from pipelines.problems import UserError
from pipelines.publication import costs, groups, linked, taper
from pipelines.publication.table import Published

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pipelines.disclosure import ledger
    from pipelines.disclosure.ladder import Cohort, Release
    from pipelines.disclosure.lattice import Lattice, Preset

COUNTED = "cohort_persons"  # counts of persons, never written
AUDITS = "audits"  # folder of finished audits: bundled ones in data/deliveries, own ones in the restricted zone
_MONTHS = {"year": 12, "half-year": 6}

CASES = Published(  # what the release holds of `cohort_persons`
    name="cohort_counts",
    summary=Text(
        "Osoby według roku wejścia, obszaru i cech, po ochronie: liczby zaokrąglone albo ukryte",
        "Persons by year of entry, area and characteristics, protected: counts rounded or hidden",
    ),
    columns={
        "first": Text("pierwszy miesiąc wejścia", "first month of entry"),
        "last": Text("ostatni miesiąc wejścia", "last month of entry"),
        "area": Text("powiat; puste: cały region", "county; empty: the whole region"),
        "sex": Text("płeć", "sex"),
        "age": Text("wiek na wejściu", "age at entry"),
        "pathway": Text("ścieżka: jedna instytucja czy kilka wspólnie", "pathway: one institution or several together"),
        "duration": Text("czas bez pracy na wejściu", "time without work at entry"),
        "kind": Text("n: wszyscy; work, other: rodzaj wyjścia", "n: everybody; work, other: kind of exit"),
        "month": Text("do którego miesiąca od wejścia", "up to which month since entry"),
        "value": Text("liczba osób, zaokrąglona; puste: ukryta", "persons, rounded; empty: hidden"),
        "obs_status": Text("C: ukryta dla ochrony osób", "C: hidden to protect persons"),
        "lower": Text("najmniejsza możliwa liczba", "smallest possible count"),
        "upper": Text("największa możliwa liczba", "largest possible count"),
        "synthetic": Text("czy to dane syntetyczne", "whether the data are synthetic"),
    },
    grain=("first", "last", "area", "sex", "age", "pathway", "duration", "kind", "month"),
    numbers=("month", "value", "lower", "upper"),
)
TABLES = (CASES, groups.TABLE, taper.TABLE, costs.TABLE)


@dataclass(frozen=True)
class Programme:
    """The lattice of the region with the programme's own rung and its length of cohorts in months."""

    lattice: Lattice
    preset: Preset
    months: int


def programme(reference: Path, areas: list[str]) -> Programme:
    """What data/reference/lattice.toml lays down; raises UserError where it names a rung or cohort that is not there."""
    from pipelines.disclosure.lattice import Lattice, presets

    path = reference / "lattice.toml"
    facts = tomllib.loads(path.read_text(encoding="utf-8"))
    ladder = {preset.name: preset for preset in presets(path)}
    if facts.get("rung") not in ladder or facts.get("cohort") not in _MONTHS:
        raise UserError(
            Text(
                f"lattice.toml: rung musi być jednym z {', '.join(ladder)}, a cohort jednym z {', '.join(_MONTHS)}.",
                f"lattice.toml: rung must be one of {', '.join(ladder)}, cohort one of {', '.join(_MONTHS)}.",
            )
        )
    return Programme(Lattice.read(path, areas), ladder[facts["rung"]], _MONTHS[facts["cohort"]])


def counted(models: list[model.Model], reference: Path) -> list[model.Model]:
    """The marts whose counts are protected, and what they are built from, in the order given."""
    wanted = {m.name for name in (COUNTED, *groups.marts(reference)) for m in model.needed(models, name)}
    return [m for m in models if m.name in wanted]


def cohorts(con: duckdb.DuckDBPyConnection, lattice: Lattice, months: int) -> list[Cohort]:
    """`cohort_persons` as arrays over the lattice; a cohort whose months of entry are not over yet is left out."""
    import numpy as np

    from pipelines.disclosure.ladder import Cohort
    from pipelines.disclosure.links import length

    axes = [list(codes) for codes in (*lattice.dimensions.values(), lattice.outcomes)]
    names = ("teryt", *list(lattice.dimensions)[1:], "outcome")
    found: dict[tuple[str, str, int], Any] = {}
    rows = con.execute(f"select first_month, last_month, followed_months, n, {', '.join(names)} from cohort_persons")
    for first, last, followed, n, *codes in rows.fetchall():
        if followed < 0 or length(first, last) != months or codes[0] not in axes[0]:  # another region's county
            continue
        persons = found.setdefault((first, last, followed), np.zeros(lattice.shape, dtype=np.int64))
        persons[tuple(axis.index(code) for axis, code in zip(axes, codes, strict=True))] += n
    return [Cohort(first, last, persons, followed) for (first, last, followed), persons in sorted(found.items())]


@dataclass(frozen=True)
class Protected:
    """What may be published: the cases, and beside them each small population that withstood its attacks."""

    cases: Release
    apart: Mapping[str, Release]
    joint: Mapping[str, Any] | None = None  # what the attack on linked tables found

    @property
    def is_withheld(self) -> bool:
        """Whether the counts of cases are held back: something could be worked out from them, and a person decides."""
        return bool(self.cases.certificate["violations"])

    @property
    def entries(self) -> tuple[ledger.Entry, ...]:
        """All tokens, for the ledger."""
        return (*self.cases.entries, *(entry for release in self.apart.values() for entry in release.entries))

    @property
    def certificate(self) -> dict[str, Any]:
        """The certificate of the cases, with those of the populations in it, for the person who decides."""
        populations = {name: r.certificate for name, r in self.apart.items()}
        return {**self.cases.certificate, "populations": populations, "joint": self.joint}

    @property
    def told(self) -> dict[str, Any]:
        """The certificate as it is published: what was found in counts that are held back would itself tell of persons."""
        from pipelines.disclosure.certificate import without_findings

        told = {name: without_findings(release.certificate) for name, release in self.apart.items()}
        return {**without_findings(self.cases.certificate), "populations": told, "joint": self.joint}

    @property
    def warnings(self) -> list[Text]:
        """Which counts are left out because something could be worked out from them, and what a person may decide."""
        out = ", ".join(name for name, release in self.apart.items() if release.certificate["violations"])
        told = Text(
            f"dla ochrony osób nie opublikowano tablic: {out}", f"not published, to protect persons: the tables {out}"
        )
        return ([withheld()] if self.is_withheld else []) + ([told] if out else [])


@dataclass(frozen=True)
class Desk:
    """Where the protection of one region's cases reads and keeps what it needs."""

    data: Path
    restricted: Path
    marts: Path
    region: str
    areas: list[str]  # counties of the region
    synthetic: bool

    @property
    def book(self) -> Path:
        """The ledger: everything ever published about the region's cases; invented cases have a book of their own."""
        return self.marts / f"ledger_{self.region}{'_synthetic' if self.synthetic else ''}.jsonl"

    @property
    def preset(self) -> Preset:
        """The programme's own rung of the ladder; UserError as `programme`."""
        return programme(self.data / "reference", self.areas).preset

    def note(self, protected: Protected) -> None:
        """Enter the tokens into the ledger; call before they can be seen."""
        from pipelines.disclosure import ledger

        ledger.append(self.book, protected.entries)

    def audited(
        self,
        con: duckdb.DuckDBPyConnection,
        *,
        full: bool = False,
        insiders: int | None = None,
        tell: Callable[[Text], None] = lambda _: None,
    ) -> Protected | None:
        """Tokens and certificates, None where no cohort is closed.

        Where the audit finds anything, that table is left out as a whole. Raises UserError where it finds something in
        the cases and counts of real cases stand published: that release stays until a person decides. Finished audits
        are taken from `data/deliveries/audits` and the restricted zone unless `full`; new ones are kept there.
        """
        from pipelines.deliveries import private
        from pipelines.disclosure import bundles, ladder, ledger

        rules = programme(self.data / "reference", self.areas)
        entered = cohorts(con, rules.lattice, rules.months)
        if not entered:
            return None
        cache = private.enter(private.enter(self.restricted) / AUDITS)
        for bundled in sorted((self.data / "deliveries" / AUDITS).glob("*.json")):
            if not (cache / bundled.name).exists():
                shutil.copyfile(bundled, cache / bundled.name)
        try:
            published = ledger.read(self.book)
        except ledger.LedgerError as error:
            raise UserError(
                Text(
                    f"Rejestr publikacji jest uszkodzony ({error}); przywróć plik {self.book.name} z kopii.",
                    f"The ledger of publications is damaged ({error}); restore {self.book.name} from a copy.",
                )
            ) from error
        options: dict[str, Any] = {
            "published": published,
            "cache_folder": cache,
            "repeat": full,
            "synthetic": self.synthetic,
            "insiders": insiders,
            "tell": lambda cohort: tell(Text(f"ochrona osób: {cohort}", f"disclosure control: {cohort}")),
        }
        declared = groups.declared(self.data / "reference", self.areas)
        counted = {p.name: (p.lattice, found) for p in declared if (found := groups.cohorts(con, p))}
        try:
            cases = self._cases(published, lambda: ladder.release(rules.lattice, rules.preset, entered, **options))
            apart = ladder.release_apart(counted, rules.preset, **options)
        except ValueError as error:
            raise UserError(
                Text(
                    "Kohorty nakładają się na opublikowane wcześniej albo tablica liczy co innego niż kiedyś. Długość kohort i bloków "
                    "w lattice.toml i populations.toml nie może się zmienić, a zmieniona tablica dostaje nową nazwę.",
                    "Cohorts overlap with those published before, or a table counts something else than before. The length of cohorts "
                    "and blocks in lattice.toml and populations.toml must not change; a changed table gets a new name.",
                )
            ) from error
        lattices = {"": rules.lattice.under(rules.preset), **{p.name: p.lattice for p in declared}}
        links = linked.declared(self.data / "reference", lattices)
        several = {name: options[name] for name in ("cache_folder", "repeat", "tell")}
        together = bundles.withstand(cases, apart, links, **several)
        protected = Protected(together.cases, together.apart, together.certificate)
        if protected.is_withheld:
            self._hold(published, protected.certificate)
        return protected

    def _cases(self, published: Sequence[ledger.Entry], attacked: Callable[[], Release]) -> Release:
        """The cases after their attacks, or without entries; UserError as `audited`."""
        from pipelines.disclosure import ladder

        try:
            return attacked()
        except ladder.AuditError as error:
            self._hold(published, error.certificate)
            return ladder.Release((), error.certificate, error.work)

    def _hold(self, published: Sequence[ledger.Entry], certificate: dict[str, Any]) -> None:
        """Counts of real cases that stand published stay until a person decides: UserError."""
        if not self.synthetic and any(not entry.population for entry in published):
            raise UserError(refusal(certificate))


def withheld() -> Text:
    """That counts of cases are held back, why, and where a person finds what was found."""
    return Text(
        "liczb spraw nie opublikowano: dałoby się z nich wyliczyć dane pojedynczych osób; polecenie „latarnia audit” mówi, "
        "co znaleziono i co można zdecydować",
        "counts of cases are not published: something about single persons could be worked out from them; “latarnia audit” "
        "says what was found and what may be decided",
    )


def refusal(certificate: dict[str, Any]) -> Text:
    """Why no counts of cases are published and what a person may choose, with the certificate's own findings."""
    from pipelines.disclosure.certificate import text

    choices = {
        "pl": "Liczb spraw nie opublikowano. Zdecyduj: grubszy stopień drabiny (rung w data/reference/lattice.toml), "
        "dłuższe kohorty albo rezygnacja z publikacji. Nie ukrywaj pojedynczych komórek: to samo w sobie zdradza liczby.",
        "en": "Counts of cases were not published. Decide: a coarser rung (rung in data/reference/lattice.toml), longer cohorts, "
        "or no publication. Do not hide single cells: that in itself tells the counts.",
    }
    both: dict[Language, str] = {}
    languages: tuple[Language, Language] = ("pl", "en")
    for language in languages:
        both[language] = f"{text(certificate, language)}{choices[language]}"
    return Text(both["pl"], both["en"])


def write(con: duckdb.DuckDBPyConnection, protected: Protected | None, reference: Path, areas: list[str]) -> None:
    """Create the published tables; without cohorts they are there and empty."""
    entries = protected.cases.entries if protected else ()
    said = {"synthetic": protected.cases.certificate["synthetic"]} if protected else {}
    CASES.write(con, ({**row, **said} for entry in entries for row in entry.rows()))
    apart = protected.apart if protected else {}
    groups.write(con, apart)
    for sums in (taper, costs):
        sums.write(con, reference, areas, apart.get(sums.POPULATION))
