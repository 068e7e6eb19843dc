"""A case of the lab: one server, one thing tried with Handrail, and what was seen from outside before and after."""

import importlib.util
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass, field

from driver.canaries import Canaries
from driver.handrail import Handrail
from driver.images import Image
from driver.server import Server
from driver.shell import CACHE, LAB, TREE, LabError

REGISTERED = []


@dataclass
class Case:
    """Something to try. `title` ends in what must come of it. `failures`: what it provokes of the failure library. `named`: it is
    tried only where somebody names it as PATH:CASE."""

    name: str
    title: str
    image: str
    minutes: int
    body: object
    failures: tuple = ()
    path: str = ""
    secrets: tuple = ()
    named: bool = False


@dataclass
class Result:
    """What came of a case; written to results.json as it is."""

    path: str
    case: str
    title: str
    source: str = ""
    target: str = ""
    steps: int = 0
    verdicts: str = ""
    minutes: float = 0
    verdict: str = "passed"
    evidence: list = field(default_factory=list)
    problem: str = ""

    def as_json(self):
        fields = dict(self.__dict__)
        fields["from"] = fields.pop("source")
        fields["to"] = fields.pop("target")
        return fields


def case(name, title, image, minutes=10, failures=(), named=False):
    """Marks a function of a cases.py as a case; it gets a Trial."""

    def register(body):
        REGISTERED.append(Case(name, title, image, minutes, body, tuple(failures), named=named))
        return body

    return register


def module(path):
    """The cases.py of one path."""
    file = LAB / path / "cases.py"
    if not file.exists():
        known = ", ".join(sorted(each.parent.name for each in LAB.glob("*/cases.py")))
        raise LabError(f"There is no path {path}; there are {known}.")
    spec = importlib.util.spec_from_file_location(f"cases_{path.replace('-', '_')}", file)
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def load(path):
    """The cases of one path, in the order of its cases.py."""
    REGISTERED.clear()
    loaded = module(path)
    found = list(REGISTERED)
    for each in found:
        each.path = path
        each.secrets = tuple(getattr(loaded, "CANARIES", ()))
    return found


class Timeout(Exception):
    """The case took longer than it may."""


class Trial:
    """What a case works with. Everything it starts ends with it."""

    def __init__(self, this, say):
        self.case = this
        self.say = say
        self.result = Result(this.path, this.name, this.title)
        self.folder = CACHE / "cases" / f"{this.path}-{this.name}-{time.time_ns() // 1_000_000:x}"
        self.started = []
        self.servers = []
        self.admins = []
        self.canaries = Canaries(getattr(this, "secrets", ()))

    def server(self, name="server", image="", binds=None, **options):
        """Boots a server from the case's image. `binds`: files of this machine that it sees, and where."""
        made = Image(image or self.case.image)
        made.build(self.say)
        server = Server(f"{self.case.name}-{self.case.path}-{name}", made.layers(), self.folder / name, **options)
        self.started.append(server.stop)
        self.started.append(server.unmount)
        server.boot(binds)
        self.servers.append(server)
        self.canaries.plant(server)
        return server

    def handrail(self, server, name="admin", **options):
        folder = self.folder / name
        folder.mkdir(parents=True, exist_ok=True)
        handrail = Handrail(server, folder, **options)
        self.started.insert(0, handrail.close)
        self.admins.append(handrail)
        return handrail

    def expect(self, what, seen, wanted, before=""):
        """Writes down what was seen; the case fails if it is not what was wanted (a value, or a function that judges)."""
        good = wanted(seen) if callable(wanted) else seen == wanted
        entry = {"what": what, "before": str(before), "after": str(seen)[:300], "ok": bool(good)}
        if not good and not callable(wanted):
            entry["wanted"] = str(wanted)[:300]
        self.result.evidence.append(entry)
        return good

    def close(self, keep):
        self.canaries.close()
        if keep:
            return
        for end in self.started:
            try:
                end()
            except Exception as problem:  # the others must still be ended
                self.say(f"while ending {self.case.name}: {problem}")
        self.started.clear()


def run(this, say, keep=False):
    """Tries one case within its time and says what came of it."""
    trial = Trial(this, say)
    begun = time.monotonic()

    def too_long(*_):
        raise Timeout(f"not done after {this.minutes} minutes")

    before = signal.signal(signal.SIGALRM, too_long)
    signal.alarm(this.minutes * 60)
    try:
        this.body(trial)
        trial.canaries.judge(trial)
    except (LabError, Timeout, OSError, ValueError, LookupError, TypeError, subprocess.SubprocessError) as problem:
        trial.result.problem = f"{type(problem).__name__}: {problem}"
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
        bad = [each["what"] for each in trial.result.evidence if not each["ok"]]
        if trial.result.problem or bad or not trial.result.evidence:
            trial.result.verdict = "failed"
            trial.result.problem = trial.result.problem or (
                "not as expected: " + "; ".join(bad) if bad else "nothing was looked at"
            )
        trial.result.minutes = round((time.monotonic() - begun) / 60, 2)
        save_logs(trial)
        trial.close(keep)
        if not keep:
            shutil.rmtree(trial.folder, ignore_errors=True)
    return trial


def save_logs(trial):
    """Keeps what Handrail printed beside the results; after a failure its history, the server's run folders and its journal, too."""
    logs = TREE / "target" / "lab" / f"{trial.case.path}-{trial.case.name}"
    shutil.rmtree(logs, ignore_errors=True)
    logs.mkdir(parents=True)
    if not trial.folder.exists():
        return
    for file in trial.folder.rglob("*.log"):
        if "root" not in file.relative_to(trial.folder).parts and "upper" not in file.relative_to(trial.folder).parts:
            shutil.copyfile(file, logs / f"{file.parent.name}-{file.name}")
    if trial.result.verdict == "failed":
        for server in trial.servers:
            if server.leader:
                (logs / f"{server.name}-journal.log").write_text(server.run("journalctl --no-pager -n 4000").stdout)
        for file in trial.folder.glob("*/home/**/*.db*"):
            shutil.copyfile(file, logs / f"{file.parent.name}-{file.name}")
        for folder in trial.folder.glob("*/root/var/lib/handrail"):
            # Backups are large, and a pipe has no end.
            ignored = shutil.ignore_patterns("work", "input")
            shutil.copytree(folder, logs / folder.parents[3].name, symlinks=True, ignore=ignored)
