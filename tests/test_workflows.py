"""Promises about the workflows: what they test, publish and may do."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import fetch_pyodide
import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent

WORKFLOWS = {
    path.name: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / ".github" / "workflows").glob("*.y*ml"))
}
every_workflow = pytest.mark.parametrize("name", WORKFLOWS)
ON = True  # how YAML 1.1 reads the key `on`


def listed(value: str | list[str] | None) -> list[str]:
    """What a workflow may write as one name or as a list of names."""
    return [value] if isinstance(value, str) else list(value or [])


BEFORE_A_DEPLOYMENT = {
    "every test": "bash .ci/run",
    "the notebooks in a browser": "bash .ci/run TESTS=tests/test_lite.py",
    "the pages where they are read": "bash .ci/run TESTS=tests/test_live_python.py",
}


def commands(job: dict) -> list[str]:
    """The commands that a job always runs, and fails with."""
    ways_around = {"if", "continue-on-error"}
    if ways_around & set(job):
        return []
    return [step["run"] for step in job["steps"] if "run" in step and not ways_around & set(step)]


def deploys(job: dict) -> bool:
    """Whether a job can publish: it may write pages, or says that it deploys."""
    actions = [step.get("uses", "") for step in job["steps"]]
    may = job.get("permissions", {}).get("pages") == "write"
    return may or "environment" in job or any("deploy" in action for action in actions)


def before(jobs: dict, name: str) -> set[str]:
    """The jobs that must have succeeded before job `name` starts, near and far."""
    found = set()
    if re.search(r"always|cancelled|failure", str(jobs[name].get("if", ""))):
        return found  # such a job starts although one before it has failed
    for other in listed(jobs[name].get("needs")):
        found |= {other} | before(jobs, other)
    return found


def untested(jobs: dict) -> list[str]:
    """What a deployment does not wait for."""
    return [
        f"{name}: {tests}"
        for name in filter(lambda name: deploys(jobs[name]), jobs)
        for tests, command in BEFORE_A_DEPLOYMENT.items()
        if not any(command in commands(jobs[other]) for other in before(jobs, name))
    ]


@every_workflow
def test_nothing_is_published_before_the_tests_have_passed(name):
    assert untested(WORKFLOWS[name]["jobs"]) == []


def test_the_pages_are_published_from_main_and_by_one_workflow():
    (name,) = [n for n, w in WORKFLOWS.items() if any(map(deploys, w["jobs"].values()))]
    (job,) = filter(deploys, WORKFLOWS[name]["jobs"].values())
    assert job["if"] == "github.event_name == 'push' && github.ref == 'refs/heads/main'"


EVERYTHING, *IN_BROWSER = BEFORE_A_DEPLOYMENT.values()


@pytest.mark.parametrize(
    ("job", "change"),
    [
        ("deploy", {"needs": []}),
        ("deploy", {"needs": ["test"]}),
        ("deploy", {"needs": ["browser"]}),
        ("deploy", {"if": "always()"}),
        ("deploy", {"if": "${{ !cancelled() }}"}),
        ("test", {"continue-on-error": True}),
        ("test", {"if": "github.event_name != 'push'"}),
        ("test", {"steps": [{"run": EVERYTHING, "continue-on-error": True}]}),
        ("test", {"steps": [{"run": EVERYTHING, "if": "github.event_name != 'push'"}]}),
        ("test", {"steps": [{"run": f"{EVERYTHING} || true"}]}),
        ("test", {"steps": []}),
        ("browser", {"steps": [{"run": run, "continue-on-error": True} for run in IN_BROWSER]}),
        *(("browser", {"steps": [{"run": run}]}) for run in IN_BROWSER),
        ("browser", {"steps": []}),
    ],
)
def test_no_way_around_the_tests_is_overlooked(job, change):
    jobs = WORKFLOWS["test.yml"]["jobs"]
    assert untested({**jobs, job: {**jobs[job], **change}})


def test_the_site_brings_along_the_pyodide_that_the_notebooks_ran_in():
    """One job fetches it, runs the notebooks in it, builds the site with it, and hands that on."""
    (job,) = [job for job in WORKFLOWS["test.yml"]["jobs"].values() if "make book" in commands(job)]
    assert ROOT / job["env"]["PYODIDE_DIR"] == fetch_pyodide.FOLDER
    assert job["env"]["EVERY_NOTEBOOK"]  # what `make test` leaves out is run here
    assert commands(job) == ["make pyodide", *IN_BROWSER, "make book"]
    handed_on = [step for step in job["steps"] if "upload-pages" in step.get("uses", "")]
    assert [step["with"]["path"] for step in handed_on] == ["_build/html"]
    assert job["steps"][-1] == handed_on[0]


def pythons(job: dict) -> set[str]:
    """The versions of Python in the matrix of a job that runs every test."""
    if not any(re.fullmatch(r"bash \.ci/run( DEPS=\S.*)?", line) for line in commands(job)):
        return set()
    matrix = job["strategy"]["matrix"]
    return {*matrix.get("python", []), *(row["python"] for row in matrix.get("include", []))}


def test_every_python_that_the_package_names_runs_every_test():
    """The oldest and the newest with each change, those between once a week."""
    project = tomllib.loads((ROOT / "code" / "pyproject.toml").read_text("utf-8"))["project"]
    named = [line.rpartition(" :: ")[2] for line in project["classifiers"] if "3." in line]
    tested = {
        name: set().union(*map(pythons, workflow["jobs"].values()))
        for name, workflow in WORKFLOWS.items()
    }
    assert project["requires-python"] == f">={named[0]}"
    assert tested["test.yml"] == {named[0], named[-1]}
    assert tested["test.yml"] | tested["weekly.yml"] == set(named)


@every_workflow
def test_no_other_step_fetches_anything_by_itself(name):
    jobs = WORKFLOWS[name]["jobs"]
    ran = [step["run"] for job in jobs.values() for step in job["steps"] if "run" in step]
    assert all(re.fullmatch(r"(bash \.ci/run|make [a-z]+)( [\w=./${}\s]+)?", line) for line in ran)
    fetching = [name for name, job in jobs.items() if "make pyodide" in commands(job)]
    assert fetching == {"test.yml": ["browser"], "weekly.yml": ["browsers"]}.get(name, [])


def test_the_other_browsers_are_tried_each_week():
    job = WORKFLOWS["weekly.yml"]["jobs"]["browsers"]
    assert job["env"]["EVERY_BROWSER"]
    assert commands(job)[-1] == "bash .ci/run TESTS=tests/test_other_browsers.py"


def test_a_deployment_is_never_cut_off():
    """Only a run of a pull request is canceled by a newer one, and it deploys nothing."""
    concurrency = WORKFLOWS["test.yml"]["concurrency"]
    assert concurrency["group"] == "test-${{ github.ref }}"
    assert concurrency["cancel-in-progress"] == "${{ github.event_name == 'pull_request' }}"


def test_a_push_to_a_pull_request_is_tested_once():
    triggers = WORKFLOWS["test.yml"][ON]
    assert "pull_request" in triggers
    assert triggers["push"] == {"branches": ["main"]}


@every_workflow
def test_a_workflow_has_the_least_permissions(name):
    workflow = WORKFLOWS[name]
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        allowed = {"pages": "write", "id-token": "write"} if deploys(job) else {}
        assert job.get("permissions", {}) == allowed
        assert job["timeout-minutes"] <= 60


@every_workflow
def test_a_workflow_uses_only_the_actions_of_github_itself(name):
    steps = [step for job in WORKFLOWS[name]["jobs"].values() for step in job["steps"]]
    used = [step["uses"] for step in steps if "uses" in step]
    assert [action for action in used if not re.fullmatch(r"actions/[\w/-]+@v\d+", action)] == []


def test_other_hosts_are_asked_for_their_pages_once_a_week_and_by_no_change():
    asks = {
        name: any("make links" in commands(job) for job in workflow["jobs"].values())
        for name, workflow in WORKFLOWS.items()
    }
    assert asks == {"test.yml": False, "weekly.yml": True}


def test_the_actions_are_kept_up_to_date():
    text = (ROOT / ".github" / "dependabot.yml").read_text(encoding="utf-8")
    (update,) = yaml.safe_load(text)["updates"]
    assert (update["package-ecosystem"], update["directory"]) == ("github-actions", "/")
