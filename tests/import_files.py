"""Files as publishers give them, written by hand from the bundled figures after the descriptions of each shape."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "data"
Row = dict[str, str]

STATUSES = {
    "active": "aktywni zawodowo ogółem",
    "employed": "aktywni zawodowo pracujący",
    "unemployed": "aktywni zawodowo bezrobotni",
    "inactive": "bierni zawodowo",
}
SEXES = {"M": "mężczyźni", "F": "kobiety", "total": "ogółem"}
ATTRIBUTES = {"A": "", "Q": "x", "U": "v", "P": "s"}
LONG = '"Kod";"Nazwa";"Typy aktywności";"Płeć";"Wartość i precyzja";"Rok";"Wartosc";"Jednostka miary";"Atrybut";'


def rows(table: str) -> list[Row]:
    with (DATA / "sources" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def areas() -> dict[str, Row]:
    with (DATA / "reference" / "teryt.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


AREAS = areas()


def name(teryt: str) -> str:
    """As the Local Data Bank writes it: POMORSKIE, Powiat bytowski, Powiat m. Gdynia."""
    row = AREAS[teryt]
    if row["level"] != "county":
        return row["short_pl"].upper()
    return f"Powiat {'m. ' if row['kind'] == 'city' else ''}{row['short_pl']}"


def seven(teryt: str) -> str:
    return teryt.ljust(7, "0")


def comma(number: str) -> str:
    return number.replace(".", ",")


def bael_lines(given: Iterable[Row] | None = None) -> list[str]:
    """The relational export of P4089, header first; a withheld figure is printed as 0 with the attribute x."""
    return [LONG] + [
        f'{seven(r["teryt"])};"{name(r["teryt"])}";"{STATUSES[r["status"]]}";"{SEXES[r["sex"]]}";"wartość liczbowa";"{r["year"]}";'
        f'{r["persons_thousands"] or 0};"tys. osób";"{ATTRIBUTES[r["obs_status"]]}";'
        for r in (rows("bael_activity") if given is None else given)
    ]


def text(lines: Iterable[str], end: str = "\n") -> str:
    return "".join(line + end for line in lines)


def bael_long(path: Path, given: Iterable[Row] | None = None) -> Path:
    path = path / "RYNE_4089_CREL_20250113231804.csv"
    path.write_text(text(bael_lines(given)), encoding="utf-8", newline="")
    return path


def resaved(path: Path, encoding: str) -> Path:
    """The export saved again by a spreadsheet: no quotes, \\r\\n, leading zeros lost, no trailing delimiter."""
    lines = [line.replace('"', "").rstrip(";") + (";" if line.endswith('"";') else "") for line in bael_lines()]
    lines = [lines[0].rstrip(";"), *(line[line.startswith("0") :] for line in lines[1:])]
    path = path / f"bael {encoding}.csv"
    path.write_bytes(text(lines, "\r\n").encode(encoding))
    return path


def rates_long(path: Path, *, codes: str, mark: str) -> Path:
    """P2392 of subregions or counties: 12- or 7-digit codes, with decimal comma or point."""
    lines = ['"Kod";"Nazwa";"Ogółem";"Rok";"Wartosc";"Jednostka miary";"Atrybut";']
    for r in rows("unemployment_rate"):
        area = AREAS[r["teryt"]]
        code = area["bdl_id"] if codes == "12" else seven(r["teryt"])
        lines.append(
            f'{code};"{name(r["teryt"])}";"ogółem";"{r["year"]}";{r["percent"].replace(".", mark)};"%";"{ATTRIBUTES[r["obs_status"]]}";'
        )
    path = path / "RYNE_2392_CREL_20260321172526.csv"
    path.write_text(text(lines), encoding="utf-8")
    return path


def _grid(table: str, value: str) -> tuple[list[str], dict[str, dict[str, str]]]:
    found: dict[str, dict[str, str]] = {}
    for r in rows(table):
        found.setdefault(r["teryt"], {})[r["year"]] = r[value]
    return sorted({r["year"] for r in rows(table)}), found


def unemployed_wide(path: Path) -> Path:
    """P1944, table export: one column a year, members, year and unit joined in its header."""
    years, cells = _grid("unemployed", "persons")
    lines = ['"Kod";"Nazwa";' + "".join(f'"ogółem;{year};[osoba]";' for year in years)]
    lines += [
        f'{seven(code)};"{name(code)}";' + "".join(f"{row.get(year, '')};" for year in years)
        for code, row in cells.items()
    ]
    # communes stand between the counties; they are not of this table
    lines.insert(3, '0201011;"Bolesławiec (1)";' + "1;" * len(years))
    path = path / "RYNE_1944_CTAB_20250616184618.csv"
    path.write_text(text(lines), encoding="utf-8-sig")
    return path


def wage_levels(path: Path) -> Path:
    """P2497, two header rows: member once for all its years, then years; thousands set apart by no-break spaces."""
    years, cells = _grid("wage", "pln")
    lines = [
        "Kod;Nazwa;ogółem" + ";" * (len(years) - 1),
        ";;" + ";".join(years),
    ]
    for code, row in cells.items():
        figures = [comma(row.get(year, "")) for year in years]
        lines.append(
            f"{seven(code)};{name(code)};" + ";".join(f"{f[:-6]}\u00a0{f[-6:]}" if len(f) == 7 else f for f in figures)
        )
    path = path / "WYNA_2497_CTAB_20260112161217.csv"
    path.write_text(text(lines), encoding="utf-8")
    return path


def bael_workbook(path: Path, sheet: str) -> Path:
    """The workbook: OPIS says what it is; DANE holds the relational export, TABLICA merged headers over the figures."""
    import xlsxwriter

    path = path / f"RYNE_4089_{sheet}_20250113231804.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("OPIS").write(0, 0, "Ludność według typu aktywności")
        page = book.add_worksheet(sheet)
        if sheet == "DANE":
            for number, line in enumerate(csv.reader(bael_lines(), delimiter=";")):
                for column, cell in enumerate(line[:-1]):
                    page.write(number, column, int(cell) if column == 6 and number else cell)
        else:
            _table_sheet(page)
    return path


def _table_sheet(page: Any) -> None:
    given = rows("wage")
    years = sorted({r["year"] for r in given})
    page.write_row(0, 0, ["Kod", "Nazwa", "ogółem"])
    page.write_row(1, 2, years)
    page.write_row(2, 2, ["[zł]"] * len(years))
    lines = {code: n for n, code in enumerate(sorted({r["teryt"] for r in given}), 3)}
    for code, line in lines.items():
        page.write_row(line, 0, [seven(code), name(code)])
    for r in given:
        page.write_number(lines[r["teryt"]], 2 + years.index(r["year"]), float(r["pln"]))


def rate_pages(path: Path, *, size: int = 200) -> list[Path]:
    """Answers of the Local Data Bank API, by-variable, in pages."""
    units: dict[str, list[Row]] = {}
    for r in rows("unemployment_rate"):
        units.setdefault(r["teryt"], []).append(r)
    attributes = {"A": 1, "P": 9, "Q": 4}
    results = [
        {
            "id": AREAS[code]["bdl_id"],
            "name": name(code),
            "values": [
                {"year": r["year"], "val": float(r["percent"] or 0), "attrId": attributes[r["obs_status"]]}
                for r in given
            ],
        }
        for code, given in units.items()
    ]
    files = []
    for page in range(0, len(results), size):
        file = path / f"bdl 60270 page {page // size}.json"
        answer = {
            "totalRecords": len(results),
            "page": page // size,
            "pageSize": size,
            "variableId": 60270,
            "results": results[page : page + size],
        }
        file.write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
        files.append(file)
    return files


def months_by_unit(path: Path) -> list[Path]:
    """Answers by-unit: twelve variables of a county, one a month; only months the bundled table calls corrected."""
    files = []
    counties = sorted({r["teryt"] for r in rows("unemployment_rate_monthly")})
    for code in counties:
        results = [
            {
                "id": 461680 + month - 1,
                "measureUnitId": 7,
                "values": [
                    {"year": r["month"][:4], "val": float(r["percent"]), "attrId": 1}
                    for r in rows("unemployment_rate_monthly")
                    if r["teryt"] == code and r["month"].endswith(f"-{month:02}") and r["vintage"] == "corrected"
                ],
            }
            for month in range(1, 13)
        ]
        file = path / f"bdl unit {code}.json"
        file.write_text(
            json.dumps({"unitId": AREAS[code]["bdl_id"], "unitName": name(code), "aggregateId": 1, "results": results}),
            encoding="utf-8",
        )
        files.append(file)
    return files


def sdg(path: Path) -> Path:
    """Indicator 8.d.3 of the SDG platform: two header rows, x where withheld."""
    given = [r for r in rows("bael_rates") if r["measure"] == "unemployment_rate" and r["sex"] == "total"]
    codes = sorted({r["teryt"] for r in given})
    cells = {(r["year"], r["teryt"]): r["percent"] or "x" for r in given}
    pl = ["-".join(w.capitalize() for w in AREAS[c]["short_pl"].split("-")) for c in codes]
    lines = [",".join(["year", *pl]), ",".join(["year", "Poland", *pl[1:]])]
    lines += [",".join([year, *(cells[year, c] for c in codes)]) for year in sorted({y for y, _ in cells})]
    path = path / "indicator_8-d-3-reg.csv"
    path.write_text(text(lines), encoding="utf-8")
    return path


AGES = {"15-24": "Y15-24", "20-64": "Y20-64", "15-74": "Y15-74", "15+": "Y_GE15", "25+": "Y_GE25"}


def eurostat_rows() -> list[Row]:
    return [
        r for r in rows("bael_rates_eurostat") if r["measure"] == "unemployment_rate" and r["released"] == "2024-06-13"
    ]


def _eurostat_code(r: Row) -> tuple[str, str, str]:
    return {"total": "T"}.get(r["sex"], r["sex"]), AGES[r["age"]], {"00": "PL", "22": "PL63"}[r["teryt"]]


def _eurostat_mark(r: Row) -> str:
    return ("b" if r["is_break"] == "1" else "") + ("u" if r["obs_status"] in {"U", "Q"} else "")


def eurostat_tsv(path: Path) -> Path:
    """The bulk TSV: other regions too, blanks behind headers, newest year first, flags behind figures."""
    years = sorted({r["year"] for r in eurostat_rows()}, reverse=True)
    series: dict[tuple[str, str, str], dict[str, str]] = {}
    for r in eurostat_rows():
        series.setdefault(_eurostat_code(r), {})[r["year"]] = f"{r['percent'] or ':'} {_eurostat_mark(r)}"
    series[("T", "Y15-74", "DE60")] = dict.fromkeys(years, "1.0 ")
    lines = ["freq,unit,sex,age,geo\\TIME_PERIOD\t" + "\t".join(f"{year} " for year in years)]
    lines += [
        f"A,PC,{sex},{age},{geo}\t" + "\t".join(cells.get(year, ": ") for year in years)
        for (sex, age, geo), cells in series.items()
    ]
    path = path / "estat_lfst_r_lfu3rt.tsv"
    path.write_text(text(lines), encoding="utf-8")
    return path


def sdmx_csv(path: Path) -> Path:
    lines = ["DATAFLOW,LAST UPDATE,freq,unit,sex,age,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG"]
    for r in eurostat_rows():
        sex, age, geo = _eurostat_code(r)
        lines.append(
            f"ESTAT:LFST_R_LFU3RT(1.0),13/06/24 23:00:00,A,PC,{sex},{age},{geo},{r['year']},{r['percent']},{_eurostat_mark(r)}"
        )
    path = path / "lfst_r_lfu3rt_linear.csv"
    path.write_text(text(lines), encoding="utf-8")
    return path


def json_stat(path: Path, *, version: int = 2) -> Path:
    ids = ["freq", "sex", "age", "geo", "time"]
    given = {(*_eurostat_code(r), r["year"]): r for r in eurostat_rows()}
    codes = [["A"], *(sorted({key[i] for key in given}) for i in range(4))]
    value, status, n = {}, {}, 0
    for sex in codes[1]:
        for age in codes[2]:
            for geo in codes[3]:
                for year in codes[4]:
                    r = given.get((sex, age, geo, year))
                    if r is not None and r["percent"]:
                        value[str(n)] = float(r["percent"])
                    if r is not None and _eurostat_mark(r):
                        status[str(n)] = _eurostat_mark(r)
                    n += 1
    dimension = {d: {"category": {"index": {c: i for i, c in enumerate(codes[k])}}} for k, d in enumerate(ids)}
    size = [len(c) for c in codes]
    dataset: dict[str, Any] = {
        "version": "2.0",
        "class": "dataset",
        "updated": "2024-06-13T23:00:00+0200",
        "id": ids,
        "size": size,
        "dimension": dimension,
        "value": value,
        "status": status,
    }
    if version == 1:
        dataset = {
            "dataset": {
                "dimension": dimension | {"id": ids, "size": size},
                "value": [value.get(str(i)) for i in range(n)],
                "status": status,
                "updated": "2024-06-13",
            }
        }
    path = path / "lfst_r_lfu3rt.json"
    path.write_text(json.dumps(dataset), encoding="utf-8")
    return path


def groups_long(path: Path) -> Path:
    """Shares by economic age group: the members are columns of our table."""
    members = {
        "pre_working_percent": "w wieku przedprodukcyjnym",
        "working_percent": "w wieku produkcyjnym",
        "post_working_percent": "w wieku poprodukcyjnym",
    }
    lines = ["Kod;Nazwa;Ekonomiczne grupy wieku;Rok;Wartosc;Jednostka miary;Atrybut"]
    lines += [
        f"{seven(r['teryt'])};{name(r['teryt'])};{label};{r['year']};{comma(r[column])};%;"
        for r in rows("population_age_groups")
        for column, label in members.items()
    ]
    path = path / "LUDN_CREL_20200101000000.csv"
    path.write_text(text(lines), encoding="utf-8")
    return path


def nuts3_long(path: Path) -> Path:
    """P1946: codes of subregions have twelve digits; subregions of other voivodeships stand there too."""
    first = {}
    for row in AREAS.values():
        if row["nuts3"]:
            first.setdefault(row["nuts3"], row["bdl_id"][:7] + "00000")
    lines = ['"Kod";"Nazwa";"Wiek";"Płeć";"Rok";"Wartosc";"Jednostka miary";"Atrybut";']
    lines += [
        f'{first[r["nuts"]]};"PODREGION";"ogółem";"{SEXES[r["sex"]]}";"{r["year"]}";{r["persons"]};"osoba";"";'
        for r in rows("nuts3_unemployed")
    ]
    lines += [
        f'011212000000;"PODREGION KRAKOWSKI";"ogółem";"{sex}";"{year}";1;"osoba";"";'
        for sex in SEXES.values()
        for year in range(2000, 2023)
    ]
    path = path / "RYNE_1946_CREL_20230312143348.csv"
    path.write_text(text(lines), encoding="utf-8")
    return path


# what the shape is -> (how it is written, figures in it that our table has)
SHAPES: dict[str, tuple[Callable[[Path], Path | list[Path]], int]] = {
    "CREL": (bael_long, 1792),
    "CREL saved again": (lambda p: resaved(p, "utf-8"), 1792),
    "CREL with a byte order mark": (lambda p: resaved(p, "utf-8-sig"), 1792),
    "CREL in Windows-1250": (lambda p: resaved(p, "cp1250"), 1792),
    "CREL in UTF-16": (lambda p: resaved(p, "utf-16"), 1792),
    "CREL, 12 digits, commas": (lambda p: rates_long(p, codes="12", mark=","), 6115),
    "CREL, 7 digits, points": (lambda p: rates_long(p, codes="7", mark="."), 6115),
    "CREL, members are columns": (groups_long, 1020),
    "CREL of subregions": (nuts3_long, 345),
    "CTAB": (unemployed_wide, 8751),
    "CTAB, two header rows": (wage_levels, 440),
    "XLSX, DANE": (lambda p: bael_workbook(p, "DANE"), 1792),
    "XLSX, TABLICA": (lambda p: bael_workbook(p, "TABLICA").rename(p / "WYNA_2497_XTAB_20260112161217.xlsx"), 440),
    "BDL API by variable": (rate_pages, 6115),
    "BDL API by unit": (months_by_unit, 1200),
    "SDG platform": (sdg, 255),
    "Eurostat TSV": (eurostat_tsv, 40),
    "SDMX-CSV": (sdmx_csv, 40),
    "JSON-stat 2": (json_stat, 40),
    "JSON-stat 1": (lambda p: json_stat(p, version=1), 40),
}  # fmt: skip
