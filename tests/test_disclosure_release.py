"""From counts to a release: the ladder, the ledger, the cache, and that what is published could be about other persons."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

import numpy as np
import pytest
from cohorts import PRESETS, one_number, ordinary, said, skewed, small_lattice

from pipelines.disclosure import audit, jobs, ladder, ledger
from pipelines.disclosure import certificate as certificates
from pipelines.disclosure.ladder import AuditError, Cohort
from pipelines.disclosure.lattice import AREA, Family, Lattice, Preset
from pipelines.disclosure.tables import Tables
from pipelines.disclosure.tokens import HIDDEN, Rule

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

P1, COARSE = PRESETS[0], PRESETS[2]
UNLUCKY = Lattice(
    "test", {AREA: ("a",), "kind": tuple("wxyz")}, (Family("region", ()), Family("region", ("kind",))), (), (12,)
)
UNLUCKY_PERSONS = np.array([13, 13, 13, 1]).reshape(UNLUCKY.shape)  # 15, 15, 15 and hidden, of 40: the last is 0 to 3


def cohort(persons: NDArray[np.int64], first: str = "2024-01", last: str = "2024-06", months: int = 12) -> Cohort:
    return Cohort(first, last, persons, months)


def test_a_release_has_a_clean_certificate_in_both_languages() -> None:
    lattice = small_lattice((6, 12))
    cohorts = [cohort(ordinary(lattice, 800, 1)), cohort(ordinary(lattice, 800, 2), "2024-07", "2024-12", 6)]
    made = ladder.release(lattice, COARSE, cohorts, synthetic=True, workers=1)
    assert [entry.cohort for entry in made.entries] == ["2024-01/2024-06", "2024-07/2024-12"]
    assert made.certificate["violations"] == 0
    assert made.certificate["attacks"]["tokens"]["narrowest"] == 5
    assert made.entries[1].lattice.months == (6,)
    polish, english = (certificates.text(made.certificate, language) for language in ("pl", "en"))
    assert "Dane syntetyczne." in polish
    assert "bez naruszeń" in polish
    assert "no violations" in english
    assert json.loads(json.dumps(made.certificate)) == made.certificate


def test_a_failed_audit_publishes_nothing_and_asks_a_person() -> None:
    with pytest.raises(AuditError) as caught:
        ladder.release(UNLUCKY, P1, [cohort(UNLUCKY_PERSONS)])
    assert caught.value.certificate["violations"] > 0
    assert caught.value.certificate["attacks"]["tokens"]["narrowest"] == 4
    polish = certificates.text(caught.value.certificate, "pl")
    assert "Nie wolno publikować" in polish
    assert (
        "- 2024-01/2024-06, Same opublikowane liczby, ich różnice i wcześniejsze wydania: kind=z:n: od 0 do 3" in polish
    )


def test_only_on_request_the_ladder_is_climbed() -> None:
    made, failed = ladder.climb(UNLUCKY, PRESETS[:2], [cohort(UNLUCKY_PERSONS)])
    assert made.certificate["preset"] == "P2"
    assert set(failed) == {"P1"}
    with pytest.raises(AuditError):
        ladder.climb(UNLUCKY, PRESETS[:1], [cohort(UNLUCKY_PERSONS)])


def test_a_sample_of_offices_is_named_in_the_certificate() -> None:
    lattice = small_lattice()
    made = ladder.release(lattice, COARSE, [cohort(ordinary(lattice, 800, 1))], insiders=2)
    assert made.certificate["insiders"] == {"attacked": 2, "possible": 8}
    assert "2 z 8 par" in certificates.text(made.certificate, "pl")


def test_an_unchanged_cohort_is_not_audited_again(tmp_path: Path) -> None:
    lattice = small_lattice()
    first, second = ordinary(lattice, 500, 3), ordinary(lattice, 500, 4)
    ladder.release(lattice, COARSE, [cohort(first)], cache_folder=tmp_path, insiders=1)
    heard: list[str] = []
    made = ladder.release(
        lattice,
        COARSE,
        [cohort(first), cohort(second, "2024-07", "2024-12")],
        cache_folder=tmp_path,
        insiders=1,
        tell=heard.append,
    )
    assert heard == ["2024-07/2024-12"]
    assert [audited["cached"] for audited in made.certificate["cohorts"]] == [True, False]


def test_a_release_repeated_word_for_word_is_not_audited_again(tmp_path: Path) -> None:
    lattice, heard = one_number(), []
    once = [cohort(np.full(lattice.shape, 40))]
    made = ladder.release(lattice, COARSE, once, cache_folder=tmp_path)
    ladder.release(lattice, COARSE, once, published=made.entries, cache_folder=tmp_path, tell=heard.append)
    assert not heard


def test_rows_hold_null_and_a_flag_where_a_count_is_hidden() -> None:
    lattice = small_lattice((6, 12))
    persons = ordinary(lattice, 400, 1)
    rows = list(ladder.protect(lattice, COARSE, cohort(persons)).rows())
    assert len(rows) == len(lattice.under(COARSE).cells)
    assert rows[0] == {
        "first": "2024-01",
        "last": "2024-06",
        "area": None,
        "sex": "total",
        "age": "total",
        "pathway": "total",
        "kind": "n",
        "month": None,
        "value": 400,
        "obs_status": "A",
        "lower": 398,
        "upper": 402,
    }
    hidden = [row for row in rows if row["obs_status"] == "C"]
    assert hidden
    assert all((row["value"], row["lower"], row["upper"]) == (None, 0, 12) for row in hidden)
    assert {(row["kind"], row["month"]) for row in rows} >= {("work", 6), ("other", 12), ("n", None)}


def test_a_torn_cache_is_audited_again(tmp_path: Path) -> None:
    lattice, heard = one_number(), []
    once = [cohort(np.full(lattice.shape, 40))]
    ladder.release(lattice, COARSE, once, cache_folder=tmp_path)
    (stored,) = tmp_path.iterdir()
    stored.write_text(stored.read_text()[:-5])
    ladder.release(lattice, COARSE, once, cache_folder=tmp_path, tell=heard.append)
    assert heard


def test_two_cores_give_what_one_gives() -> None:
    lattice = small_lattice()
    cohorts = [cohort(ordinary(lattice, 400, 1)), cohort(ordinary(lattice, 400, 2), "2024-07", "2024-12")]
    one, two = (ladder.release(lattice, COARSE, cohorts, workers=n, insiders=1).certificate for n in (1, 2))
    assert one["attacks"] == two["attacks"]


def test_the_ledger_keeps_every_token_once(tmp_path: Path) -> None:
    lattice, path = small_lattice(), tmp_path / "ledger.jsonl"
    entries = [ladder.protect(lattice, COARSE, cohort(ordinary(lattice, 800, seed))) for seed in (1, 2)]
    assert ledger.append(path, entries[:1]) == 1
    assert ledger.append(path, entries[:1]) == 0
    assert ledger.append(path, entries[1:]) == 1
    assert ledger.read(path) == tuple(
        dataclasses.replace(e, lattice=ledger.restore(ledger.describe(e.lattice))) for e in entries
    )


@pytest.mark.parametrize("edit", [lambda t: t.replace("null", "0", 1), lambda t: t.split("\n", 1)[1], lambda t: t[:-9]])
def test_a_changed_ledger_is_refused(tmp_path: Path, edit: object) -> None:
    lattice, path = small_lattice(), tmp_path / "ledger.jsonl"
    ledger.append(path, [ladder.protect(lattice, COARSE, cohort(ordinary(lattice, 300, seed))) for seed in (1, 2)])
    path.write_text(edit(path.read_text()))  # type: ignore[operator]
    with pytest.raises(ledger.LedgerError):
        ledger.read(path)


def test_earlier_releases_are_attacked_together_with_the_new_one() -> None:
    lattice = one_number()
    growing = [np.full(lattice.shape, count) for count in (17, 18)]  # 15, then 20: at least one came, at most nine
    old = ladder.protect(lattice, P1, cohort(growing[0]))
    made = ladder.release(lattice, P1, [cohort(growing[1])], published=[old])
    assert made.certificate["cohorts"][0]["releases"] == 2
    finer = Preset("fine", Rule(2, 5), P1.places)
    with pytest.raises(AuditError):
        # 3 to 7 were shown once; a rule that hides up to 12 cannot take it back
        ladder.release(
            lattice,
            Preset("odd", Rule(6, 1), P1.places),
            [cohort(np.full(lattice.shape, 7))],
            published=[ladder.protect(lattice, finer, cohort(np.full(lattice.shape, 7)))],
        )


def test_a_cohort_that_gains_months_is_one_file() -> None:
    lattice = small_lattice((6, 12))
    persons = ordinary(lattice, 900, 3)
    young = ladder.protect(lattice, COARSE, cohort(persons, months=6))
    made = ladder.release(lattice, COARSE, [cohort(persons)], published=[young], insiders=1)
    assert made.certificate["violations"] == 0
    assert made.certificate["cohorts"][0]["releases"] == 2


@pytest.mark.parametrize("seed", range(3))
def test_tables_in_whole_numbers_are_always_a_file(seed: int) -> None:
    lattice = small_lattice((6, 12))
    tables = Tables(lattice)
    persons = ordinary(lattice, 300, seed)
    other = tables.file(tables.fill(persons))
    assert (tables.fill(other) == tables.fill(persons)).all()
    assert (lattice.counts(other) == lattice.counts(persons)).all()
    assert (other != persons).any()


def witnesses(persons: NDArray[np.int64], lattice: Lattice, preset: Preset, count: int) -> list[NDArray[np.int64]]:
    """For each of `count` hidden cells two other files with the same tokens, whose counts there are at least four apart."""
    shown = lattice.under(preset)
    tables = Tables(shown)
    counts = shown.counts(persons)
    polyhedron = audit.polyhedron(tables, [said(preset.rule, counts)])
    hidden = np.flatnonzero(preset.rule.tokens(counts) == HIDDEN)
    found = []
    for i in np.random.default_rng(0).choice(hidden, count, replace=False):
        weights = np.zeros(len(counts))
        weights[i] = 1.0
        most, least = polyhedron.whole(weights), polyhedron.whole(-weights)
        assert most is not None
        assert least is not None
        two = tables.file(most), tables.file(least)
        assert shown.counts(two[0])[i] - shown.counts(two[1])[i] >= 4
        found.extend(two)
    return found


def test_other_files_go_through_the_whole_pipeline_to_the_same_release() -> None:
    lattice = small_lattice()
    persons = ordinary(lattice, 800, 5)
    made = ladder.release(lattice, P1, [cohort(persons)], insiders=0)
    others = witnesses(persons, lattice, P1, 30)
    assert len({other.tobytes() for other in others}) > 10
    entries = {ladder.protect(lattice, P1, cohort(other)).tokens for other in others}
    assert entries == {made.entries[0].tokens}
    for other in others[:3]:
        again = ladder.release(lattice, P1, [cohort(other)], insiders=0)
        assert again.entries == made.entries
        assert again.certificate["attacks"]["tokens"] == made.certificate["attacks"]["tokens"]


# Mutations: each deliberate break must be caught.


def test_a_threshold_of_eleven_is_caught() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        Rule(11, 5)
    careless = object.__new__(Rule)
    object.__setattr__(careless, "threshold", 11)
    object.__setattr__(careless, "base", 5)
    with pytest.raises(RuntimeError, match="own count"):
        # 12 is shown as 10, which cannot be told from what is hidden
        ladder.release(one_number(), Preset("P1", careless, P1.places), [cohort(np.full((1, 1), 12))])


def test_zero_shown_as_zero_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = Rule.tokens
    monkeypatch.setattr(Rule, "tokens", lambda self, counts: np.where(np.asarray(counts) == 0, 0, honest(self, counts)))
    lattice = small_lattice()
    persons = ordinary(lattice, 300, 1)
    persons[0] = 0
    with pytest.raises(RuntimeError, match="own count"):
        ladder.release(lattice, COARSE, [cohort(persons)])


def test_a_total_summed_from_tokens_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    lattice = one_number()
    honest = Lattice.counts

    def summed(self: Lattice, persons: NDArray[np.int64]) -> NDArray[np.int64]:
        return honest(self, np.where(persons > 12, (persons + 2) // 5 * 5, 0))

    persons = np.full(lattice.shape, 13)
    entry = ladder.protect(lattice, P1, cohort(persons))
    assert entry.tokens == (15,)
    areas = Lattice("test", {AREA: tuple("abcdef")}, (Family("region", ()), Family("area", ())), (), (12,))
    persons = np.full(areas.shape, 13)
    monkeypatch.setattr(ladder, "protect", lambda *args: _protected_with(summed, *args[:3]))
    with pytest.raises(RuntimeError, match="own count"):
        ladder.release(areas, P1, [cohort(persons)])


def _protected_with(counts: object, lattice: Lattice, preset: Preset, one: Cohort) -> ledger.Entry:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Lattice, "counts", counts)
        return _PROTECT(lattice, preset, one)


_PROTECT = ladder.protect


@pytest.mark.parametrize(
    "windows",
    [
        [("2024-01", "2024-06"), ("2024-06", "2024-12")],
        [("2024-01", "2024-12"), ("2024-07", "2024-12")],
        [("2024-01", "2024-06"), ("2024-01", "2024-06")],
        [("2024-06", "2024-01")],
    ],
)
def test_overlapping_windows_are_caught(windows: list[tuple[str, str]]) -> None:
    persons = np.full((1, 1), 40)
    with pytest.raises(ValueError, match="overlap"):
        ladder.release(one_number(), P1, [cohort(persons, *window) for window in windows])


def test_a_window_that_overlaps_an_earlier_release_is_caught() -> None:
    persons = np.full((1, 1), 40)
    old = ladder.protect(one_number(), P1, cohort(persons, "2024-01", "2024-12"))
    with pytest.raises(ValueError, match="overlap"):
        ladder.release(one_number(), P1, [cohort(persons, "2024-01", "2024-06")], published=[old])


def test_a_hidden_count_stored_as_zero_is_caught(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    entry = ladder.protect(one_number(), P1, cohort(np.full((1, 1), 4)))
    path = tmp_path / "ledger.jsonl"
    ledger.append(path, [dataclasses.replace(entry, tokens=(0,))])
    with pytest.raises(ledger.LedgerError):
        ledger.read(path)
    monkeypatch.setattr(ladder, "protect", lambda *args: dataclasses.replace(_PROTECT(*args), tokens=(0,)))
    with pytest.raises(RuntimeError, match="own count"):
        ladder.release(one_number(), P1, [cohort(np.full((1, 1), 4))])


def stress(seeds: Sequence[int]) -> dict[str, int]:
    """How many skewed files end at each rung; none may end without one, and no rung may prove one number or nobody."""
    lattice, ends = small_lattice(), {preset.name: 0 for preset in PRESETS}
    for seed in seeds:
        persons = skewed(lattice, int(np.random.default_rng(seed).integers(120, 3000)), seed)
        for preset in PRESETS:
            entry = ladder.protect(lattice, preset, cohort(persons))
            result = jobs.run(jobs.Job((entry,), persons, ()))["attacks"]["tokens"]["violations"]
            if preset is P1:
                assert not [v for v in result if v["rule"] == "empty" or v["lower"] == v["upper"]]
            if not result:
                ends[preset.name] += 1
                break
    return ends


def test_skewed_files_end_on_a_safe_rung() -> None:
    assert sum(stress((2, 4, 9, 10, 19, 20)).values()) == 6


@pytest.mark.simulation
def test_sixty_skewed_files_end_on_a_safe_rung() -> None:
    ends = stress(range(60))
    assert sum(ends.values()) == 60
    assert ends["P1"] >= 20
