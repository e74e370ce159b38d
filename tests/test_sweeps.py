"""Promises of the sweeps: every point once, the same table wherever it runs, nothing hidden."""

import csv
import math
import sys
import threading

import joblib
import numpy as np
import pytest

from rectified import sweeps
from rectified.sweeps import ExperimentError, Table, run

GRID = {"lr": [0.01, 0.1], "name": ["tanh", "relu", "leaky"]}
SEEDS = [0, 1, 7]


def draw(seed, lr, name):
    rng = np.random.default_rng([seed, len(name)])
    return {"loss": lr * rng.random(), "steps": int(rng.integers(100))}


@pytest.fixture(scope="module")
def serial():
    return run(draw, GRID, SEEDS, n_jobs=1)


class TestRun:
    def test_every_point_and_seed_once_in_the_order_of_the_grid(self, serial):
        assert serial.columns == ("lr", "name", "seed", "loss", "steps")
        expected = [(lr, name, s) for lr in GRID["lr"] for name in GRID["name"] for s in SEEDS]
        assert [(r["lr"], r["name"], r["seed"]) for r in serial] == expected
        for row in serial:
            arguments = {key: row[key] for key in ("lr", "name", "seed")}
            assert {**arguments, **draw(**arguments)} == row

    def test_a_bare_number_is_called_value(self):
        table = run(lambda seed: seed**2, {}, range(4), n_jobs=1)
        assert table.to_dict() == {"seed": [0, 1, 2, 3], "value": [0, 1, 4, 9]}

    def test_numpy_values_become_plain_python(self):
        table = run(
            lambda seed, lr: {"a": np.float64(lr), "b": np.array(seed), "c": np.bool_(True)},
            {"lr": np.logspace(-1, 0, 2)},
            np.arange(2),
            n_jobs=1,
        )
        kinds = {type(value) for row in table for value in row.values()}
        assert kinds == {float, int, bool}

    def test_grid_values_may_be_anything(self):
        table = run(lambda seed, sizes: len(sizes), {"sizes": [[64], [64, 32]]}, [0], n_jobs=1)
        assert table["value"].tolist() == [1, 2]
        assert table.where(sizes=[64, 32])["value"].tolist() == [2]
        assert table["sizes"].tolist() == [[64], [64, 32]]

    def test_a_sweep_over_networks(self):
        from rectified import datasets, perceptron

        def updates(seed, margin):
            X, y = datasets.separable(30, margin=margin, seed=seed)
            return perceptron.fit(X, y).n_updates

        table = run(updates, {"margin": [0.02, 0.4]}, range(10), n_jobs=1)
        narrow, wide = table.group("margin", value="value")["mean"]
        assert narrow > wide


class TestWhereItRuns:
    def test_processes_give_the_table_of_the_serial_run(self, serial):
        assert run(draw, GRID, SEEDS, n_jobs=2).rows == serial.rows

    def test_closures_travel_to_other_processes(self):
        factor = 3
        with joblib.parallel_config(backend="loky"):
            table = run(lambda seed: factor * seed, {}, range(5), n_jobs=2)
        assert table["value"].tolist() == [0, 3, 6, 9, 12]

    @pytest.mark.parametrize("n_jobs", [1, 2])
    def test_an_active_configuration_decides_how_many_run_at_a_time(self, monkeypatch, n_jobs):
        asked = record_n_jobs(monkeypatch)
        with joblib.parallel_config(backend="threading", n_jobs=n_jobs):
            run(draw, GRID, SEEDS)
            run(draw, GRID, SEEDS, n_jobs=3)
        assert asked == [n_jobs, 3]

    def test_without_a_configuration_all_workers_are_used(self, monkeypatch):
        asked = record_n_jobs(monkeypatch)
        run(lambda seed: seed, {}, [0])
        assert asked == [-1]

    def test_a_dask_cluster_gives_the_table_of_the_serial_run(self, serial):
        distributed = pytest.importorskip("distributed", reason="Dask's cluster is not installed")
        offset = 100
        with (
            distributed.LocalCluster(
                n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None
            ) as cluster,
            distributed.Client(cluster),
            joblib.parallel_config(backend="dask"),
        ):
            assert run(draw, GRID, SEEDS).rows == serial.rows
            assert run(draw, GRID, SEEDS, progress=True).rows == serial.rows
            assert run(lambda seed: seed + offset, {}, [5])["value"].tolist() == [105]
            with pytest.raises(ExperimentError, match="at x=0, seed=0: ZeroDivisionError"):
                run(lambda seed, x: 1 / x, {"x": [1, 0]}, [0])


def record_n_jobs(monkeypatch):
    asked = []
    original = joblib.Parallel

    def recording(n_jobs, **options):
        asked.append(n_jobs)
        return original(1, **options)

    monkeypatch.setattr(sweeps.joblib, "Parallel", recording)
    return asked


