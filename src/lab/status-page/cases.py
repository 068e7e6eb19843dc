"""Status-Page, in place. What is looked at here is asked of the server itself, not of Handrail."""

import hashlib
import json
import sys
import time
from pathlib import Path

from driver.case import case
from driver.failures import ROLL_BACK, Failure, named, one_by_one
from driver.faults import Subject
from driver.judge import found, later, steps, unchanged, wait_for
from driver.ledger import Ledger, roll_back_again
from driver.rehearsal import NSPAWN, copies, copy_leader

sys.path.insert(0, str(Path(__file__).resolve().parent))

from deployment import PSQL, Site  # noqa: E402
from failures import DEPLOYED, FAILURES  # noqa: E402
from states import STATES  # noqa: E402

CANARIES = ["canary-secret-key", "can$ry", "canary-sudo"]

TWICE = "INSERT INTO components_component (name, description, status, link) VALUES ('Component 007', 'twice', 'operational', '')"


def upgraded(trial, site, before, to="2.5.1", django="5.1.2", started=None):
    """The new version runs and nothing of the admin's is lost."""
    trial.result.target = to
    now = site.all()
    wanted = {
        "version shown by the running page": to,
        "git checkout": f"v{to}",
        "migrations": "6",
        "services started (us since boot)": started or later(before["services started (us since boot)"]),
        "Django in the virtual environment": django,
    }
    for what, seen in now.items():
        trial.expect(what, seen, wanted.get(what, before[what]), before[what])


def backup(trial, site, before):
    """A dump of the database as it was can be restored, and the old virtual environment is still there."""
    found = site.server.run(
        "find / -xdev \\( -path /proc -o -path /sys -o -path /srv \\) -prune -o -type f -size +4k -print0 2>/dev/null"
        " | xargs -0 grep -l -m1 -a '^PGDMP' 2>/dev/null | head -1"
    ).stdout.strip()
    trial.expect("dump of the database", found, bool)
    if found:
        site.server.out(
            f"{PSQL} -q -c 'DROP DATABASE IF EXISTS lab' -c 'CREATE DATABASE lab' >/dev/null;"
            f" cat {found} | sudo -u postgres pg_restore --no-owner -d lab"
        )
        count = site.server.out(f"{PSQL} -d lab -c 'SELECT count(*), sum(length(text)) FROM incidents_incident'")
        trial.expect("incidents in the restored dump", count, lambda seen: seen.startswith("400|"))
        site.server.out(f"{PSQL} -q -c 'DROP DATABASE lab'")
    old = site.server.run(
        "find / -xdev -path /proc -prune -o -type d -name 'Django-4.2.15.dist-info' -print 2>/dev/null"
    ).stdout.split()
    trial.expect("old virtual environment kept", old[:1], bool)


def begin(trial, **options):
    server = trial.server()
    site = Site(server)
    before = site.all()
    trial.result.source = before["version shown by the running page"]
    return site, before, trial.handrail(server, **options)


@case("in-place", "the newest stable release is installed although a beta is newer", "status-page")
def in_place(trial):
    site, before, handrail = begin(trial)
    trial.expect("tag that the documented command would take", site.server.out(
        "cd /srv/git/status-page.git; git describe --tags $(git rev-list --tags --max-count=1)"), "v2.5-beta2")
    done = handrail.run("upgrade", handrail.address(), "--yes")
    trial.expect("exit code", done.code, 0)
    steps(trial, handrail)
    upgraded(trial, site, before)
    backup(trial, site, before)
    again = handrail.run("upgrade", handrail.address(), "--yes")
    trial.expect("exit code of a second upgrade", again.code, 0)
    trial.expect("checkout after it", site.head(), "v2.5.1")


