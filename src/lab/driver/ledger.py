"""What must hold of roll-backs on every path: each row that was ever written is in the live state or in one that is kept, and what
one run keeps is neither overwritten nor removed by another."""

import json

# Runs on the server: what is in each database and each file, as a digest and the rows of the ledger; patterns come on standard input.
LOOK = r"""
import glob, gzip, hashlib, json, os, re, subprocess, sys

seen = {}
row = re.compile(rb'lab-row-[0-9]+-[0-9]+')
postgres = ['runuser', '-u', 'postgres', '--']

def add(place, data):
    plain = gzip.decompress(data) if data[:3] == b'\x1f\x8b\x08' else data
    seen[place] = hashlib.sha256(data).hexdigest(), sorted({each.decode() for each in row.findall(plain)})

def run(*command):
    return subprocess.run([*postgres, *command], cwd='/', check=True, stdout=subprocess.PIPE).stdout

if os.path.exists('/usr/bin/psql'):
    for name in run('psql', '-XAtc', 'SELECT datname FROM pg_database WHERE datallowconn').decode().split():
        dump = run('pg_dump', '--data-only', '--format=plain', name)
        # Newer versions write a word into each dump that is another one each time.
        add('database ' + name, b''.join(line for line in dump.splitlines(True) if b'restrict ' not in line[:12]))
for place in (each for pattern in sys.argv[1:] for each in glob.glob(pattern)):
    for folder, _, names in os.walk(place) if os.path.isdir(place) else [(os.path.dirname(place), [], [os.path.basename(place)])]:
        for file in (os.path.join(folder, name) for name in names):
            if os.path.isfile(file) and not os.path.islink(file):
                with open(file, 'rb') as opened:
                    add(file, opened.read())
print(json.dumps(seen))
"""


class Ledger:
    """The rows that a case writes, each under a name of its own, and where they are. `writers`: functions that write a row of a name,
    one for each database of the product. `live`: its databases and files, which change. `beside`: patterns of what is kept outside
    Handrail's own folder."""

    def __init__(self, trial, server, writers, live, beside=()):
        self.trial = trial
        self.server = server
        self.writers = writers
        self.live = live
        self.patterns = ["/var/lib/handrail/*/work", *[place for place in live if place.startswith("/")], *beside]
        self.written = []
        self.kept = {}
        self.times = 0

    def write(self):
        """Writes a row into each of the product's databases."""
        self.times += 1
        for number, writer in enumerate(self.writers):
            self.written.append(f"lab-row-{self.times}-{number}")
            writer(self.written[-1])

    def look(self):
        """Judges what is there now, and takes it for what must stay."""
        words = " ".join(f"'{pattern}'" for pattern in self.patterns)
        now = json.loads(self.server.run(f"python3 - {words}", check=True, input_text=LOOK).stdout)
        rows = {each for _, found in now.values() for each in found}
        self.trial.expect(f"of {len(self.written)} rows written up to now, in no state", sorted(set(self.written) - rows), [])
        self.trial.expect(f"of {len(self.kept)} kept things, changed or gone", sorted(place for place in self.kept if now.get(place) != self.kept[place])[:5], [])
        self.kept = {place: seen for place, seen in now.items() if place not in self.live}


def roll_back_again(trial, handrail, ledger, run, upgrade):
    """After a first roll-back of `run`: it cannot be rolled back a second time; another upgrade and its roll-back keep what the first
    ones kept, and what was written in between."""
    ledger.look()
    refused = handrail.run("rollback", run, "--yes", "--accept-data-loss")
    trial.expect("exit code of a second roll-back of the same run", refused.code, 3)
    ledger.write()
    upgrade()
    again = handrail.runs()[0]["run"]
    ledger.write()
    trial.expect("that it is a run of its own", again != run, True)
    back = handrail.run("rollback", again, "--yes", "--accept-data-loss")
    trial.expect("exit code of the roll-back of another upgrade", back.code, 0)
    ledger.look()
