"""StackStorm from packages, from the All-in-One installer, and the roll-over to a new server."""

import hashlib
import json
import sys
from pathlib import Path

from driver.case import case
from driver.failures import RECOVER, Failure, named, one_by_one
from driver.faults import Subject
from driver.judge import found, steps, unchanged
from driver.ledger import Ledger, roll_back_again
from driver.rehearsal import NSPAWN, rehearse_then_upgrade

sys.path.insert(0, str(Path(__file__).resolve().parent))

from st2failures import FAILURES  # noqa: E402
from st2server import CANARIES, DATASTORE, AllInOne, Server  # noqa: E402
from st2states import STATES  # noqa: E402

SCRIPTS = [
    "st2-migrate-datastore-to-include-scope-secret.py",
    "st2-migrate-datastore-scopes.py",
    "st2-migrate-runners.sh",
]
AIO_COMPONENTS = "st2actionrunner st2api st2auth st2garbagecollector st2notifier st2resultstracker st2rulesengine st2sensorcontainer st2stream"
COMPONENTS = "st2actionrunner st2api st2auth st2chatops st2garbagecollector st2notifier st2rulesengine st2sensorcontainer st2stream"
# What an admin has changed in files that the packages bring, too.
EDITED = """
sed -i 's/^mode = standalone/mode = standalone\\ntoken_ttl = 86400/' /etc/st2/st2.conf
echo 'export HUBOT_ALIAS=!' >>/opt/stackstorm/chatops/st2chatops.env
"""
# A new release of a pack, and a version of three numbers for the one that has no repository.
SEMVER = "git -C /opt/stackstorm/packs/shop pull -q; sed -i 's/: 2$/: 2.0.0/' /opt/stackstorm/packs/tools/pack.yaml"


# By hand to 2.8, as documented; then what the seed's command would leave behind: keys of users, and secrets.
AT_28 = """
st2ctl stop
apt-get -y -qq -o Dpkg::Options::=--force-confold install st2=2.8.1-1 st2web=2.8.1-1 st2chatops=2.8.1-1 st2mistral=2.8.1-1
printf '\\n[workflow_engine]\\nlogging = /etc/st2/logging.workflowengine.conf\\n' >>/etc/st2/st2.conf
cd /opt/stackstorm/st2/bin
./st2-migrate-datastore-to-include-scope-secret.py
./st2-migrate-datastore-scopes.py
./st2-migrate-runners.sh
sed -i s/mistral-v2/orquesta/ /opt/stackstorm/packs/tools/actions/order.yaml
st2ctl reload --register-all
st2ctl start
for number in 1 2 3; do
    for user in ada bob; do st2 key set mine_$number "$user's $number" -s user -u $user; done
    st2 key set secret_$number "canary-answers $number" --encrypt
done
"""


def running(version, components=COMPONENTS, others=""):
    """What `services` says when all of a version run."""
    return ", ".join(sorted(others.split(", ") * bool(others) + [
        f"{name} {'active' if name == 'st2chatops' else version}" for name in components.split()]))


def answers(handrail, *prepared):
    """A file of answers."""
    file = handrail.folder / "answers.json"
    file.write_text(json.dumps(prepared))
    return file


def prepared(server):
    server.out(EDITED + SEMVER)
    return Server(server)


def begin(trial):
    site = prepared(trial.server())
    before = site.all()
    trial.result.source = "1.4.0"
    return site, before, trial.handrail(site.server)