@case("verify-again", "verified again later: growth is no alarm, a stopped service and lost rows are", "status-page")
def verify_again(trial):
    site, before, handrail = begin(trial)
    trial.expect("exit code", handrail.run("upgrade", handrail.address(), "--yes").code, 0)
    site.sql("INSERT INTO components_component (name, description, status, link) VALUES ('Later', '', 'operational', '')")
    well = handrail.run("verify")
    trial.expect("exit code of verify", well.code, 0)
    trial.expect("what it says", "All checks passed. Changed in the product's state: rows.components_component" in well.output, True)
    steps(trial, handrail)
    upgraded(trial, site, {**before, "data": site.data()})
    site.server.out("systemctl stop status-page-rq")
    stopped = handrail.run("verify")
    trial.expect("exit code when a service has stopped", stopped.code, 1)
    trial.expect("that it is named", 'unit.status-page-rq.service.active is "inactive", expected "active"' in stopped.output, True)
    site.server.out("systemctl start status-page-rq")
    site.sql("DELETE FROM incidents_incident_components WHERE id = (SELECT max(id) FROM incidents_incident_components)")
    fewer = handrail.run("verify")
    trial.expect("exit code when a row is gone", fewer.code, 1)
    trial.expect("that its table is named", "rows.incidents_incident_components is " in fewer.output, True)
    sentence = "ERROR: the lab says that this went wrong"
    site.server.out("mkdir -p /run/systemd/system/status-page-rq.service.d;"
                    " printf '[Service]\\nExecStartPre=/bin/echo \"%s\"\\n' '" + sentence + "'"
                    " >/run/systemd/system/status-page-rq.service.d/lab.conf;"
                    " systemctl daemon-reload; systemctl restart status-page-rq; journalctl --sync")
    reported = handrail.run("verify")
    trial.expect("exit code when a service has reported an error", reported.code, 1)
    trial.expect("that the error in its journal is named",
                 [line for line in reported.output.splitlines()
                  if line.startswith("-- FAILED") and "The services have reported errors since then" in line and sentence in line],
                 lambda lines: len(lines) == 1)
    trial.expect("that nothing was done to the run that it looked at",
                 [each["status"] for each in handrail.runs()],
                 ["not-verified", "not-verified", "not-verified", "verified", "upgraded"])


DOUBLE = Failure("duplicate-rows", "upgrade-script", "two components have the same name", "all is as before", choice=ROLL_BACK)


@case("migrate-fails", "a migration fails for real; roll-back brings all of it back", "status-page", failures=[DOUBLE])
def migrate_fails(trial):
    server = trial.server()
    site = Site(server)
    site.sql(TWICE)
    before = site.all()
    trial.result.source = before["version shown by the running page"]
    handrail = trial.handrail(server)
    done = handrail.run("upgrade", handrail.address(), "--yes")
    trial.expect("exit code", done.code, lambda code: code != 0)
    trial.expect("cause in the output", "could not create unique index" in done.output, True)
    run = steps(trial, handrail)
    named(trial, handrail, run, DOUBLE)
    trial.expect("Django after the failure", site.venv(), "5.1.2", before["Django in the virtual environment"])
    back = handrail.run("rollback", run, "--yes", "--accept-data-loss")
    trial.expect("exit code of the roll-back", back.code, 0)
    trial.result.target = f"back to {site.shown()}"
    unchanged(trial, site, before, {
        "services started (us since boot)": later(before["services started (us since boot)"])})


@case("goes-back-by-itself", "a migration fails for real and nobody answers for a minute; Handrail goes back by itself", "status-page")
def goes_back_by_itself(trial):
    server = trial.server()
    site = Site(server)
    site.sql(TWICE)
    before = site.all()
    trial.result.source = before["version shown by the running page"]
    handrail = trial.handrail(server)
    done = handrail.run("upgrade", handrail.address(), "--yes", "--go-back-on-failure", "1")
    trial.expect("exit code", done.code, 9)
    trial.expect("that the plan says what it needs", "this computer must stay awake" in done.output, True)
    trial.expect("that it says when it goes back", "-- Handrail goes back at " in done.output, True)
    back, there = handrail.runs()
    trial.expect("what became of the upgrade", there["status"], "ended")
    trial.expect("what became of the roll-back", (back["status"], back["origin"]), ("rolled-back", there["run"]))
    report = handrail.run("report", back["run"], server=False)
    trial.expect("that the report says who started it", "Handrail started this roll-back by itself" in report.output, True)
    steps(trial, handrail)
    trial.result.target = f"back to {site.shown()}"
    unchanged(trial, site, before, {
        "services started (us since boot)": later(before["services started (us since boot)"])})


