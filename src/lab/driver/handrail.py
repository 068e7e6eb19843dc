"""Handrail's own command, used as an admin would: over SSH, with a key made on the spot, in a home of its own."""

import json
import os
import subprocess
import threading
from pathlib import Path

from driver.journal import Journal
from driver.link import Link
from driver.shell import TREE, LabError, sh

COMMAND = TREE / "target" / "handrail" / "bin" / "handrail"


class Handrail:
    """One admin's Handrail for one server. Ends what it started when closed."""

    def __init__(self, server, folder, user="root", sudo_password="", become=""):
        self.server = server
        self.folder = Path(folder)
        self.user = user
        self.sudo_password = sudo_password
        self.become = become
        self.link = Link(server)
        self.others = []
        self.log = self.folder / "handrail.log"
        self.process = None
        self.environment = {}
        self.home = self.folder / "home"
        self.home.mkdir(parents=True, exist_ok=True)
        self.key = self.folder / "key"
        if not self.key.exists():
            sh("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "lab", "-f", str(self.key))
        self.fingerprints = []
        self._let_in(server)

    def _let_in(self, server):
        public = self.key.with_suffix(".pub").read_text()
        home = server.out(f"getent passwd {self.user} | cut -d: -f6")
        server.run(
            f"umask 077; mkdir -p {home}/.ssh; cat > {home}/.ssh/authorized_keys; chown -R {self.user} {home}/.ssh",
            check=True,
            input_text=public,
        )
        listed = server.out("ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub; ssh-keygen -lf /etc/ssh/ssh_host_rsa_key.pub; "
                            "ssh-keygen -lf /etc/ssh/ssh_host_ecdsa_key.pub")
        self.fingerprints += [line.split()[1] for line in listed.splitlines()]

    def also(self, server):
        """Lets the admin into one more server, and says its address."""
        self._let_in(server)
        self.others.append(Link(server))
        return f"{self.user}@127.0.0.1:{self.others[-1].port}"

    def address(self):
        return f"{self.user}@127.0.0.1:{self.link.port}"

    def _command(self, arguments, server):
        command = [str(COMMAND), *map(str, arguments)]
        if server:
            command += ["-i", str(self.key)]
            for fingerprint in self.fingerprints:
                command += ["--accept-host-key", fingerprint]
            if self.user != "root":
                command += ["--become", self.become] if self.become else ["--sudo"]
            if self.sudo_password:
                command += ["--secrets-from-stdin"]
        return command

    def _environment(self):
        return {**os.environ, "HANDRAIL_HOME": str(self.home), "HANDRAIL_JAVA_OPTS": f"-Duser.home={self.home}", **self.environment}

    def start(self, *arguments, server=True):
        """Begins a command and comes back at once; its output goes to the log."""
        if not COMMAND.exists():
            raise LabError("target/handrail/bin/handrail is missing: build it first (README, section Test).")
        command = self._command(arguments, server)
        with open(self.log, "a") as log:
            log.write(f"\n$ handrail {' '.join(command[1:])}\n")
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env=self._environment(),
        )
        lines = []
        reader = threading.Thread(target=self._read, args=(self.process, lines), daemon=True)
        reader.start()
        try:
            if self.sudo_password and server:
                self.process.stdin.write(f"{self.become or 'sudo'}@127.0.0.1={self.sudo_password}\n")
            self.process.stdin.close()
        except OSError:
            pass
        return Started(self.process, reader, lines)

    def _read(self, process, lines):
        with open(self.log, "a") as log:
            for line in process.stdout:
                lines.append(line)
                log.write(line)
                log.flush()

    def run(self, *arguments, server=True, timeout=900):
        """Runs a command to its end."""
        return self.start(*arguments, server=server).wait(timeout)

    def runs(self):
        """The runs in this Handrail's history, the newest first."""
        done = self.run("history", "--json", server=False, timeout=300)
        return json.loads(done.output)

    def show(self, run):
        done = self.run("show", run, "--json", server=False, timeout=300)
        return json.loads(done.output)

    def journal(self, run):
        """The run in this Handrail's history, read past Handrail, beside what the server has of it."""
        return Journal(next(self.home.rglob("*.db")), self.server, run)

    def close(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        for link in (self.link, *self.others):
            link.close()


class Started:
    """A command that runs, and its end."""

    def __init__(self, process, reader, lines):
        self.process = process
        self.reader = reader
        self.lines = lines

    @property
    def output(self):
        return "".join(self.lines)

    @property
    def code(self):
        return self.process.returncode

    def wait(self, timeout=900):
        try:
            self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise LabError(f"Handrail did not end within {timeout} s; the last it said:\n{self.output[-1500:]}") from None
        self.reader.join(10)
        return self
