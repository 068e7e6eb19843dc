"""One booted server: an overlay on a prepared disk, systemd inside, its own network of which only loopback exists."""

import ctypes
import fcntl
import os
import shutil
import signal
import struct
import subprocess
import time
from pathlib import Path

from driver.shell import LabError, sh

LIBC = ctypes.CDLL(None, use_errno=True)
PR_SET_PDEATHSIG = 1
# From here on a file system writes nothing more, not even its log: what xfstests cut its power with.
FS_IOC_SHUTDOWN = 0x8004587D
WITHOUT_LOG = 2
CLEAN = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LANG": "C.UTF-8"}


class Server:
    """Use it in a `with` block: whatever was started or mounted is gone afterwards."""

    def __init__(self, name, layers, scratch, upper=None, disk="", shared=None):
        """`disk`: how large its disk is; else as large as this machine's. `shared`: folders of this machine that it writes to."""
        self.name = name
        self.layers = layers
        self.scratch = Path(scratch)
        # Not on the server's own disk, which may be full or shut down.
        self.console = self.scratch.with_name(f"{self.scratch.name}-console.log")
        self.root = self.scratch / "root"
        self.upper = upper
        self.nspawn = None
        self.leader = 0
        self.binds = {}
        self.groups = []
        self.disk = disk
        self.image = self.scratch.with_suffix(".disk")
        self.shared = shared or {}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
        self.unmount()

    def mount(self):
        """Lays the case's own folder over the image; on a first layer there is nothing to lay over."""
        self.mount_disk()
        if len(self.layers) == 1 and self.upper is None and self.layers[0].parent == self.scratch.parent:
            self.root = self.layers[0]
            return self.root
        lower = self.layers
        upper = self.upper or self.scratch / "upper"
        if self.upper:
            lower = self.layers[1:]
        work = self.scratch / "overlay"
        for folder in (self.root, upper, work):
            folder.mkdir(exist_ok=True)
        if not os.path.ismount(self.root):
            places = f"lowerdir={':'.join(map(str, lower))},upperdir={upper},workdir={work}"
            sh("mount", "-t", "overlay", "overlay", "-o", places, str(self.root))
        return self.root

    def mount_disk(self):
        """Mounts the disk of its own, if it has one."""
        self.scratch.mkdir(parents=True, exist_ok=True)
        if self.disk and not os.path.ismount(self.scratch):
            if not self.image.exists():
                sh("truncate", "-s", self.disk, str(self.image))
                sh("mkfs.ext4", "-q", "-F", "-m", "0", str(self.image))
            sh("mount", "-o", "loop", str(self.image), str(self.scratch))

    def unmount(self):
        self._unmount(self.root)
        shutil.rmtree(self.scratch / "overlay", ignore_errors=True)
        self._unmount(self.scratch)

    @staticmethod
    def _unmount(place):
        if os.path.ismount(place):
            for _ in range(20):
                if sh("umount", str(place), check=False).returncode == 0:
                    break
                time.sleep(0.5)
            else:
                sh("umount", "-l", str(place), check=False)

    def boot(self, binds=None, timeout=90):
        """Starts systemd and waits until it has started everything, well or not."""
        self.mount()
        self.binds = binds if binds is not None else self.binds
        command = ["systemd-nspawn", "-q", "-D", str(self.root), f"--machine={self.name[:48]}", "--hostname=lab"]
        command += ["--register=no", "--keep-unit", "--private-network", "--console=passive", "--resolv-conf=off"]
        command += [f"--bind-ro={here}:{there}" for here, there in self.binds.items()]
        command += [f"--bind={here}:{there}" for here, there in self.shared.items()]
        self.groups = control_groups(f"handrail-{self.name}-{os.getpid()}")
        with open(self.console, "ab") as console:
            self.nspawn = subprocess.Popen(
                [*command, "-b"],
                stdin=subprocess.DEVNULL,
                stdout=console,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=self._enter,
            )
        deadline = time.monotonic() + timeout
        self.leader = 0
        state = ""
        while time.monotonic() < deadline:
            if self.nspawn.poll() is not None:
                raise LabError(f"Server {self.name} did not boot: see {self.console}")
            self.leader = self.leader or self._find_leader()
            if self.leader:
                state = self.run("systemctl is-system-running", check=False).stdout.strip()
                if state in ("running", "degraded"):
                    return self
            time.sleep(0.15)
        raise LabError(f"Server {self.name} was still {state or 'off'} after {timeout} s.")

    def _enter(self):
        """Runs in the new process: it ends with this one, and has control groups of its own."""
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        for group in self.groups:
            (group / "cgroup.procs").write_text("0")

    def _find_leader(self):
        """The server's process 1 as this machine sees it."""
        for entry in Path("/proc").iterdir():
            try:
                if entry.name.isdigit():
                    status = dict(
                        line.split(":\t", 1) for line in (entry / "status").read_text().splitlines() if ":\t" in line
                    )
                    inside = status["NSpid"].split()
                    if int(status["PPid"]) == self.nspawn.pid and len(inside) > 1 and inside[-1] == "1":
                        return int(entry.name)
            except (OSError, KeyError):
                continue
        return 0

    def run(self, command, check=False, timeout=120, input_text=None):
        """Runs a command on the server as root, past sshd: this is how the lab looks from outside."""
        done = subprocess.run(
            ["nsenter", "-t", str(self.leader), "-a", "--", "/bin/sh", "-c", command],
            input=input_text,
            stdin=None if input_text is not None else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            timeout=timeout,
            env=CLEAN,
        )
        if check and done.returncode:
            raise LabError(f"On {self.name}: {command[:200]} ended with {done.returncode}: {(done.stdout + done.stderr)[-1500:]}")
        return done

    def out(self, command, timeout=120):
        """What a command prints; it must succeed."""
        return self.run(command, check=True, timeout=timeout).stdout.strip()

    def network(self, *command, text=""):
        """Runs one of this machine's commands in the server's network."""
        sh("nsenter", "-t", str(self.leader), "-n", *command, input_text=text)

    def reboot(self):
        """Ends the server in an orderly way and boots it again with all that it has on disk."""
        self.stop()
        return self.boot()

    def lose_power(self):
        """Ends everything on the server at once, in the middle of whatever it does."""
        if self.leader:
            os.kill(self.leader, signal.SIGKILL)
        self._await_end()

    def _await_end(self):
        """Waits until nothing of the server runs; what waits for a disk that is gone is killed."""
        try:
            self.nspawn.wait(10)
        except subprocess.TimeoutExpired:
            self.nspawn.kill()
            self.nspawn.wait(20)
        self.nspawn = None
        self.leader = 0

    def forget(self):
        """Loses its power, and its disk forgets what was not synced; needs a disk of its own."""
        folder = os.open(self.scratch, os.O_RDONLY)
        try:
            fcntl.ioctl(folder, FS_IOC_SHUTDOWN, struct.pack("I", WITHOUT_LOG))
        finally:
            os.close(folder)
        self.lose_power()
        self._unmount(self.root)
        self._unmount(self.scratch)
        self._repair()

    def _repair(self):
        """What a server does at its boot: the disk's log is played back. On a copy, as what still holds the old disk may write to it."""
        new = self.image.with_suffix(".new")
        sh("cp", "--sparse=always", str(self.image), str(new))
        new.rename(self.image)
        done = sh("e2fsck", "-p", str(self.image), check=False)
        if done.returncode > 1:
            raise LabError(f"The disk of {self.name} is broken: {done.stdout[-1500:]}")

    def running_steps(self):
        """The folders of the steps that have not ended."""
        command = "cd /var/lib/handrail && for f in *-*/[0-9]*-*; do [ ! -d $f ] || [ -s $f/rc ] || echo $f; done"
        return set(self.run(command).stdout.split())

    def stop(self, grace=30):
        """Powers the server off; what is still there after `grace` seconds is killed."""
        if self.nspawn is None:
            return
        if self.nspawn.poll() is None:
            self.nspawn.send_signal(signal.SIGTERM)
            try:
                self.nspawn.wait(grace)
            except subprocess.TimeoutExpired:
                if self.leader:
                    os.kill(self.leader, signal.SIGKILL)
                self.nspawn.kill()
                self.nspawn.wait()
        self.nspawn = None
        self.leader = 0
        for group in self.groups:
            for folder in [*sorted((each for each in group.rglob("*") if each.is_dir()), reverse=True), group]:
                try:
                    folder.rmdir()
                except OSError:
                    # What still ends in there holds it; it is empty and in nobody's way.
                    break