@case("copied", "the backup is restored on trial and copied off the server; what stays is listed, and removed when that is confirmed", "status-page")
def copied(trial):
    site, before, handrail = begin(trial)
    done = handrail.run("upgrade", handrail.address(), "--yes", "--set", "COPY_BACKUP=yes", "--set", "TRIAL_RESTORE=yes")
    trial.expect("exit code", done.code, 0)
    trial.expect("that the trial restore went well", "==> The trial restore went well" in done.output, True)
    scratch = f"""{PSQL} -c "SELECT count(*) FROM pg_database WHERE datname LIKE '%trial%'\""""
    trial.expect("scratch databases left", site.server.out(scratch), "0")
    run = steps(trial, handrail)
    upgraded(trial, site, before)
    copies = list(handrail.home.rglob("database.dump"))
    there = site.server.out("cat /var/lib/handrail/*/work/hop-1/backup/database.dump | sha256sum")
    trial.expect("dump on the workstation", [hashlib.sha256(each.read_bytes()).hexdigest() for each in copies], [there.split()[0]])
    trial.expect("who can read it", [oct(each.stat().st_mode & 0o777) for each in copies], ["0o600"])
    back = handrail.run("rollback", run, "--yes", "--accept-data-loss")
    trial.expect("exit code of the roll-back", back.code, 0)
    trial.result.target = f"2.5.1, back to {site.shown()}"
    left = json.loads(handrail.run("leftovers", handrail.address(), "--json").output.splitlines()[-1])
    kinds = {each["kind"]: each["name"] for each in left["leftovers"]}
    trial.expect("kinds of what is left", sorted(kinds), ["backup", "database", "folder", "run"])
    trial.expect("copies on the workstation", len(left["copies"]), 1)
    for name, why in ((kinds["backup"], "newest whole backup"), ("status-page", "No run left anything")):
        refused = handrail.run("leftovers", handrail.address(), "--remove", name, "--yes")
        trial.expect(f"refusal to remove {name}", why in refused.output, True)
    gone = handrail.run("leftovers", handrail.address(), "--remove", kinds["database"], "--yes")
    trial.expect("exit code of removing the changed database", gone.code, 0)
    failed = f"""{PSQL} -c "SELECT count(*) FROM pg_database WHERE datname LIKE '%failed%'\""""
    trial.expect("changed databases after that", site.server.out(failed), "0")
    unchanged(trial, site, before, {"services started (us since boot)": lambda after: all(after)})


@case("postgresql-too-old", "PostgreSQL 12 is found before anything is touched", "status-page-pg12", minutes=6)
def postgresql_too_old(trial):
    site, before, handrail = begin(trial)
    done = handrail.run("upgrade", handrail.address(), "--to", "2.5.1", "--yes")
    trial.result.target = "2.5.1 (blocked)"
    trial.expect("exit code", done.code, 3)
    trial.expect("what Handrail says", done.output, lambda text: "PostgreSQL" in text and "13" in text and "12.22" in text)
    unchanged(trial, site, before)
    ready = handrail.run("plan", handrail.address(), "--to", "2.5.0")
    trial.expect("exit code of the plan to 2.5.0, which 12 is enough for", ready.code, 0)
    hand = site.server.run("cd /opt/status-page && git checkout -q v2.5.1 && ./upgrade.sh 2>&1 | tail -3")
    trial.expect("without Handrail upgrade.sh ends with", hand.stdout.strip().splitlines()[-1:], lambda last: "PostgreSQL 13 or later is required" in str(last))


@case("found-before", f"{len(STATES)} states of a server half upgraded or broken by hand are found before anything is touched", "status-page")
def found_before(trial):
    site, before, handrail = begin(trial)
    trial.result.target = "2.5.1 (plans only)"
    found(trial, handrail, STATES, "--to", "2.5.1")
    clean = handrail.run("plan", handrail.address(), "--json")
    trial.expect("exit code of a plan when all is mended", clean.code, 0)
    unchanged(trial, site, before, {"services started (us since boot)": lambda after: all(after)})