@case("packages", "1.4 to 3.9 by way of 3.0, the last with the scripts of 2.1, and 3.2, where workflows are converted and MongoDB is upgraded", "stackstorm", minutes=15)
def packages(trial):
    server = trial.server()
    server.out(EDITED)
    site = Server(server)
    before = site.all()
    trial.result.source = "1.4.0"
    handrail = trial.handrail(server)
    blocked = handrail.run("upgrade", handrail.address(), "--yes", "--merge", "mine")
    trial.expect("exit code while packs have versions that 2.1 refuses", blocked.code, 3)
    trial.expect("packs that Handrail names", [word for word in ("shop 1.0", "tools 2;") if word in blocked.output], ["tools 2;"])
    server.out(SEMVER)
    done = handrail.run("upgrade", handrail.address(), "--yes", "--merge", "mine", "--set", "SELF_CHECK=yes")
    trial.expect("exit code while workflows are not converted", done.code, 4)
    at_the_stop(trial, site, before, done.output)
    server.out("sed -i 's/mistral-v2/orquesta/' /opt/stackstorm/packs/tools/actions/order.yaml; st2ctl reload --register-actions")
    run = steps(trial, handrail)
    done = handrail.run("resume", run, "--yes", "--merge", "mine")
    trial.expect("exit code while MongoDB is not upgraded", done.code, 4)
    trial.expect("services then", site.services(), lambda seen: "active" not in seen.replace("inactive", "") and "3.2.0" not in seen)
    server.out("echo 4.0.28 >/var/lib/mongodb/release")
    site.add_marker()
    done = handrail.run("resume", run, "--yes", "--merge", "mine")
    trial.expect("exit code", done.code, 0)
    trial.expect("collections of the exporter", site.markers(), [])
    steps(trial, handrail)
    trial.result.target = "3.9.0"
    at_the_end(trial, site, before, done.output)


@case("found-before", f"{len(STATES)} states that somebody left by hand, each named before anything is touched", "stackstorm")
def found_before(trial):
    site, before, handrail = begin(trial)
    trial.result.target = "3.9.0 (plans only)"
    found(trial, handrail, STATES, "--to", "3.9.0")
    clean = handrail.run("plan", handrail.address(), "--to", "3.9.0", "--json")
    trial.expect("exit code of a plan when all is mended", clean.code, 0)
    unchanged(trial, site, before)


def at_the_stop(trial, site, before, output):
    """3.2.0 runs, with Mistral at the newest schema, and the migrations of all versions up to it were run."""
    at_32(trial, site, before)
    trial.expect("services of 3.2.0 that boot does not start", site.enabled(), "")
    trial.expect("queue of notifiers", site.out("rabbitmqctl -q list_queues name | grep -c st2.notifiers.work || true"), "0")
    trial.expect("times that the self-check succeeded", output.count("SELF CHECK SUCCEEDED!"), 2)
    conffile(trial, site, output)


def at_32(trial, site, before):
    wanted = {
        "packages": "st2 3.2.0-1 st2chatops 3.2.0-1 st2mistral 3.2.0-1 st2web 3.2.0-1",
        "services": running(
            "3.2.0", COMPONENTS + " st2resultstracker st2scheduler st2timersengine st2workflowengine", "mistral active, mistral-api active"),
        "Mistral's database": f"{site.head()}|shop",
        "scopes of keys": [["st2kv.system", 120]],
        "executions": before["executions"] - 3,
        "configuration files": lambda seen: seen.split()[1:] == before["configuration files"].split()[1:],
        "migration scripts that ran": SCRIPTS,
    }
    unchanged(trial, site, before, wanted)


def at_the_end(trial, site, before, output):
    wanted = {
        "packages": "st2 3.9.0-1 st2chatops 3.9.0-1 st2web 3.9.0-1",
        "services": running("3.9.0", COMPONENTS + " st2scheduler st2timersengine st2workflowengine"),
        "Mistral's database": f"{site.head()}|shop",
        "scopes of keys": [["st2kv.system", 120]],
        "executions": before["executions"] - 3,
        "configuration files": lambda seen: seen.split()[1:] == before["configuration files"].split()[1:],
        "migration scripts that ran": SCRIPTS,
    }
    unchanged(trial, site, before, wanted)
    trial.expect("services that boot does not start", site.enabled(), "")
    trial.expect("times that the self-check succeeded", output.count("SELF CHECK SUCCEEDED!"), 1)
    conffile(trial, site, output)


def conffile(trial, site, output):
    """The admin's files are in force, what the package brings was shown, and the sections that new services need were added."""
    seen = site.out("grep -E '^(token_ttl|mask_secrets)|canary-rabbit' /etc/st2/st2.conf; grep '^logging' /etc/st2/st2.conf; tail -n 1 /opt/stackstorm/chatops/st2chatops.env")
    trial.expect("lines of the admin, and new ones, in st2.conf and st2chatops.env", seen.splitlines(), [
        "mask_secrets = True",
        "token_ttl = 86400",
        "url = amqp://stackstorm:canary-rabbit@127.0.0.1:5672/",
        "logging = /etc/st2/logging.api.conf",
        "logging = /etc/st2/logging.workflowengine.conf",
        "logging = /etc/st2/logging.timersengine.conf",
        "export HUBOT_ALIAS=!",
    ])
    for name in ("/etc/st2/st2.conf", "/opt/stackstorm/chatops/st2chatops.env"):
        trial.expect(f"{name} was shown beside the package's and kept", f"{name}: kept as it is." in output, True)