def control_groups(name):
    """New control groups where systemd keeps its own. Two servers in one could end each other's services."""
    made = []
    mounts = [line.split() for line in Path("/proc/mounts").read_text().splitlines()]
    for line in Path("/proc/self/cgroup").read_text().splitlines():
        _, kinds, path = line.split(":", 2)
        for _, place, kind, options, *_ in mounts:
            if kind == "cgroup2" if not kinds else kinds == "name=systemd" and kinds in options.split(","):
                made.append(Path(place + path.rstrip("/")) / name)
                made[-1].mkdir(exist_ok=True)
                break
    return made


def sweep(folder):
    """Takes away what an earlier lab left behind when it was killed. One that is still at work holds its mounts."""
    mounted = [line.split()[1] for line in Path("/proc/mounts").read_text().splitlines()]
    for left in Path(folder).iterdir() if Path(folder).is_dir() else []:
        alive = any(str(left) in _command(entry) for entry in Path("/proc").iterdir() if entry.name.isdigit())
        if alive or (left / "keep").exists():
            continue
        for place in sorted((each for each in mounted if each.startswith(f"{left}/")), reverse=True):
            sh("umount", "-l", place, check=False)
        shutil.rmtree(left, ignore_errors=True)


def _command(process):
    try:
        return (process / "cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return ""