@case("failures", f"{len(FAILURES)} known failures, one after another: each is named and got over, and the upgrade ends well", "status-page", minutes=20,
      failures=FAILURES)
def failures(trial):
    server = trial.server(disk="3G")
    server.out(DEPLOYED)
    site = Site(server)
    before = site.all()
    trial.result.source = before["version shown by the running page"]
    handrail = trial.handrail(server)
    one_by_one(trial, handrail, FAILURES)
    steps(trial, handrail)
    upgraded(trial, site, before)
    trial.expect("edit that was overlooked, in git's stash", "+# ours" in server.out("git -C /opt/status-page stash list -p"), True)


@case("local-edits", "an edited file is kept as a stash and a patch; two roll-backs bring it back and lose no row that was written in between",
      "status-page", minutes=15)
def local_edits(trial):
    server = trial.server()
    site = Site(server)
    page = "/opt/status-page/statuspage/templates/dashboard.html"
    server.out(f"sed -i 's,<title>Status,<title>Our status,' {page}")
    before = site.all()
    trial.result.source = before["version shown by the running page"]
    handrail = trial.handrail(server)
    trial.expect("exit code without a reason", handrail.run("upgrade", handrail.address(), "--yes").code, 3)

    def upgrade():
        done = handrail.run("upgrade", handrail.address(), "--yes", "--waive", "local-edits=our title; the stash is enough")
        trial.expect("exit code with a reason", done.code, 0)

    upgrade()
    run = steps(trial, handrail)
    upgraded(trial, site, before)
    trial.expect("edit in git's stash", server.out("git -C /opt/status-page stash show -p"), lambda text: "Our status" in text)
    ledger = Ledger(trial, server, [lambda name: site.sql(f"INSERT INTO auth_group (name) VALUES ('{name}')")], ["database status-page"],
                    ["/opt/status-page.before-*"])
    ledger.write()
    back = handrail.run("rollback", run, "--yes", "--accept-data-loss")
    trial.expect("exit code of the roll-back", back.code, 0)
    trial.result.target = f"2.5.1, back to {site.shown()}"
    unchanged(trial, site, before, {"services started (us since boot)": lambda after: all(after)})
    roll_back_again(trial, handrail, ledger, run, upgrade)
    unchanged(trial, site, before, {"services started (us since boot)": lambda after: all(after)})
    trial.expect("edit after two roll-backs", server.out(f"grep -c 'Our status' {page} || true"), "1")


@case("power-cut", "the server loses power in the middle of the upgrade script; roll-back brings it back", "status-page")
def power_cut(trial):
    site, before, handrail = begin(trial)
    started = handrail.start("upgrade", handrail.address(), "--yes")
    wait_for(started, "Installing core dependencies")
    site.server.lose_power()
    time.sleep(3)
    site.server.boot()
    started.wait()
    trial.expect("exit code", started.code, lambda code: code in (1, 4, 6))
    trial.expect("that Handrail says why nobody knows", "OUTCOME UNKNOWN: The server restarted while the step was running." in started.output, True)
    run = handrail.runs()[0]["run"]
    back = handrail.run("rollback", run, "--yes", "--accept-data-loss")
    trial.expect("exit code of the roll-back", back.code, 0)
    trial.result.target = f"back to {site.shown()}"
    unchanged(trial, site, before, {"services started (us since boot)": lambda after: all(after)})


@case("sudo-password", "an admin who is not root and types a password for sudo", "status-page")
def sudo_password(trial):
    server = trial.server()
    server.out("adduser --quiet --disabled-password --gecos '' ada; adduser --quiet ada sudo; echo 'ada:canary-sudo' | chpasswd")
    site = Site(server)
    before = site.all()
    trial.result.source = before["version shown by the running page"]
    handrail = trial.handrail(server, user="ada", sudo_password="canary-sudo")
    done = handrail.run("upgrade", handrail.address(), "--yes")
    trial.expect("exit code", done.code, 0)
    steps(trial, handrail)
    upgraded(trial, site, before)


