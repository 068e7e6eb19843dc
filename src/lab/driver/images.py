"""Prepared disks: a Debian, and on top of it one layer per recipe. Kept under a hash of all that they are made from."""

import fcntl
import hashlib
import os
import shutil
import time
from pathlib import Path

from driver import real
from driver.server import Server
from driver.shell import CACHE, LAB, LabError, client_settings, debian_mirror, sh

# Raise it when this file or the driver's way of building changes what an image holds.
FORMAT = "1"

# What only the driver reads.
NOT_IN_IMAGE = ("cases.py", "deployment.py", "failures.py", "states.py", "st2failures.py", "st2server.py", "st2states.py")


class Image:
    """A folder of src/lab with `from` (an image, or debian:SUITE), `host.sh` (runs on this machine), `packages`, `fetch.sh`
    (has the machine's network, not booted), `install.sh` (booted, no network) and `real` (the product whose checkout `fetch.sh`
    finds in /real); all but `from` may be missing."""

    def __init__(self, name):
        self.folder = LAB / name
        self.name = name
        origin = (self.folder / "from").read_text().strip()
        self.suite = origin.removeprefix("debian:") if origin.startswith("debian:") else ""
        self.parent = None if self.suite else Image(origin)
        named = self.folder / "real"
        self.real = named.read_text().strip() if named.exists() else ""
        self.key = "" if self.lacks_checkout() else self._key()

    def lacks_checkout(self):
        """Whether it is made of a real product that --real did not bring."""
        return bool(self.real) and self.real not in real.CHECKOUTS

    def _key(self):
        digest = hashlib.sha256(FORMAT.encode())
        digest.update(self.parent.key.encode() if self.parent else self.suite.encode())
        digest.update(real.revision(self.real).encode() if self.real else b"")
        files = [LAB / "lib.sh", *sorted(self.folder.rglob("*"))]
        for file in files:
            if file.is_file() and file.name not in NOT_IN_IMAGE and "__pycache__" not in file.parts:
                digest.update(f"\0{file.relative_to(LAB)}\0".encode())
                digest.update(file.read_bytes())
        return digest.hexdigest()[:16]

    def path(self):
        return CACHE / "images" / f"{self.name}-{self.key}"

    def layers(self):
        """The folders to lay over each other, the topmost first."""
        return [self.path() / "disk"] + (self.parent.layers() if self.parent else [])

    def build(self, say):
        """Builds what is missing, the parents first."""
        if self.parent:
            self.parent.build(say)
        (CACHE / "images").mkdir(parents=True, exist_ok=True)
        with open(CACHE / "images" / f"{self.name}.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if (self.path() / "done").exists():
                return
            self._drop_others()
            say(f"building image {self.name} (log: {self.path() / 'log'})")
            begun = time.monotonic()
            shutil.rmtree(self.path(), ignore_errors=True)
            self.path().mkdir(parents=True)
            if self.suite:
                self._debootstrap()
            else:
                (self.path() / "disk").mkdir()
            self._host()
            self._fetch()
            self._install()
            (self.path() / "done").write_text(f"{time.monotonic() - begun:.0f} s\n")
            say(f"built image {self.name} in {time.monotonic() - begun:.0f} s")

    def _drop_others(self):
        mounts = Path("/proc/mounts").read_text()
        for old in (CACHE / "images").glob(f"{self.name}-{'[0-9a-f]' * 16}"):
            if old != self.path() and str(old) not in mounts:
                shutil.rmtree(old, ignore_errors=True)

    def _host(self):
        """Files that only this machine's own clients can get; they come to lie in /srv/host."""
        script = self.folder / "host.sh"
        if script.exists():
            place = self.path() / "disk" / "srv" / "host"
            place.mkdir(parents=True)
            sh("sh", "-eu", str(script), str(place), log=self.path() / "log")

    def _packages(self):
        file = self.folder / "packages"
        lines = file.read_text().splitlines() if file.exists() else []
        return [word for line in lines for word in line.split("#")[0].split()]

    def _debootstrap(self):
        sh(
            "debootstrap",
            "--variant=minbase",
            "--include=ca-certificates,systemd-sysv,dbus",
            self.suite,
            str(self.path() / "disk"),
            debian_mirror(),
            log=self.path() / "log",
        )

    def _fetch(self):
        """Packages and downloads, in a chroot-like container that shares the machine's network."""
        commands = ["set -e", "export DEBIAN_FRONTEND=noninteractive"]
        packages = self._packages()
        if packages:
            commands.append("apt-get -qq update")
            commands.append("apt-get -y -q -o Dpkg::Options::=--force-unsafe-io --no-install-recommends install " + " ".join(packages))
            commands.append("apt-get clean")
        if (self.folder / "fetch.sh").exists():
            commands.append(f"sh -eu /lab/{self.name}/fetch.sh")
        if len(commands) == 2:
            return
        work = self.path() / "work"
        with Server(f"{self.name}-fetch", self.layers(), work, upper=self.path() / "disk" if not self.suite else None) as server:
            root = server.mount()
            self._trust(root)
            settings = [f"--setenv={key}={value}" for key, value in client_settings().items()]
            command = ["systemd-nspawn", "-q", "-D", str(root), "--register=no", "--keep-unit", "--pipe"]
            command += ["--resolv-conf=copy-host", f"--bind-ro={LAB}:/lab", *settings]
            command += [f"--bind-ro={real.CHECKOUTS[self.real]}:/real"] if self.real else []
            sh(*command, "sh", "-c", "\n".join(commands), log=self.path() / "log")
            self._settle(server)

    def _install(self):
        if not (self.folder / "install.sh").exists():
            return
        work = self.path() / "work"
        with Server(f"{self.name}-install", self.layers(), work, upper=self.path() / "disk" if not self.suite else None) as server:
            server.boot(binds={LAB: "/lab"})
            done = server.run(f"sh -eu /lab/{self.name}/install.sh 2>&1", timeout=1800)
            with open(self.path() / "log", "a") as log:
                log.write(done.stdout)
            if done.returncode:
                raise LabError(f"install.sh of image {self.name} ended with {done.returncode}:\n{done.stdout[-3000:]}")
            server.stop()
            self._settle(server)

    def _settle(self, server):
        """Keeps what was written as this image's own layer."""
        server.unmount()
        os.sync()

    @staticmethod
    def _trust(root):
        """Registries may be reached through a proxy with a certificate of its own."""
        bundle = Path("/etc/ssl/certs/ca-certificates.crt")
        if bundle.exists() and (root / "etc/ssl/certs").is_dir():
            shutil.copyfile(bundle, root / "etc/ssl/certs/ca-certificates.crt")
