"""The certificate of a release: what was attacked, how, and what was found, for machines and for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from pipelines.disclosure.attack import CANDIDATES
from pipelines.disclosure.jobs import SCENARIOS, code_hash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.disclosure.lattice import Lattice, Preset

Certificate = dict[str, Any]
_LISTED = 20

_WORDS = {
    "pl": {
        "title": "Świadectwo ochrony osób",
        "synthetic": "Dane syntetyczne.",
        "preset": "Stopień drabiny {preset}: liczby do {threshold} (także zero) są ukryte, pozostałe zaokrąglone do {base}.",
        "lattice": "Zamknięta lista tablic: wersja {lattice}. Kod kontroli: {code}.",
        "cohorts": "Kohorty: {cohorts}. Obszary: {areas}.",
        "tokens": "Same opublikowane liczby, ich różnice i wcześniejsze wydania",
        "known_sizes": "Dodatkowo znana dokładnie liczebność każdej grupy",
        "insiders": "Urząd, który zna wszystkie swoje sprawy",
        "attack": "{name}: cele {targets}, w tym wrażliwe {sensitive}; naruszenia: {violations}; najwęższy przedział: {narrowest}.",
        "at_least": "co najmniej {n} możliwych liczb",
        "exactly": "możliwe liczby: {n}",
        "none": "nie sprawdzano",
        "sampled": "Uwaga: atak urzędu sprawdzono w {part} z {whole} par kohorta–obszar (wybór losowy).",
        "passed": "Wynik: bez naruszeń. Czas: {seconds} s.",
        "failed": "Wynik: naruszenia: {violations}. Nie wolno publikować. Czas: {seconds} s.",
        "apart": (
            "Osobno sprawdzone małe tablice: {count}, w nich cele {targets}, w tym wrażliwe {sensitive}. Nieopublikowane: {refused}."
        ),
        "alone": "Każda tablica jest atakowana sama; zestawiania liczb z różnych tablic kontrola nie obejmuje.",
        "joint": (
            "Atak łączny: tablice o tych samych osobach, powiązane równościami i zawieraniem znanymi z kodu, atakowane razem. "
            "Rodzaje powiązań: {declared}, w miejscach i latach: {links}; tablice: {tables}, układy: {bundles}; komórki: {cells}, "
            "z tego zawężone przez powiązania: {tightened}."
        ),
        "jointly_tokens": "Łącznie, same opublikowane liczby",
        "jointly_known_sizes": "Łącznie, znana też dokładnie liczebność każdej grupy, jednej tablicy i wszystkich naraz",
        "jointly_insiders": "Łącznie, urząd, który zna wszystkie swoje sprawy",
        "joint_scope": (
            "Atak łączny to programy liniowe dla całego układu: komórki i różnice, w tablicach i między nimi, a wcześniejsze wydania "
            "o tyle, o ile mogą mówić o tych samych osobach. Nie obejmuje powiązań spoza listy (links.toml) ani przyrostów między "
            "wydaniami kilku tablic naraz."
        ),
        "no_table": "żadna",
        "estimates": (
            "Porównania powiatów i oszacowania działania modelu nie powstają z tych liczb i nie są w rejestrze publikacji. "
            "Drukujemy je tak grubo, że za każdą stoi co najmniej pięć możliwych liczb osób, gdyby wszystkie inne były znane; "
            "różnic między ich wydaniami ta kontrola nie obejmuje."
        ),
        "money": (
            "Kwoty degresywnego wsparcia mają własną regułę: co najmniej trzech płatników, żaden z więcej niż trzema czwartymi, "
            "zaokrąglenie do 1000 zł, i tylko tam, gdzie liczba odbiorców jest jawna. Koszty kroków podajemy według tej samej reguły, "
            "jedną sumą regionu dla lat wejścia i częścią z Funduszu Pracy. Tych sum ta kontrola nie atakuje."
        ),
        "rows": (
            "Liczby wierszy dostaw, przyjętych i odłożonych, podlegają tej samej regule; tylko zero podajemy, bo brak wierszy "
            "mówi o pliku, a nie o osobach. Dokładne zostają w strefie zastrzeżonej."
        ),
        "promise": (
            "Zakres: opisane ataki liniowe na opublikowane liczby. Świadectwo nie stwierdza, że dane są anonimowe "
            "ani że rozpoznanie osoby jest niemożliwe."
        ),
        "finding": "{cohort}, {where}: {larger}{smaller}: od {lower} do {upper}",
        "less": " bez {smaller}",
        "more": "… i jeszcze: {more}.",
        "decimal": ",",
        "thousands": "\u202f",
    },
    "en": {
        "title": "Certificate of protection",
        "synthetic": "Synthetic data.",
        "preset": "Rung {preset} of the ladder: counts up to {threshold} (zero too) are hidden, the others rounded to {base}.",
        "lattice": "Closed list of tables: version {lattice}. Code of the audit: {code}.",
        "cohorts": "Cohorts: {cohorts}. Areas: {areas}.",
        "tokens": "The published numbers alone, their differences and earlier releases",
        "known_sizes": "With the size of every group known exactly besides",
        "insiders": "An office that knows all its own cases",
        "attack": "{name}: targets {targets}, sensitive {sensitive}; violations: {violations}; narrowest interval: {narrowest}.",
        "at_least": "at least {n} possible counts",
        "exactly": "possible counts: {n}",
        "none": "not attacked",
        "sampled": "Note: offices attacked in {part} of {whole} pairs of cohort and area (drawn at random).",
        "passed": "Result: no violations. Time: {seconds} s.",
        "failed": "Result: violations: {violations}. Must not be published. Time: {seconds} s.",
        "apart": (
            "Small tables audited apart: {count}, with {targets} targets, {sensitive} of them sensitive. Not published: {refused}."
        ),
        "alone": "Each table is attacked by itself; putting counts of different tables together is not part of the audit.",
        "joint": (
            "Joint attack: tables about the same persons, linked by equalities and containment known from the code, attacked together. "
            "Kinds of links: {declared}, at places and in years: {links}; tables: {tables}, systems: {bundles}; cells: {cells}, "
            "of them narrowed by links: {tightened}."
        ),
        "jointly_tokens": "Jointly, the published numbers alone",
        "jointly_known_sizes": "Jointly, with the size of every group known exactly besides, of one table and of all at once",
        "jointly_insiders": "Jointly, an office that knows all its own cases",
        "joint_scope": (
            "The joint attack is linear programs over the whole system: cells and differences, within tables and between them, and "
            "earlier releases as far as they can be of the same persons. It does not cover links that are not listed (links.toml) or "
            "what was added between releases of several tables at once."
        ),
        "no_table": "none",
        "estimates": (
            "Comparisons of counties and estimates of the effect are not made from these counts and are not in the ledger. "
            "They are printed so coarsely that at least five counts of persons stand behind each, were all others known; "
            "differences between their releases are not part of the audit."
        ),
        "money": (
            "Amounts of degressive support follow a rule of their own: three payers or more, none with more than three quarters, "
            "rounded to PLN 1,000, and only where the number of recipients is told. Costs of steps are given by the same rule, as one "
            "sum of the region for years of entry and the part from the Labour Fund. These sums are not attacked by the audit."
        ),
        "rows": (
            "Numbers of rows of deliveries, kept and set aside, follow the same rule; only zero is told, because a lack of rows "
            "says something of the file and nothing of persons. Exact ones stay in the restricted zone."
        ),
        "promise": (
            "Scope: the linear attacks described, on the published numbers. The certificate does not say that the data "
            "are anonymous or that a person cannot be recognised."
        ),
        "finding": "{cohort}, {where}: {larger}{smaller}: from {lower} to {upper}",
        "less": " without {smaller}",
        "more": "… and more: {more}.",
        "decimal": ".",
        "thousands": ",",
    },
}


def certificate(
    lattice: Lattice, preset: Preset, audits: Sequence[dict[str, Any]], *, seconds: float, synthetic: bool
) -> Certificate:
    """Put the audits of all cohorts together; `seconds` is the time of this run, cached audits cost none of it."""
    totals = {}
    for name in SCENARIOS:
        parts = [audit["attacks"][name] for audit in audits]
        numbers = ("targets", "sensitive", "witnessed", "programs")
        totals[name] = {
            **{number: sum(part[number] for part in parts) for number in numbers},
            "narrowest": min((part["narrowest"] for part in parts if part["narrowest"] is not None), default=None),
            "violations": sum(len(part["violations"]) for part in parts),
        }
    areas = len(lattice.dimensions["area"])
    return {
        "synthetic": synthetic,
        "preset": preset.name,
        "rule": {"threshold": preset.rule.threshold, "base": preset.rule.base},
        "lattice": lattice.version,
        "code": code_hash(),
        "areas": areas,
        "violations": sum(total["violations"] for total in totals.values()),
        "insiders": {"attacked": sum(len(audit["insiders"]) for audit in audits), "possible": areas * len(audits)},
        "attacks": totals,
        "cohorts": list(audits),
        "seconds": round(seconds, 1),
        "seconds_of_audits": round(sum(audit["seconds"] for audit in audits), 1),
    }


def without_findings(told: Certificate) -> Certificate:
    """A certificate that may be published; of counts that are held back it tells the rule and that they are, no more."""
    if not told["violations"]:
        return told
    kept = ("synthetic", "preset", "rule", "lattice", "code", "areas", "seconds_of_audits")
    return {**{name: told[name] for name in kept}, "withheld": True}


def text(facts: Certificate, language: Literal["pl", "en"]) -> str:
    """The certificate in sentences, one to a line."""
    words = _WORDS[language]
    lines = [words["title"]]
    if facts["synthetic"]:
        lines.append(words["synthetic"])
    lines.append(words["preset"].format(preset=facts["preset"], **facts["rule"]))
    lines.append(words["lattice"].format(**facts))
    lines.append(words["cohorts"].format(cohorts=len(facts["cohorts"]), areas=facts["areas"]))
    lines += [_attack(words[name], facts["attacks"][name], language) for name in SCENARIOS]
    insiders = facts["insiders"]
    if insiders["attacked"] < insiders["possible"]:
        lines.append(words["sampled"].format(part=insiders["attacked"], whole=insiders["possible"]))
    seconds = str(facts["seconds_of_audits"]).replace(".", words["decimal"])
    lines.append(
        words["failed" if facts["violations"] else "passed"].format(violations=facts["violations"], seconds=seconds)
    )
    lines += _findings(facts, language)
    if facts.get("populations"):
        lines.append(_apart(facts["populations"], language))
        lines += _joint(facts["joint"], language) if facts.get("joint") else [words["alone"]]
    lines += [words["rows"], words["estimates"], words["money"], words["promise"]]
    return "\n".join(lines) + "\n"


def _apart(populations: dict[str, Certificate], language: Literal["pl", "en"]) -> str:
    words = _WORDS[language]
    attacks = [attack for told in populations.values() for attack in told["attacks"].values()]
    numbers = {key: _whole(sum(attack[key] for attack in attacks), language) for key in ("targets", "sensitive")}
    refused = ", ".join(name for name, told in populations.items() if told["violations"]) or words["no_table"]
    return str(words["apart"].format(count=len(populations), refused=refused, **numbers))


def _attack(name: str, attack: dict[str, Any], language: Literal["pl", "en"]) -> str:
    words, candidates = _WORDS[language], attack["narrowest"]
    narrowest = (
        words["none"]
        if candidates is None
        else words["at_least" if candidates >= CANDIDATES else "exactly"].format(n=candidates)
    )
    numbers = {key: _whole(attack[key], language) for key in ("targets", "sensitive", "violations")}
    return str(words["attack"].format(name=name, narrowest=narrowest, **numbers))


def _joint(told: dict[str, Any], language: Literal["pl", "en"]) -> list[str]:
    """What was attacked jointly, with what result, and what that does not cover."""
    words = _WORDS[language]
    names = ("declared", "links", "tables", "cells", "tightened")
    numbers = {name: _whole(told[name], language) for name in names}
    return [
        words["joint"].format(bundles=len(told["bundles"]), **numbers),
        *(_attack(words[f"jointly_{name}"], told["attacks"][name], language) for name in SCENARIOS),
        words["joint_scope"],
    ]


def _whole(number: int, language: Literal["pl", "en"]) -> str:
    return f"{number:,}".replace(",", _WORDS[language]["thousands"])


def _findings(facts: Certificate, language: Literal["pl", "en"]) -> list[str]:
    """The first violations, for the person who decides; a published certificate has none."""
    words, lines = _WORDS[language], []
    for audit in facts["cohorts"]:
        for name in SCENARIOS:
            for violation in audit["attacks"][name]["violations"]:
                smaller = violation["smaller"]
                less = words["less"].format(smaller=smaller) if smaller else ""
                found = {**violation, "smaller": less, "cohort": audit["cohort"], "where": words[name]}
                lines.append("- " + words["finding"].format(**found))
    if len(lines) > _LISTED:
        return [*lines[:_LISTED], words["more"].format(more=_whole(len(lines) - _LISTED, language))]
    return lines