# A hook of the admin's own starts Mistral as soon as packages are in; it goes on once Mistral has made tables.
HOOK = """
cat >/usr/local/sbin/start-mistral <<'SH'
#!/bin/sh
systemctl start mistral
for _ in $(seq 60); do
    systemctl -q is-active mistral || exit 0
    runuser -u postgres -- psql -XAtc "select to_regclass('named_locks')" mistral | grep -q . && exit 0
    sleep 0.5
done
SH
chmod 755 /usr/local/sbin/start-mistral
echo 'DPkg::Post-Invoke { "/usr/local/sbin/start-mistral"; };' >/etc/apt/apt.conf.d/99mistral
"""


TABLES = Failure("event-triggers", "mistral-db", "Mistral was started too early and made its tables", "drops those that were not there before", choice=RECOVER)


@case("tables-in-the-way", "Mistral makes event_triggers_v2 before its database is upgraded; the recovery drops it and goes on", "stackstorm",
      failures=[TABLES])
def tables_in_the_way(trial):
    site, before, handrail = begin(trial)
    site.out(HOOK)
    done = handrail.run("upgrade", handrail.address(), "--to", "3.2.0", "--yes", "--merge", "mine")
    trial.expect("exit code", done.code, 1)
    trial.expect("what Mistral's tool says", '"event_triggers_v2" already exists' in done.output, True)
    trial.expect("what Handrail says", "Mistral was started before its database was upgraded" in done.output, True)
    named(trial, handrail, handrail.runs()[0]["run"], TABLES)
    trial.expect("Mistral's database after the failure", site.mistral(), before["Mistral's database"])
    site.out("rm /etc/apt/apt.conf.d/99mistral")
    prepared = answers(handrail, {"step": "mistral-db", "kind": "failed", "choice": "recover"})
    done = handrail.run("resume", handrail.runs()[0]["run"], "--yes", "--merge", "mine", "--answers", prepared)
    trial.expect("exit code of the recovery and all that follows", done.code, 0)
    trial.expect("tables that were dropped", done.output.count(" is dropped"), 5)
    steps(trial, handrail)
    trial.result.target = "3.2.0"
    at_32(trial, site, before)


@case("failures", f"{len(FAILURES)} known failures, one after another: each is named and got over, and the upgrade ends well", "stackstorm", minutes=15,
      failures=FAILURES)
def failures(trial):
    site, before, handrail = begin(trial)
    one_by_one(trial, handrail, FAILURES, "--to", "3.2.0", "--merge", "mine")
    steps(trial, handrail)
    trial.result.target = "3.2.0"
    at_32(trial, site, before)
    trial.expect("packages that are half done", site.out("dpkg --audit"), "")


# The datastore refuses one change in the middle of a migration: the first script passes, the second fails.
REFUSAL = """python3 - <<'PY'
import sqlite3
sqlite3.connect('/var/lib/st2/datastore.db').executescript('''
CREATE TRIGGER refusal BEFORE UPDATE ON key_value WHEN new.name = 'key_007' AND new.scope LIKE 'st2kv.%'
BEGIN SELECT RAISE(ABORT, 'the document key_007 is damaged'); END;''')
PY"""


@case("migration-fails", "a migration fails for real; two roll-backs bring packages, configuration and both databases back and lose no row", "stackstorm",
      minutes=20)
