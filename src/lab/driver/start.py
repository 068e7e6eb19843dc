"""How the lab's commands begin and end."""

import os
import shutil
import signal
import sys
import time

from driver.server import sweep
from driver.shell import CACHE, LabError

NEEDED = {"debootstrap": "debootstrap", "systemd-nspawn": "systemd-container", "ssh-keygen": "openssh-client", "git": "git"}


def say(text):
    print(f"[{time.strftime('%H:%M:%S')}] {text}", flush=True)


def skipped(command):
    """Whether it cannot be done here; says so."""
    if os.geteuid() == 0:
        return False
    print(f"The lab was skipped: it builds and boots whole servers, which only root can do. Run {command} as root.")
    return True


def begin(more=None):
    """Looks for what is needed, and takes away what a killed lab left. `more`: further commands and their packages."""
    missing = [package for command, package in {**NEEDED, **(more or {})}.items() if not shutil.which(command)]
    if missing:
        raise LabError(f"More programs are needed: apt-get install {' '.join(missing)}")
    for end in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(end, lambda number, _: sys.exit(128 + number))
    sweep(CACHE / "cases")


def to_the_end(main):
    """Runs a command of the lab and ends with its exit code."""
    try:
        sys.exit(main())
    except LabError as problem:
        print(f"lab: {problem}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        print("lab: interrupted; everything it had started is ended", file=sys.stderr)
        sys.exit(130)