class TestProgress:
    def test_it_stays_silent_away_from_a_terminal(self, capsys):
        run(draw, GRID, SEEDS, n_jobs=1)
        assert capsys.readouterr() == ("", "")

    def test_it_appears_on_a_terminal(self, capsys, monkeypatch):
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
        run(draw, GRID, SEEDS, n_jobs=1)
        assert "18/18" in capsys.readouterr().err

    def test_it_needs_no_thread(self, capsys, monkeypatch):
        def no_threads(*_arguments):
            raise RuntimeError("can't start new thread")

        monkeypatch.setattr(threading.Thread, "start", no_threads)
        run(draw, GRID, SEEDS, n_jobs=1, progress=True)
        assert "Warning" not in capsys.readouterr().err

    def test_it_obeys(self, capsys, monkeypatch, serial):
        assert run(draw, GRID, SEEDS, n_jobs=2, progress=True).rows == serial.rows
        assert "18/18" in capsys.readouterr().err
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
        run(draw, GRID, SEEDS, n_jobs=1, progress=False)
        assert capsys.readouterr() == ("", "")


class Stubborn(Exception):
    """An exception that cannot be rebuilt in another process."""

    def __init__(self, one, two):
        super().__init__(f"{one} and {two}")


class TestFailures:
    @pytest.mark.parametrize("n_jobs", [1, 2])
    @pytest.mark.parametrize("progress", [True, False])
    def test_the_error_says_which_point_and_seed(self, n_jobs, progress):
        def fails_once(seed, lr, name):
            if (lr, name, seed) == (0.1, "relu", 7):
                raise Stubborn("loss", "patience")
            return 1.0

        with pytest.raises(ExperimentError) as caught:
            run(fails_once, GRID, SEEDS, n_jobs=n_jobs, progress=progress)
        assert str(caught.value) == (
            "the experiment failed at lr=0.1, name='relu', seed=7: Stubborn: loss and patience"
        )
        assert "loss and patience" in str(caught.value.__cause__)

    @pytest.mark.parametrize(
        ("result", "message"),
        [
            (None, "TypeError: result 'value' must be a number, got None"),
            ({"loss": "low"}, "TypeError: result 'loss' must be a number, got 'low'"),
            (np.ones(2), "TypeError: result 'value' must be a number"),
            ({"lr": 1.0}, "ValueError: a result must have a name of its own, got 'lr'"),
            ({"seed": 1.0}, "ValueError: a result must have a name of its own, got 'seed'"),
        ],
    )
    def test_results_must_be_numbers_with_names_of_their_own(self, result, message):
        with pytest.raises(ExperimentError, match=message):
            run(lambda seed, lr: result, {"lr": [1]}, [0], n_jobs=1)

    def test_every_experiment_must_return_the_same_names(self):
        with pytest.raises(ValueError, match="every row must have the columns seed, a0, got seed"):
            run(lambda seed: {f"a{seed}": 1}, {}, [0, 1], n_jobs=1)

    @pytest.mark.parametrize(
        ("grid", "seeds", "error", "message"),
        [
            ({"lr": []}, [0], ValueError, r"grid\['lr'\] must hold at least one value, got \[\]"),
            ({"lr": [1, 2, 1]}, [0], ValueError, r"grid\['lr'\] .* different values, got 1 twice"),
            ({"lr": "relu"}, [0], ValueError, r"grid\['lr'\] must be a list .* got 'relu'"),
            ({"lr": 0.1}, [0], ValueError, r"grid\['lr'\] must be a list of values, got 0.1"),
            ({"seed": [1]}, [0], ValueError, "other than 'seed', got 'seed'"),
            ({3: [1]}, [0], ValueError, "grid must name parameters .* got 3"),
            ([("lr", [1])], [0], TypeError, "grid must be a dict of lists"),
            ({}, [], ValueError, "seeds must hold at least one whole number"),
            ({}, [0, 1, 0], ValueError, "seeds must hold different values, got 0 twice"),
            ({}, 5, ValueError, "seeds must be a list of different whole numbers, got 5"),
            ({}, [0.5], ValueError, "seeds must hold whole numbers >= 0, got 0.5"),
            ({}, [-1], ValueError, "seeds must hold whole numbers >= 0, got -1"),
        ],
    )
    def test_errors_name_the_parameter_and_the_value(self, grid, seeds, error, message):
        with pytest.raises(error, match=message):
            run(lambda seed, **point: 0, grid, seeds, n_jobs=1)

    def test_an_experiment_must_be_a_function(self):
        with pytest.raises(TypeError, match="experiment must be a function, got 'draw'"):
            run("draw", {}, [0])


ROWS = [
    {"lr": 0.1, "act": "relu", "loss": 1.0},
    {"lr": 0.1, "act": "tanh", "loss": 2.0},
    {"lr": 0.2, "act": "relu", "loss": 4.0},
    {"lr": 0.1, "act": "relu", "loss": 3.0},
    {"lr": 0.2, "act": "relu", "loss": math.nan},
]


