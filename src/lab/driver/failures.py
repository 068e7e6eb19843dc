"""Known failures that cases provoke for real, and how an admin gets over each."""

import json
from dataclasses import dataclass

from driver.shell import LabError

RECOVER = "recover"
RETRY = "retry"
ROLL_BACK = "roll-back"


@dataclass(frozen=True)
class Failure:
    """One of the failure library. `cause` and `mended`: in words. `make`: breaks something on the server. `mend`: what the admin
    does there before going on. `choice`: how the run goes on."""

    key: str
    step: str
    cause: str
    mended: str
    make: str = ""
    mend: str = ""
    choice: str = RETRY

    @property
    def way(self):
        """How it is got over, in the words of the table."""
        how = {RECOVER: "recovery script", RETRY: "by hand", ROLL_BACK: "roll-back"}[self.choice]
        return f"{how}: {self.mended}"


def named(trial, handrail, run, failure):
    """The run's journal names the failure at its step, and offers what the admin chooses next; answers whether it does."""
    step, key, offered = (handrail.journal(run).failed() or [("", "nothing", [])])[-1]
    good = trial.expect(f"failure named when {failure.cause}", f"{key or 'none'} at {step}", f"{failure.key} at {failure.step}")
    return trial.expect(f"{failure.choice} offered then", failure.choice in offered, True) and good


def one_by_one(trial, handrail, failures, *options):
    """Upgrades while one thing after another is broken, each while the run stands still, and got over; answers with the run."""
    done = handrail.run("upgrade", handrail.address(), "--yes", *options, "--answers", _answers(handrail, {"kind": "manual", "choice": "stop"}))
    trial.expect("exit code of an upgrade that is paused before its first step", done.code, 6)
    run = handrail.runs()[0]["run"]
    resume = ["resume", run, "--yes", *(["--merge", "mine"] if "--merge" in options else [])]
    next_answers = []
    for failure in failures:
        handrail.server.out(failure.make)
        done = handrail.run(*resume, "--answers", _answers(handrail, *next_answers))
        if not named(trial, handrail, run, failure):
            raise LabError(f"Handrail ended with {done.code} and said last:\n{done.output[-1500:]}")
        handrail.server.out(failure.mend)
        next_answers = [{"step": failure.step, "kind": "failed", "choice": failure.choice}]
    done = handrail.run(*resume, "--answers", _answers(handrail, *next_answers))
    trial.expect("exit code when all is mended", done.code, 0)
    return run


def _answers(handrail, *prepared):
    file = handrail.folder / "answers.json"
    file.write_text(json.dumps(prepared))
    return file


def listed(cases):
    """The failures that cases provoke, as a table in Markdown."""
    rows = [("product", "failure", "at step", "provoked by", "got over by", "case"), ("---",) * 6]
    for each in cases:
        for failure in each.failures:
            product = {"sentry-sqlite": "sentry"}.get(each.path, each.path)
            rows.append((product, f"`{failure.key}`", f"`{failure.step}`", failure.cause, failure.way, f"`{each.path}:{each.name}`"))
    return "\n".join(f"| {' | '.join(row)} |" if row[0] != "---" else f"|{'|'.join(row)}|" for row in rows)