def migration_fails(trial):
    site, before, handrail = begin(trial)
    site.out(REFUSAL)

    def upgrade():
        done = handrail.run("upgrade", handrail.address(), "--to", "3.2.0", "--yes", "--merge", "mine")
        trial.expect("exit code", done.code, 1)
        trial.expect("cause in the output", "the document key_007 is damaged" in done.output, True)

    upgrade()
    now = site.all()
    trial.expect("packages after the failure", now["packages"], "st2 3.0.1-1 st2chatops 3.0.1-1 st2mistral 3.0.1-1 st2web 3.0.1-1", before["packages"])
    trial.expect("Mistral's database after the failure", now["Mistral's database"], f"{site.head()}|shop", before["Mistral's database"])
    trial.expect("migration scripts that ran", now["migration scripts that ran"], SCRIPTS[:1])
    trial.expect("st2.conf after the failure", now["configuration files"] != before["configuration files"], True)
    run = steps(trial, handrail)
    ledger = Ledger(trial, site.server, [site.add_workbook, site.add_key], ["database mistral", DATASTORE])
    ledger.write()
    back = handrail.run("rollback", run, "--yes", "--accept-data-loss")
    trial.expect("exit code of the roll-back", back.code, 0)
    trial.result.target = "3.0.1, back to 1.4.0"
    unchanged(trial, site, before)
    kept = site.sql("SELECT count(*) FROM pg_database WHERE datname LIKE 'mistral_failed%'", "postgres")
    trial.expect("changed Mistral database that is kept", kept, "1")
    kept = site.out(f"ls /var/lib/handrail/{run}/work/hop-1/mongodb.failed /var/lib/handrail/{run}/work/hop-1/failed/etc/st2/st2.conf | wc -l")
    trial.expect("changed datastore and configuration that are kept", kept, "2")
    roll_back_again(trial, handrail, ledger, run, upgrade)
    trial.expect("packages after the second roll-back", site.packages(), before["packages"])
    trial.expect("an action after the roll-back", "status: succeeded" in site.out("st2 run core.local -- date -R"), True)


@case("all-in-one", "1.2 to 1.3 with the installer's own update, whose question takes only a capital Y", "stackstorm-aio")
def all_in_one(trial):
    server = trial.server()
    site = AllInOne(server)
    before = site.all()
    trial.result.source = "1.2.0"
    handrail = trial.handrail(server)
    above = handrail.run("plan", handrail.address(), "--to", "1.4.0")
    trial.expect("exit code of a plan to 1.4", above.code, 3)
    trial.expect("what it says", above.output, lambda text: "1.3.2 is the last version of the installer" in text and "roll the content over to a new server" in text)
    offered = handrail.run("plan", handrail.address(), "--to", "3.9.0", "--route", "roll-over")
    trial.expect("exit code of the plan of a roll-over", offered.code, 0)
    sure = answers(handrail, {"step": "update", "kind": "point-of-no-return"})
    done = handrail.run("upgrade", handrail.address(), "--yes", "--set", "SELF_CHECK=yes", "--answers", sure)
    trial.expect("exit code", done.code, 0)
    run = steps(trial, handrail)
    trial.result.target = "1.3.2"
    unchanged(trial, site, before, {
        "command st2": "st2 '1.3.2.16'",
        "packages": "st2common 1.3.2-16",
        "services": running("1.3.2", AIO_COMPONENTS),
        "answers.yaml": before["answers.yaml"].replace(" st2::version st2::revision", "").replace("644", "600"),
        "answers.json": before["answers.json"].replace(" st2::version st2::revision", "").replace("644", "600"),
    })
    trial.expect("question of the installer", done.output.count("Do you wish to overwrite with version 1.3.2.16? [Y/n]"), 1)
    trial.expect("times that the self-check succeeded", done.output.count("SELF CHECK SUCCEEDED!"), 1)
    kept = server.out(f"cd /var/lib/handrail/{run}/work/hop-1; stat -c %a . backup; grep -c 'st2::version' backup/files/opt/puppet/hieradata/answers.*")
    trial.expect("answers as they were, in a private folder", kept.split(), ["700", "700", *(f"backup/files/opt/puppet/hieradata/answers.{kind}:1" for kind in ("json", "yaml"))])
    roll_back_twice(trial, handrail, run, [site], (3, 3))


def roll_back_twice(trial, handrail, run, sides, codes):
    """Keys are written and the run is rolled back, twice, on a path whose roll-back brings no data back: all stay."""
    ledgers = [Ledger(trial, side.server, [side.add_key], [DATASTORE]) for side in sides]
    for code in codes:
        for ledger in ledgers:
            ledger.write()
        back = handrail.run("rollback", run, "--yes", "--accept-data-loss")
        trial.expect("exit code of a roll-back", back.code, code)
        if code == 0:
            newest = handrail.runs()[0]
            trial.expect("run that was rolled back, and how that ended", (newest["origin"], newest["status"]), (run, "rolled-back"))
        for ledger in ledgers:
            ledger.look()