class TestTable:
    def test_columns_are_arrays(self):
        table = Table(ROWS)
        assert len(table) == 5
        assert table["loss"].dtype == np.float64
        assert table["act"].tolist() == ["relu", "tanh", "relu", "relu", "relu"]

    def test_where_keeps_the_rows_that_match_everything(self):
        assert Table(ROWS).where(lr=0.1, act="relu")["loss"].tolist() == [1.0, 3.0]
        nothing = Table(ROWS).where(lr=5)
        assert len(nothing) == 0
        assert nothing.columns == ("lr", "act", "loss")

    def test_group_summarizes_in_order_of_appearance(self):
        groups = Table(ROWS[:4]).group("lr", "act", value="loss")
        assert [(g["lr"], g["act"], g["n"]) for g in groups] == [
            (0.1, "relu", 2),
            (0.1, "tanh", 1),
            (0.2, "relu", 1),
        ]
        first, single, _ = groups
        assert first["mean"] == 2.0
        assert first["sd"] == pytest.approx(math.sqrt(2))
        assert (first["min"], first["max"], first["n_finite"]) == (1.0, 3.0, 2)
        assert single["mean"] == 2.0
        assert math.isnan(single["sd"])

    def test_a_diverged_run_is_counted_and_never_averaged_away(self):
        group = Table(ROWS).group("lr", value="loss").rows[1]
        assert (group["n"], group["n_finite"]) == (2, 1)
        assert all(math.isnan(group[key]) for key in ("mean", "sd", "min", "max"))

    def test_infinity_is_counted_too(self):
        (group,) = Table([{"loss": math.inf}, {"loss": 1.0}]).group(value="loss")
        assert (group["n"], group["n_finite"], group["mean"]) == (2, 1, math.inf)
        assert math.isnan(group["sd"])

    def test_finite_leaves_diverged_runs_out_when_asked(self):
        table = Table(ROWS).finite("loss")
        assert len(table) == 4
        assert table.group("lr", value="loss").rows[1]["mean"] == 4.0

    def test_grouping_by_nothing_is_one_group(self):
        assert len(Table(ROWS).group(value="loss")) == 1

    def test_csv_keeps_every_digit(self, tmp_path):
        path = tmp_path / "sweep.csv"
        rows = [{"act": 'a, "b"', "loss": 0.1 + 0.2}, {"act": "é", "loss": math.nan}]
        Table(rows).to_csv(path)
        with open(path, newline="", encoding="utf-8") as file:
            back = list(csv.DictReader(file))
        assert [row["act"] for row in back] == ['a, "b"', "é"]
        assert float(back[0]["loss"]) == 0.1 + 0.2
        assert math.isnan(float(back[1]["loss"]))

    def test_to_dict_holds_the_columns(self):
        assert Table(ROWS[:2]).to_dict() == {
            "lr": [0.1, 0.1],
            "act": ["relu", "tanh"],
            "loss": [1.0, 2.0],
        }

    def test_it_prints_aligned_and_rounded(self):
        rows = [{"name": "relu", "loss": 1 / 3}, {"name": "leaky_relu", "loss": math.nan}]
        assert repr(Table(rows)).splitlines() == [
            "      name    loss",
            "      relu  0.3333",
            "leaky_relu     nan",
        ]

    def test_a_long_table_is_cut_when_printed(self):
        table = Table([{"i": i} for i in range(25)])
        assert repr(table).splitlines()[-2:] == ["19", "… and 5 more rows"]
        assert "… and 5 more rows" in table._repr_html_()
        assert table._repr_html_().count("<td>") == 20

    def test_html_is_a_table_with_headers_and_escaped_text(self):
        text = Table([{"a<b": "<script>"}])._repr_html_()
        assert '<th scope="col">a&lt;b</th>' in text
        assert "<td>&lt;script&gt;</td>" in text
        assert "<script>" not in text

    def test_an_empty_table_prints(self):
        assert repr(Table([], ["a", "b"])) == "a  b"
        assert repr(Table([])) == ""

    @pytest.mark.parametrize(
        "call",
        [
            lambda t: t["lost"],
            lambda t: t.where(lost=1),
            lambda t: t.group("lost", value="loss"),
            lambda t: t.group("lr", value="lost"),
            lambda t: t.finite("lost"),
        ],
    )
    def test_an_unknown_column_is_named(self, call):
        with pytest.raises(ValueError, match=r"column must be one of 'lr', 'act', 'loss'.*'lost'"):
            call(Table(ROWS))

    def test_only_numbers_are_summarized(self):
        with pytest.raises(ValueError, match="value must be a column of numbers, got 'act'"):
            Table(ROWS).group("lr", value="act")
