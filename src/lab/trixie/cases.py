"""Debian 13, where not only sudo makes an admin root. What is looked at here is asked of the server itself, not of Handrail."""

import json

from driver.case import case
from driver.judge import steps

CANARIES = ["canary-root"]
VERSION = "dpkg-query -W -f '${Version}' my-product; printf ' runs '; cat /run/my-product"
OTHERS = {
    "doas": ("doas", ""),
    "sudo": ("sudo", ""),
    "sudo-rs": ("sudo", "mv /usr/bin/sudo /usr/bin/sudo.lab; ln -s sudo-rs /usr/bin/sudo"),
}


@case("become-root", "run0, doas, sudo and sudo-rs ask an admin for the password: each finds the product, run0 upgrades it and back", "trixie", minutes=15)
def become_root(trial):
    server = trial.server()
    handrail = trial.handrail(server, user="ada", sudo_password="canary-root", become="run0")
    systemd = server.out("systemctl --version | sed -n 's/^systemd \\([0-9]*\\).*/\\1/p'")
    trial.expect("release of systemd, of which 256 was the first with run0", int(systemd), lambda release: release >= 256)
    handrail.run("runbook", "new", "my-product", "--like", "package", server=False)
    own = next(handrail.home.rglob("my-product"))
    with open(own / "detect.sh", "a") as script:
        script.write("fact account \"$(id -un)\" 'id -un'\n")
    trial.expect("exit code of runbook trust", handrail.run("runbook", "trust", own, "--yes", server=False).code, 0)
    trial.result.source = server.out(VERSION).split()[0]
    found_by(trial, handrail, "run0")
    done = handrail.run("upgrade", handrail.address(), "--product", "my-product", "--to", "1.0.0-1", "--yes")
    trial.expect("exit code", done.code, 0)
    trial.expect("times that it connected again", done.output.count("Connected again."), 0)
    trial.expect("installed and running", server.out(VERSION), "1.0.0-1 runs 1.0.0-1", "0.9.0-1 runs 0.9.0-1")
    run = steps(trial, handrail)
    trial.result.target = "1.0.0-1, back to 0.9.0-1"
    back = handrail.run("rollback", run, "--yes", "--accept-data-loss")
    trial.expect("exit code of the roll-back", back.code, 0)
    trial.expect("times that it connected again on the way back", back.output.count("Connected again."), 0)
    trial.expect("installed and running after it", server.out(VERSION), "0.9.0-1 runs 0.9.0-1")
    for name, (handrail.become, change) in OTHERS.items():
        server.out(change or ":")
        found_by(trial, handrail, name)


def found_by(trial, handrail, name):
    """Detects as the admin, who has to give the password; the product's own script says whether it ran as root."""
    done = handrail.run("detect", handrail.address(), "--facts", "--json")
    trial.expect(f"exit code of detect by {name}", done.code, 0)
    facts = {}
    walk(json.loads(done.output) if done.code == 0 else {}, facts)
    trial.expect(f"version and account as {name} saw them", (facts.get("version"), facts.get("account")), ("0.9.0-1", "root"))


def walk(seen, facts):
    """All facts in the answer."""
    for each in seen.values() if isinstance(seen, dict) else seen if isinstance(seen, list) else []:
        walk(each, facts)
    if isinstance(seen, dict) and {"key", "value"} <= seen.keys():
        facts[seen["key"]] = seen["value"]
