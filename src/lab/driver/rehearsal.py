"""What the cases of all paths look at when an upgrade is rehearsed on a copy of the server, and then done for real."""

import json
import subprocess
import sys
import time
from pathlib import Path

from driver.judge import steps

# systemd-nspawn of this machine, for servers of the same release whose image has none.
NSPAWN = {path: path for path in ["/usr/bin/systemd-nspawn", *map(str, Path("/usr/lib").glob("*/systemd/libsystemd-shared-*.so"))]}

# Loopback, everybody, a group, and outside (addresses that documentation may use).
ANYWHERE = ["127.0.0.1", "127.0.1.1", "255.255.255.255", "224.0.0.251", "192.0.2.1", "198.51.100.1", "203.0.113.1", "::1", "ff02::1%lo"]

# Sends one packet with a word to each address.
SENDER = r"""
import socket, sys
word = sys.argv[1].encode()
for to in sys.argv[2:]:
    try:
        kind = socket.AF_INET6 if ":" in to else socket.AF_INET
        with socket.socket(kind, socket.SOCK_DGRAM) as out:
            if kind == socket.AF_INET:
                out.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
            out.sendto(word, (to, 5353))
    except OSError:
        pass
"""

# Counts the packets on all interfaces that hold the word, until a line comes in; the first line says that it listens.
COUNTER = r"""
import select, socket, sys
words = [each.encode() for each in sys.argv[1:]]
with socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3)) as heard:
    print("listens", flush=True)
    seen, all_of_them = [0] * len(words), 0
    while True:
        ready, _, _ = select.select([heard, sys.stdin], [], [])
        if heard in ready:
            packet = heard.recv(65536)
            all_of_them += 1
            seen = [count + (word in packet) for count, word in zip(seen, words)]
        elif sys.stdin in ready:
            break
print(all_of_them, *seen)
"""


def copies(server):
    """What of a copy is on the server: files, mounts, units, and processes in a container. systemd 247 remembers the name of a scope that
    has ended for a while."""
    return server.out(
        "ls -d /var/lib/handrail-copy 2>/dev/null; grep handrail-copy /proc/self/mounts;"
        " systemctl list-units --all --plain --no-legend '*handrail-copy*' 'copy-*' | grep -v 'inactive dead';"
        " pgrep -c -x systemd-nspawn; true"
    )


def copy_leader(server, seconds=120):
    """Process 1 of the copy on this server, as this machine counts; 0 if none has come."""
    for _ in range(seconds * 5):
        if server.run("test -s /var/lib/handrail-copy/proxy").returncode == 0:
            for status in Path("/proc").glob("[0-9]*/status"):
                if is_in_copy(status, server):
                    return int(status.parent.name)
        time.sleep(0.2)
    return 0


def is_in_copy(status, server):
    """Whether this is process 1 two containers below this machine, and its parents lead to the server."""
    try:
        fields = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        numbers = fields.get("NSpid", "").split()
        if len(numbers) < 3 or numbers[-1] != "1":
            return False
        parent = int(fields["PPid"])
        while parent > 1:
            if parent == server.leader:
                return True
            parent = int(Path(f"/proc/{parent}/stat").read_text().rsplit(")", 1)[1].split()[1])
    except (OSError, ValueError, KeyError):
        pass
    return False


def packets_from_copy(server, leader):
    """Packets that were sent in the copy, and of them those that any interface of the server saw; and, to show that the count works,
    packets that the server itself sent and saw. As `sent: yes/no, own seen: yes/no, from the copy: N`."""
    ours, theirs = f"lab-own-{time.time_ns():x}", f"lab-copy-{time.time_ns():x}"
    counter = subprocess.Popen(
        ["nsenter", "-t", str(server.leader), "-n", sys.executable, "-c", COUNTER, ours, theirs], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        counter.stdout.readline()
        within = subprocess.run(["nsenter", "-t", str(leader), "-n", sys.executable, "-c", SENDER, theirs, *ANYWHERE], check=False, timeout=30)
        subprocess.run(["nsenter", "-t", str(server.leader), "-n", sys.executable, "-c", SENDER, ours, "127.0.0.1"], check=False, timeout=30)
        time.sleep(1)
        out, _ = counter.communicate("end\n", timeout=30)
        _, own, foreign = out.split()
        return f"sent: {'yes' if within.returncode == 0 else 'no'}, own seen: {'yes' if int(own) else 'no'}, from the copy: {foreign}"
    finally:
        if counter.poll() is None:
            counter.kill()


def outcomes(handrail, run):
    """How the steps of a run ended, without those that were left out."""
    shown = handrail.show(run)
    return {step["id"]: step["outcome"] for hop in shown["hops"] for step in hop["steps"]}


def rehearse_then_upgrade(trial, handrail, *options):
    """Rehearses on the server, with the way back, then upgrades it: both must end alike. Returns the output of the upgrade."""
    server = handrail.server
    nothing = copies(server)
    begun = handrail.start("rehearse", handrail.address(), "--yes", "--and-back", *options)
    leader = copy_leader(server)
    trial.expect("a copy was seen", leader > 0, True)
    if leader:
        trial.expect("packets of the copy on the server", packets_from_copy(server, leader), "sent: yes, own seen: yes, from the copy: 0")
    done = begun.wait(1500)
    trial.expect("exit code of the rehearsal", done.code, 0)
    trial.expect("that it works", "It works in the copy of this server" in done.output, True)
    trial.expect("what is left of the copy", copies(server), nothing)
    runs = handrail.runs()
    trial.expect("scopes of the runs", [each["scope"] for each in runs], ["copy", "copy"])
    rehearsed = outcomes(handrail, runs[-1]["run"])
    real = handrail.run("upgrade", handrail.address(), "--yes", *options, timeout=1500)
    trial.expect("exit code of the upgrade", real.code, 0)
    run = steps(trial, handrail)
    trial.expect("steps of the upgrade as rehearsed", outcomes(handrail, run), lambda seen: differing(seen, rehearsed) == [], rehearsed)
    trial.expect("downtime rehearsed and real (s)", json.dumps([downtime(done), downtime(real)]), lambda _: True)
    return real.output


def differing(seen, rehearsed):
    """Steps that ended otherwise than in the rehearsal, which leaves out what a person does."""
    return [name for name in seen if seen[name] != rehearsed.get(name) and rehearsed.get(name) != "skipped"]


def downtime(done):
    """The sentence about the downtime in an output."""
    return [line.strip() for line in done.output.splitlines() if "down for" in line or "Downtime" in line or "downtime" in line][-1:]
