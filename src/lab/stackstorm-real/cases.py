"""The real StackStorm, from packages of three neighbouring releases, upgraded on real data."""

import hashlib
import json

from driver.case import case
from driver.judge import steps, unchanged

CANARIES = ["canary-rabbit", "canary-st2admin", "canary-kv"]
IMAGE = "stackstorm-real"
UNITS = "$(cd /lib/systemd/system; ls st2*.service | grep -v @)"


class Site:
    """The real product as seen from outside."""

    def __init__(self, server):
        self.server = server
        self.out = server.out

    def listed(self, *words):
        said = self.out(f"st2 {' '.join(words)} -j", timeout=300)
        return json.loads(said) if said.startswith("[") else []

    def keys(self):
        """How many keys there are, and a digest of their names and values, which st2 itself decrypts."""
        rows = sorted((row["name"], row["value"]) for row in self.listed("key list", "-n -1", "--decrypt"))
        return f"{len(rows)} {hashlib.md5(json.dumps(rows).encode()).hexdigest()[:12]}"

    def all(self):
        return {
            "package": self.out("dpkg-query -W -f='${db:Status-Abbrev} ${Version}' st2"),
            "command st2": self.out("st2 --version"),
            "services that do not run": self.out(f"for unit in {UNITS}; do systemctl -q is-active $unit || echo $unit; done"),
            "workers": self.out("systemctl list-units --plain --no-legend --state=running 'st2actionrunner@*' | wc -l"),
            "services that boot does not start": self.out(f"for unit in {UNITS}; do systemctl -q is-enabled $unit || echo $unit; done"),
            "keys": self.keys(),
            "packs of the admin": sorted(row["ref"] for row in self.listed("pack list") if row["author"] == "lab"),
            "rules": sorted(row["ref"] for row in self.listed("rule list") if row["ref"].endswith("nightly")),
            "crypto key": self.out("stat -c '%U:%G %a' /etc/st2/keys/datastore_key.json; sha256sum </etc/st2/keys/datastore_key.json"),
            "st2.conf": self.out("sha256sum </etc/st2/st2.conf"),
        }


def ready(server):
    server.out("for n in $(seq 60); do st2 action list --pack=core >/dev/null 2>&1 && exit; sleep 2; done; exit 1", timeout=300)


def begin(trial):
    server = trial.server()
    ready(server)
    site = Site(server)
    before = site.all()
    trial.result.source = before["command st2"].split()[1].rstrip(",")
    return site, before, trial.handrail(server)


def after(version):
    return {"package": f"ii  {version}-1", "command st2": lambda said: said.startswith(f"st2 {version},")}


@case("in-place", "3.7.0 to 3.8.1 and on to 3.9.0", IMAGE, minutes=40)
def in_place(trial):
    site, before, handrail = begin(trial)
    trial.expect("exit code of detect", handrail.run("detect", handrail.address()).code, 0)
    for version in ("3.8.1", "3.9.0"):
        done = handrail.run("upgrade", handrail.address(), "--yes", "--merge", "mine", "--to", version)
        trial.expect(f"exit code of the upgrade to {version}", done.code, 0)
        steps(trial, handrail)
        trial.result.target = version
        unchanged(trial, site, before, after(version))


@case("rolled-back", "3.7.0 to 3.9.0; keys are written; a roll-back names them, asks, and keeps them", IMAGE, minutes=40)
def rolled_back(trial):
    site, before, handrail = begin(trial)
    trial.expect("exit code of the upgrade", handrail.run("upgrade", handrail.address(), "--yes", "--merge", "mine", "--to", "3.9.0").code, 0)
    run = handrail.runs()[0]["run"]
    site.out("for n in 1 2 3; do st2 key set after_$n $n; done")
    asked = handrail.run("rollback", run, "--yes")
    trial.expect("that a roll-back does not begin unasked", asked.code != 0, True)
    trial.expect("that it names the collection and the documents", [line.strip() for line in asked.output.splitlines() if "key_value_pair_d_b" in line],
                 lambda lines: any("3" in line for line in lines))
    back = handrail.run("resume", handrail.runs()[0]["run"], "--yes", "--accept-data-loss")
    trial.expect("exit code of the roll-back", back.code, 0)
    trial.result.target = "3.9.0, back to " + site.out("st2 --version").split()[1].rstrip(",")
    unchanged(trial, site, before)
    kept = site.out("ls /var/lib/handrail/*/work/hop-*/mongodb.failed*").split()
    trial.expect("dumps of what was written since", len(kept), 1)
    again = handrail.run("rollback", run, "--yes", "--accept-data-loss")
    trial.expect("exit code of a second roll-back", again.code, 3)
    trial.expect("dumps after it", site.out("ls /var/lib/handrail/*/work/hop-*/mongodb.failed*").split(), kept)


# Fine for 3.7; nothing of StackStorm looks at it before the content is registered anew.
BROKEN = "printf 'name: broken\\npack: tools\\nrunner_type: no-such-runner\\n' >/opt/stackstorm/packs/tools/actions/broken.yaml"


@case("reload-fails", "an action that no release can register stops the upgrade to 3.8.1; all goes back to 3.7.0", IMAGE, minutes=40)
def reload_fails(trial):
    site, before, handrail = begin(trial)
    site.out(BROKEN)
    done = handrail.run("upgrade", handrail.address(), "--yes", "--merge", "mine", "--to", "3.8.1")
    trial.expect("exit code of the upgrade", done.code, 1)
    step, key, _ = handrail.journal(handrail.runs()[0]["run"]).failed()[-1]
    trial.expect("step that failed, and the failure", f"{step} {key}", lambda said: said.startswith("reload "))
    back = handrail.run("rollback", handrail.runs()[0]["run"], "--yes", "--accept-data-loss")
    trial.expect("exit code of the roll-back", back.code, 0)
    trial.result.target = "3.8.1, back to " + site.out("st2 --version").split()[1].rstrip(",")
    unchanged(trial, site, before)


@case("roll-over", "3.7.0 to 3.9.0 on a new server: keys, a secret and packs; keys are written; going back keeps both", IMAGE, minutes=40)
def roll_over(trial):
    site, before, handrail = begin(trial)
    new = Site(trial.server("new", image="stackstorm-real-new"))
    ready(new.server)
    empty = new.all()
    route = ["--route", "roll-over", "--to", "3.9.0", "--server", f"new={handrail.also(new.server)}"]
    trial.expect("exit code", handrail.run("upgrade", handrail.address(), *route, "--yes").code, 0)
    run = steps(trial, handrail)
    trial.result.target = "3.9.0"
    there = new.all()
    same = ("keys", "packs of the admin", "rules", "crypto key")
    trial.expect("on the new server", {name: there[name] for name in same}, {name: before[name] for name in same}, {name: empty[name] for name in same})
    unchanged(trial, new, empty, {name: lambda _: True for name in same})
    unchanged(trial, site, before)
    trial.expect("exit code of a verification", handrail.run("verify", run).code, 0)
    new.out("for n in 1 2 3; do st2 key set after_$n $n; done")
    written = new.keys()
    back = handrail.run("rollback", run, "--yes", "--accept-data-loss")
    trial.expect("exit code of the roll-back", back.code, 0)
    trial.result.target = "3.9.0, back to " + site.out("st2 --version").split()[1].rstrip(",")
    unchanged(trial, site, before)
    trial.expect("keys on the new server after it", new.keys(), written)
    trial.expect("exit code of a second roll-back", handrail.run("rollback", run, "--yes", "--accept-data-loss").code, 3)
