"""What the cases of all paths judge in the same way."""

import json
import time
from dataclasses import dataclass

from driver.shell import LabError


@dataclass
class State:
    """`finding`: the key that must be among the findings. `blocks`: whether the plan must be refused."""

    name: str
    make: str
    finding: str
    blocks: bool
    undo: str


def later(before):
    """Every service runs and was started anew."""
    return lambda after: all(now > then for now, then in zip(after, before))


def unchanged(trial, site, before, but=None):
    """All is as it was before."""
    but = but or {}
    now = site.all()
    for what, seen in now.items():
        trial.expect(what, seen, but.get(what, before[what]), before[what])


def steps(trial, handrail):
    """Puts the run's own words about its steps into the table; returns the newest run."""
    run = handrail.runs()[0]["run"]
    shown = handrail.show(run)
    verdicts = [step["outcome"] for hop in shown["hops"] for step in hop["steps"]]
    trial.result.steps = len(verdicts)
    trial.result.verdicts = ", ".join(f"{verdicts.count(each)} {each}" for each in dict.fromkeys(verdicts))
    trial.expect("journal and server's logs differ", handrail.journal(run).differs(), "")
    trial.expect("questions about configuration after the stop", handrail.journal(run).asked_late(), [])
    return run


def wait_for(started, word, seconds=240):
    """Waits until the command has said a word."""
    for _ in range(seconds * 10):
        if word in started.output:
            return
        if started.process.poll() is not None:
            raise LabError(f"Handrail ended with {started.code} before it said {word!r}:\n{started.output[-1500:]}")
        time.sleep(0.1)
    raise LabError(f"Handrail did not say {word!r} within {seconds} s.")


def found(trial, handrail, states, *options):
    """Makes each state, lets Handrail plan, and mends the state again."""
    for state in states:
        handrail.server.out(state.make)
        done = handrail.run("plan", handrail.address(), *options, "--json")
        handrail.server.out(state.undo)
        keys = [each["key"] for each in json.loads(done.output).get("findings", [])] if done.output.startswith("{") else []
        seen = f"{state.finding if state.finding in keys else keys or done.output[:200]}, exit code {done.code}"
        trial.expect(state.name, seen, f"{state.finding}, exit code {3 if state.blocks else 0}")