def over(trial, old, source):
    """Rolls the content over to a new server with 3.9 and compares both."""
    trial.result.source = source
    new = Server(trial.server("new", image="stackstorm-new"))
    before, values, started = old.all(), old.values(), old.started()
    handrail = trial.handrail(old.server)
    route = ["--route", "roll-over", "--to", "3.9.0"]
    done = handrail.run("upgrade", handrail.address(), *route, "--server", f"new={handrail.also(new.server)}", "--yes")
    trial.expect("exit code", done.code, 0)
    run = steps(trial, handrail)
    trial.result.target = "3.9.0"
    trial.expect("keys with their values in the clear", f"{len(new.values())} keys, {'equal' if new.values() == values else 'others'}", f"{len(values)} keys, equal")
    trial.expect("scopes of keys on the new server", dict(new.scopes()), old.scopes_over())
    trial.expect("crypto key on the new server", new.crypto().split()[-1], old.crypto().split()[-1])
    trial.expect("packs on the new server", new.packs(), before["packs"])
    trial.expect("configuration of packs", new.out("cat /opt/stackstorm/configs/shop.yaml"), "till: 3")
    trial.expect("where a pack came from", new.out("git -C /opt/stackstorm/packs/shop remote get-url origin"), "file:///srv/git/shop.git")
    trial.expect("services on the new server", new.services(), running("3.9.0", COMPONENTS.replace("st2chatops ", "") + " st2scheduler st2timersengine st2workflowengine"))
    unchanged(trial, old, before)
    trial.expect("old services were started (us since boot)", old.started(), started, started)
    left = "find /var/lib/handrail/*/work -type f | grep -E 'carry|copies' || true"
    trial.expect("secrets that are left behind", old.out(left) + new.out(left), "")
    logs = {log.name: hashlib.sha256(log.read_bytes()).hexdigest() for log in handrail.home.rglob("*.audit.log")}
    there = dict(reversed(line.split("  ")) for line in old.out("cd /var/log/st2; sha256sum *.audit.log").splitlines())
    trial.expect("audit logs on this machine", f"{len(logs)}, {'equal' if logs == there else 'others'}", f"{len(there)}, equal")
    later = handrail.run("verify", run)
    trial.expect("exit code of a verification after the copies are removed", later.code, 0)
    roll_back_twice(trial, handrail, run, [old, new], (0, 3))
    unchanged(trial, old, before, {name: lambda _: True for name in ("keys", "scopes of keys")})


@case("roll-over", "2.8 to 3.9 on a new server: more than fifty keys, keys of users, secrets", "stackstorm")
def roll_over(trial):
    server = trial.server("old")
    server.out(SEMVER + AT_28, timeout=300)
    over(trial, Server(server), "2.8.1")


@case("all-in-one-over", "All-in-One 1.2 to 3.9 on a new server: keys without a scope, packs with versions that 2.1 refuses", "stackstorm-aio")
def all_in_one_over(trial):
    server = trial.server("old")
    server.out(SEMVER + "; st2ctl reload --register-all")
    over(trial, AllInOne(server), "1.2.0")


SUBJECT = Subject(
    image="stackstorm",
    options=["--to", "3.2.0", "--merge", "mine"],
    steps={"count": 2, "fetch": 4, "stop": 4, "backup": 5, "packages": 15, "mistral-db": 6, "migrate-1-5": 2, "migrate-2-1-scopes": 2,
           "reload": 3, "start": 5, "verify": 4},
    back={"undo-packages": 15, "undo-stop": 5},
    fails="migrate-2-1-scopes",
    prepare=prepared,
    spoil=lambda site: site.out(REFUSAL),
    upgraded=at_32,
    unchanged=unchanged,
)


@case("rehearse", "1.4 to 3.0 and back on a copy of the server, then for real: both end alike", "stackstorm", minutes=30, named=True)
def rehearse(trial):
    site = prepared(trial.server(binds=NSPAWN))
    before = site.all()
    trial.result.source = "1.4.0"
    rehearse_then_upgrade(trial, trial.handrail(site.server), "--to", "3.0.1", "--merge", "mine")
    trial.result.target = "3.0.1"
    now = site.all()["packages"]
    trial.expect("packages", now, "st2 3.0.1-1 st2chatops 3.0.1-1 st2mistral 3.0.1-1 st2web 3.0.1-1", before["packages"])
