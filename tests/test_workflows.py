"""Promises about the workflows: what they test, publish and may do."""

from __future__ import annotations

import re
from pathlib import Path

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


def runs_the_tests(job: dict) -> bool:
    """Whether a job fails unless every test passes."""
    ways_around = {"if", "continue-on-error"}
    commands = [step.get("run") for step in job["steps"] if not ways_around & set(step)]
    return "bash .ci/run" in commands and not ways_around & set(job)


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
    """The jobs that deploy what no test has passed."""
    return [
        name
        for name, job in jobs.items()
        if deploys(job) and not any(runs_the_tests(jobs[other]) for other in before(jobs, name))
    ]


@every_workflow
def test_nothing_is_published_before_the_tests_have_passed(name):
    assert untested(WORKFLOWS[name]["jobs"]) == []


def test_the_pages_are_published_from_main_and_by_one_workflow():
    (name,) = [n for n, w in WORKFLOWS.items() if any(map(deploys, w["jobs"].values()))]
    (job,) = filter(deploys, WORKFLOWS[name]["jobs"].values())
    assert job["if"] == "github.event_name == 'push' && github.ref == 'refs/heads/main'"


@pytest.mark.parametrize(
    ("job", "change"),
    [
        ("build", {"needs": []}),
        ("deploy", {"needs": []}),
        ("deploy", {"if": "always()"}),
        ("build", {"if": "${{ !cancelled() }}"}),
        ("test", {"continue-on-error": True}),
        ("test", {"if": "github.event_name != 'push'"}),
        ("test", {"steps": [{"run": "bash .ci/run", "continue-on-error": True}]}),
        ("test", {"steps": [{"run": "bash .ci/run", "if": "github.event_name != 'push'"}]}),
        ("test", {"steps": [{"run": "bash .ci/run || true"}]}),
        ("test", {"steps": []}),
    ],
)
def test_no_way_around_the_tests_is_overlooked(job, change):
    jobs = WORKFLOWS["test.yml"]["jobs"]
    assert untested({**jobs, job: {**jobs[job], **change}}) == ["deploy"]


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


def test_the_actions_are_kept_up_to_date():
    text = (ROOT / ".github" / "dependabot.yml").read_text(encoding="utf-8")
    (update,) = yaml.safe_load(text)["updates"]
    assert (update["package-ecosystem"], update["directory"]) == ("github-actions", "/")
