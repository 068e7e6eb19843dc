"""Faults that are thrown at a whole upgrade, and the schedules that a seed makes of them.

A fault is a generator: it breaks something up to its `yield`, and mends it behind."""

import os
import random
import signal
from dataclasses import dataclass

PORT = "tcp dport 22 drop"


@dataclass
class Subject:
    """A product that faults are thrown at; a cases.py has one as SUBJECT. `steps`: of its upgrade, with about the seconds that
    each takes. `back`: those of its roll-back. `prepare`: makes what looks at a server from outside. `spoil`: makes the step
    `fails` fail for real. `upgraded` and `unchanged`: look whether it is at one of its two ends."""

    image: str
    options: list
    steps: dict
    back: dict
    fails: str
    prepare: object
    spoil: object
    upgraded: object
    unchanged: object


def kill(ordeal, _):
    """kill -9 of the assistant; an admin resumes the run after a while."""
    ordeal.signal(signal.SIGKILL)
    yield


def sleep(ordeal, fault):
    """The workstation is asleep: the assistant stands still, its connection is gone, hours have passed when it wakes."""
    ordeal.signal(signal.SIGSTOP)
    ordeal.handrail.link.cut()
    yield
    ordeal.move_clock(abs(fault.hours))
    ordeal.handrail.link.restore()
    ordeal.signal(signal.SIGCONT)


def clock(ordeal, fault):
    """The workstation's clock is moved by hours, forwards or backwards, and back again."""
    ordeal.move_clock(fault.hours)
    yield
    ordeal.move_clock(-fault.hours)


def link(ordeal, _):
    """No byte passes; when it is over, all connections are gone."""
    ordeal.handrail.link.cut()
    yield
    ordeal.handrail.link.restore()


def drop(ordeal, _):
    """The server's firewall drops what comes to its sshd; connections go on when it is over, if anybody still has them."""
    nft = ["nft", "-f", "-"]
    ordeal.server.network(*nft, text=f"table inet lab {{ chain in {{ type filter hook input priority 0; {PORT}; }}; }}\n")
    boot = ordeal.server.leader
    yield
    if ordeal.server.leader == boot:
        ordeal.server.network(*nft, text="delete table inet lab\n")


def sshd(ordeal, _):
    """sshd is stopped, all its sessions are killed; it comes back."""
    ordeal.server.run("systemctl stop ssh; kill -KILL $(pidof sshd)")
    yield
    ordeal.server.run("systemctl start ssh")


def reboot(ordeal, _):
    """The server is rebooted in an orderly way; it is off for a while."""
    ordeal.server.stop()
    yield
    ordeal.server.boot()


def power(ordeal, _):
    """The server loses its power, which comes back; its disk stays as it is."""
    ordeal.server.lose_power()
    yield
    ordeal.server.boot()


def forget(ordeal, _):
    """The server loses its power, and with it all that was not synced; the power comes back."""
    ordeal.forgotten |= ordeal.server.running_steps()
    ordeal.server.forget()
    yield
    # An overlay on a full disk could only be read, which no disk of a real server is.
    filler = ordeal.server.scratch / "filler"
    ordeal.server.mount_disk()
    filler.unlink(missing_ok=True)
    ordeal.server.boot()
    if disk in [each.kind for each, *_ in ordeal.active]:
        fill(filler)


def disk(ordeal, _):
    """The server's disk is full to the last block."""
    filler = ordeal.server.scratch / "filler"
    fill(filler)
    yield
    # The disk may have forgotten it.
    filler.unlink(missing_ok=True)


def home(ordeal, _):
    """The workstation's disk is full, so that nothing can be written down."""
    filler = ordeal.handrail.home / "filler"
    fill(filler)
    yield
    filler.unlink()


# Each with its weight and the longest time in seconds.
KINDS = {
    kill: (4, 10),
    sleep: (2, 30),
    clock: (2, 20),
    link: (3, 30),
    drop: (3, 40),
    sshd: (3, 15),
    reboot: (2, 3),
    power: (2, 3),
    disk: (2, 10),
    home: (2, 10),
    # Drawn by itself: see Schedule.
    forget: (0, 3),
}

# Those that move the workstation's clock.
CLOCKS = {sleep, clock}


def fill(file):
    """Takes all space there is; nothing is written to it."""
    with open(file, "wb") as sink:
        size, block = 0, 1 << 28
        while block >= 512:
            try:
                os.posix_fallocate(sink.fileno(), size, block)
                size += block
            except OSError:
                block //= 2


@dataclass
class Fault:
    """`delay`: seconds after the step was reached. `lasts`: seconds until it is mended. `hours`: by how much a clock is moved."""

    kind: object
    step: str
    delay: float
    lasts: float
    hours: int

    def __str__(self):
        moved = f" by {self.hours:+d} h" if self.kind in CLOCKS else ""
        return f"{self.kind.__name__} at {self.step} + {self.delay} s for {self.lasts} s{moved}"


class Schedule:
    """What is thrown in one run; the same seed and number always make the same. Half of all power cuts forget, and with
    `forgets` each run has one more of these; both are drawn by themselves, so that the rest stays what the seed made of it before."""

    def __init__(self, seed, number, subjects, forgets=False):
        self.name = f"{seed}-{number}"
        self.random = random.Random(self.name)
        weights = [3 if path == "status-page" else 2 for path in subjects]
        self.path = self.random.choices(list(subjects), weights)[0]
        subject = subjects[self.path]
        self.spoiled = self.random.random() < 0.3
        self.retries = 1 if self.spoiled else self.random.randint(0, 3)
        steps = dict(subject.steps)
        if self.spoiled:
            names = list(steps)
            steps = {each: steps[each] for each in names[: names.index(subject.fails) + 1]} | subject.back
        self.faults = [self._fault(steps) for _ in range(self.random.randint(1, 4))]
        self.random = random.Random(f"{self.name} forgets")
        for fault in [each for each in self.faults if each.kind is power]:
            fault.kind = self.random.choice((power, forget))
        if forgets:
            self.faults.append(self._fault(steps, forget))
        self.faults.sort(key=lambda fault: (list(steps).index(fault.step), fault.delay))

    def _fault(self, steps, kind=None):
        kind = kind or self.random.choices(list(KINDS), [weight for weight, _ in KINDS.values()])[0]
        step = self.random.choices(list(steps), [2 + seconds for seconds in steps.values()])[0]
        delay = round(self.random.uniform(0, steps[step]), 1)
        lasts = round(self.random.uniform(1, KINDS[kind][1]), 1)
        return Fault(kind, step, delay, lasts, self.random.choice((-30, -2, 5, 50)))

    def __str__(self):
        end = "made to fail" if self.spoiled else f"{self.retries} retries before going back"
        return f"{self.name} {self.path} ({end}): " + "; ".join(map(str, self.faults))