@case("link-cut", "the link is dead for 25 s in the middle of the upgrade script", "status-page")
def link_cut(trial):
    site, before, handrail = begin(trial)
    started = handrail.start("upgrade", handrail.address(), "--yes")
    wait_for(started, "Creating a new virtual environment")
    handrail.link.cut()
    time.sleep(25)
    handrail.link.restore()
    started.wait()
    trial.expect("exit code", started.code, 0)
    steps(trial, handrail)
    upgraded(trial, site, before)
    trial.expect("times that the upgrade script ran", started.output.count("Creating a new virtual environment"), 1)


@case("killed", "the assistant is killed in the middle of the upgrade script; resume goes on from there", "status-page")
def killed(trial):
    site, before, handrail = begin(trial)
    started = handrail.start("upgrade", handrail.address(), "--yes")
    wait_for(started, "Installing core dependencies")
    started.process.kill()
    started.wait()
    time.sleep(3)
    run = handrail.runs()[0]["run"]
    done = handrail.run("resume", run, "--yes")
    trial.expect("exit code", done.code, 0)
    steps(trial, handrail)
    upgraded(trial, site, before)
    ran = site.server.out("journalctl -u lab-index -o cat | grep -c 'Django-5.1.2' || true")
    trial.expect("times that Django 5.1.2 was fetched", ran, "1")


SUBJECT = Subject(
    image="status-page",
    options=["--to", "2.5.1"],
    steps={"fetch": 1, "packages": 10, "stop": 2, "backup": 2, "checkout": 2, "upgrade-script": 25, "start": 5, "verify": 2, "verify-data": 1},
    back={"undo-upgrade-script": 4, "undo-checkout": 2, "undo-stop": 3},
    fails="upgrade-script",
    prepare=Site,
    spoil=lambda site: site.sql(TWICE),
    upgraded=lambda trial, site, before: upgraded(trial, site, before, started=all),
    unchanged=lambda trial, site, before: unchanged(trial, site, before, {"services started (us since boot)": all}),
)


def watched(server):
    """Asks the page ten times a second until the returned function is called, which says how often and what went wrong."""
    asks = "curl -s -m 5 -o /dev/null -w '%{http_code}\\n' -H 'Host: status.example.com' http://127.0.0.1/ >>/run/pages"
    server.run("cat >/run/watch.sh", check=True, input_text=f"while :; do {asks}; sleep 0.1; done\n")
    server.out("systemd-run -q --unit=lab-watch sh /run/watch.sh")

    def answers():
        server.out("systemctl stop lab-watch")
        return server.out("sort /run/pages | uniq -c; rm -f /run/pages /run/watch.sh").split()

    return answers


def fingerprints(server):
    """Each file of the product and of /etc, and every unit that runs."""
    return server.out(
        "{ find /etc /opt/status-page /var/lib/postgresql -xdev -path '*/pg_*' -prune -o -path '*/15/main' -prune -o -name '*.pyc' -prune -o -type f"
        " -print0 | sort -z | xargs -0 sha256sum; systemctl list-units --plain --no-legend --state=running | cut -d' ' -f1 | sort | grep -v -e '^session' -e '^user' -e lab-watch; } | sha256sum"
    )


@case("rehearse", "the whole upgrade on a copy of the server, and one that cannot work; the server goes on as if nothing happened", "status-page")
def rehearse(trial):
    server = trial.server(binds=NSPAWN)
    site = Site(server)
    before, files, nothing = site.all(), fingerprints(server), copies(server)
    trial.result.source = before["version shown by the running page"]
    handrail = trial.handrail(server)
    answers = watched(server)
    done = handrail.run("rehearse", handrail.address(), "--yes", "--and-back")
    trial.expect("exit code of the rehearsal", done.code, 0)
    trial.expect("what it says", "It works in the copy of this server: 12 steps" in done.output, True)
    scopes = [each["scope"] for each in handrail.runs()]
    trial.expect("scopes of the runs", scopes, ["copy", "copy"])
    trial.expect("what is left of the copy", copies(server), nothing)
    trial.expect("a run of the copy after it is gone", handrail.run("resume", handrail.runs()[-1]["run"]).code, lambda code: code != 0)
    site.sql(TWICE)
    broken = handrail.run("rehearse", handrail.address(), "--yes")
    trial.expect("exit code of one that cannot work", broken.code, lambda code: code not in (0, 3))
    trial.expect("its cause", "could not create unique index" in broken.output, True)
    trial.expect("exit code of removing the copy", handrail.run("rehearse", handrail.address(), "--remove").code, 0)
    site.sql("DELETE FROM components_component WHERE status = 'operational' AND description = 'twice'")
    trial.expect("what is left of the second copy", copies(server), nothing)
    pages = answers()
    trial.expect("answers of the page meanwhile", pages, lambda seen: len(seen) == 2 and seen[1] == "200" and int(seen[0]) > 100)
    trial.expect("files and units of the server", fingerprints(server), files)
    unchanged(trial, site, before)


