"""One upgrade under a schedule of faults, walked to its end as an admin would, and what must hold then."""

import json
import os
import time
from pathlib import Path

from driver.faults import CLOCKS
from driver.shell import LabError, sh

COMMANDS = 40
DISK = "3G"
HOME = "48M"
STARTS = "/srv/starts/steps"
# Stands in for the server's shell: every start of a step's script leaves a line that no part of Handrail writes.
SHELL = """#!/bin/dash
case ${1-} in /var/lib/handrail/*/script) echo "$1" >>/srv/starts/steps ;; esac
exec /bin/dash "$@"
"""


class Ordeal:
    """Throws the faults of a schedule, and does what is needed until the run is at one of its two ends."""

    def __init__(self, trial, subject, schedule):
        self.trial = trial
        self.subject = subject
        self.schedule = schedule
        self.waiting = list(schedule.faults)
        self.active = []
        self.thrown = {}
        self.reached = {}
        self.question = None
        self.started = None
        self.heard = 0
        self.commands = {}
        self.retries = schedule.retries
        self.recovered = set()
        self.hours = 0
        self.forgotten = set()
        self.figures = {"bytes": 0, "lost": 0, "steps": 0, "doubled": 0}
        self._prepare()

    def _prepare(self):
        witness = self.trial.folder / "starts"
        witness.mkdir(parents=True)
        self.witness = witness / "steps"
        self.server = self.trial.server(disk=DISK, shared={witness: Path(STARTS).parent})
        self.server.run("cat >/usr/bin/sh.new; chmod 755 /usr/bin/sh.new; mv -f /usr/bin/sh.new /usr/bin/sh", check=True, input_text=SHELL)
        self.site = self.subject.prepare(self.server)
        if self.schedule.spoiled:
            self.subject.spoil(self.site)
        self.before = self.site.all()
        self.server.run("sync", check=True)
        self.handrail = self.trial.handrail(self.server)
        home = self.handrail.home
        sh("mount", "-t", "tmpfs", "-o", f"size={HOME},mode=700", "tmpfs", str(home))
        self.trial.started.insert(1, lambda: sh("umount", "-l", str(home)))
        self.clock = self.handrail.folder / "clock"
        self.move_clock(0)
        self.moved = {}
        # It makes each command ten times slower.
        if {fault.kind for fault in self.waiting} & CLOCKS:
            preload = {"LD_PRELOAD": faketime(), "FAKETIME_TIMESTAMP_FILE": str(self.clock)}
            self.moved = preload | {"FAKETIME_CACHE_DURATION": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}

    def signal(self, number):
        """Sends a signal to the assistant, if one is at work."""
        if self.started and self.started.process.poll() is None:
            os.kill(self.started.process.pid, number)

    def move_clock(self, hours):
        self.hours += hours
        new = self.clock.with_suffix(".new")
        new.write_text(f"{self.hours:+d}h\n")
        new.rename(self.clock)

    def run(self):
        """Begins the upgrade, and goes on with it until it is at an end; answers at which."""
        try:
            for _ in range(COMMANDS):
                status, command = self._todo()
                if not command:
                    return status
                self._walk(command)
                while self.active:
                    self._tick()
        finally:
            while self.active:
                self._mend(self.active[0])
        raise LabError(f"not at an end after {COMMANDS} commands:\n{self.started.output[-1500:]}")

    def _todo(self):
        """How the history says that it stands, and what an admin would do then."""
        runs = self.handrail.runs()
        if not runs:
            return "", ["upgrade", self.handrail.address(), *self.subject.options]
        status, run = runs[0]["status"], runs[0]["run"]
        if status in ("running", "paused"):
            return status, ["resume", run, *self._merge()]
        return status, ["rollback", run] if status == "ended" else []

    def _merge(self):
        at = self.subject.options.index("--merge") if "--merge" in self.subject.options else len(self.subject.options)
        return self.subject.options[at : at + 2]

    def _walk(self, command):
        """Runs a command to its end while faults are thrown at it."""
        prepared = self.handrail.folder / "answers.json"
        prepared.write_text(json.dumps(self._answers()))
        self.heard = 0
        self.commands[command[0]] = self.commands.get(command[0], 0) + 1
        self.handrail.environment = self.moved
        self.started = self.handrail.start(*command, "--yes", "--accept-data-loss", "--json", "--answers", prepared)
        self.handrail.environment = {}
        while self.started.process.poll() is None:
            self._tick()
        self.started.wait()
        self._hear()

    def _answers(self):
        """What the admin says to the step that failed: take the recovery that is offered, try again, and after some tries go back."""
        if not self.question:
            return []
        options = self.question["options"]
        if "recover" in options and self.question["title"] not in self.recovered:
            choice = "recover"
        elif self.retries or "roll-back" not in options:
            choice = "retry"
        else:
            choice = "roll-back"
        return [{"kind": "failed", "choice": choice, "text": "The lab tries again."}]

    def _tick(self):
        self._hear()
        now = time.monotonic()
        for fault in [each for each in self.waiting if self.reached.get(each.step, now) + each.delay < now]:
            self._throw(fault)
        for each in [each for each in self.active if each[1] < time.monotonic()]:
            self._mend(each)
        time.sleep(0.05)

    def _throw(self, fault):
        # One that ends the server or the assistant waits until there is one.
        if not self.server.leader or fault.kind in [each[0].kind for each in self.active]:
            return
        self.waiting.remove(fault)
        self.trial.say(f"  {fault}")
        going = fault.kind(self, fault)
        next(going)
        self.active.append((fault, time.monotonic() + fault.lasts, going))
        self.thrown[fault.kind.__name__] = self.thrown.get(fault.kind.__name__, 0) + 1

    def _mend(self, active):
        self.active.remove(active)
        next(active[2], None)

    def _hear(self):
        """Reads what the assistant has said since the last time."""
        lines = self.started.lines if self.started else []
        for line in lines[self.heard :]:
            self.heard += 1
            if not line.startswith('{"event":'):
                continue
            event = json.loads(line)
            if event["event"] == "step-started":
                self.reached.setdefault(event["step"], time.monotonic())
            if event["event"] == "asked":
                self.question = event["question"]
            if event["event"] == "answered":
                self._answered(event["choice"])

    def _answered(self, choice):
        if self.question and choice == "recover":
            self.recovered.add(self.question["title"])
        if choice == "retry":
            self.retries = max(0, self.retries - 1)
        self.question = None

    def judge(self, status):
        """Looks at the server from outside, at the journal, and at what was started how often."""
        ends = {"upgraded": self.subject.upgraded, "rolled-back": self.subject.unchanged}
        if self.trial.expect("end", status, lambda seen: seen in ends):
            ends[status](self.trial, self.site, self.before)
        self.trial.result.target = status
        starts = self.witness.read_text().split() if self.witness.exists() else []
        self.figures["steps"] = len(starts)
        self.figures["doubled"] = len(starts) - len(set(starts))
        self.trial.expect("steps that were started twice", sorted({each for each in starts if starts.count(each) > 1}), [])
        begun = set()
        for run in self.handrail.runs():
            journal = self.handrail.journal(run["run"])
            begun |= {journal.script(step) for step in journal.steps()}
            unasked = journal.unasked(starts)
            self.figures["doubled"] += len(unasked)
            self.trial.expect(f"steps that {run['run']} ran again unasked", unasked, [])
            lost, total = journal.lost(self.forgotten)
            self.figures["bytes"] += total
            self.figures["lost"] += lost
            self.trial.expect(f"bytes that the journal of {run['run']} lost or has too many, of {total}", lost, 0)
        self.trial.expect("started without being in a journal", sorted(set(starts) - begun), [])
        self.trial.expect("steps that were seen to start", len(starts), lambda seen: seen > 0)


def faketime():
    """The library that moves a clock for one process; Debian's package libfaketime has it."""
    found = sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))
    if not found:
        raise LabError("libfaketime is missing: apt-get install libfaketime")
    return str(found[0])