def begin_rehearsal(trial, **options):
    """A server with a rehearsal on it, whose copy runs already."""
    server = trial.server(binds=NSPAWN, **options)
    site = Site(server)
    before, nothing = site.all(), copies(server)
    trial.result.source = before["version shown by the running page"]
    handrail = trial.handrail(server)
    begun = handrail.start("rehearse", handrail.address(), "--yes")
    leader = copy_leader(server)
    trial.expect("a copy was seen", leader > 0, True)
    return site, before, nothing, handrail, begun


@case("rehearse-short", "the server's own disk runs short while a copy is on it: the copy ends, and nothing is left", "status-page", named=True)
def rehearse_short(trial):
    site, before, nothing, handrail, begun = begin_rehearsal(trial, disk="8G")
    wait_for(begun, "== [2/")
    site.server.out("fallocate -l $(($(df -Pk / | awk 'NR == 2 { print $4 }') - 300000))K /root/fill")
    done = begun.wait(300)
    site.server.out("rm /root/fill")
    trial.expect("exit code", done.code, 1)
    trial.expect("what it says", "its own disk ran short" in done.output, True)
    trial.expect("what is left of the copy", copies(site.server), nothing)
    trial.expect("ends of its runs", [each["status"] for each in handrail.runs()], ["ended"])
    unchanged(trial, site, before)


@case("rehearse-faults", "during a rehearsal the assistant is killed, the link is cut, an upgrade is planned, the server restarts: nothing changes, nothing is left",
      "status-page", minutes=20, named=True)
def rehearse_faults(trial):
    site, before, nothing, handrail, begun = begin_rehearsal(trial)
    server = site.server
    wait_for(begun, "Creating a new virtual environment")
    planned = handrail.run("plan", handrail.address(), "--json")
    keys = [each["key"] for each in json.loads(planned.output)["findings"]]
    trial.expect("a plan meanwhile says so", "server.rehearsed" in keys, True)
    second = handrail.run("rehearse", handrail.address(), "--yes")
    trial.expect("exit code of a second rehearsal", second.code, 3)
    begun.process.kill()
    begun.wait()
    time.sleep(3)
    run = handrail.runs()[0]["run"]
    resumed = handrail.start("resume", run, "--yes")
    wait_for(resumed, "Restart: Start the services")
    handrail.link.cut()
    time.sleep(25)
    handrail.link.restore()
    trial.expect("exit code of the resumed rehearsal", resumed.wait().code, 0)
    trial.expect("exit code of removing the copy", handrail.run("rehearse", handrail.address(), "--remove").code, 0)
    trial.expect("what is left of the copy", copies(server), nothing)
    unchanged(trial, site, before)
    again = handrail.start("rehearse", handrail.address(), "--yes")
    wait_for(again, "Creating a new virtual environment")
    server.reboot()
    again.wait()
    trial.expect("exit code after a restart of the server", again.code, lambda code: code != 0)
    site.all()
    handrail.run("rehearse", handrail.address(), "--remove")
    trial.expect("what is left after a restart", copies(server), nothing)
    trial.expect("runs that are not finished", [each for each in handrail.runs() if not each["ended"]], [])
    unchanged(trial, site, before, {"services started (us since boot)": lambda after: all(after)})
