"""Sentry by pip. What is looked at here is asked of the server itself, not of Handrail."""

import json
import re
import time

from driver.case import case
from driver.failures import RECOVER, ROLL_BACK, Failure, named, one_by_one
from driver.faults import Subject
from driver.judge import State, found, later, steps, unchanged
from driver.ledger import Ledger, roll_back_again
from driver.rehearsal import rehearse_then_upgrade

UNITS = ["sentry-web", "sentry-worker", "sentry-cron"]
PSQL = "cd /tmp; sudo -u postgres psql -v ON_ERROR_STOP=1 -At"
CANARIES = ["canary-db", "canary-sentry-secret-key", "canary-admin"]
CONFIGURATION = "/etc/sentry/sentry.conf.py"
UNIT = "/etc/systemd/system/sentry-cron.service"
KEEP = f"cp -a {CONFIGURATION} /root/sentry.conf.py"
BACK = f"cp -a /root/sentry.conf.py {CONFIGURATION}"
STATES = [
    State("a unit is masked", f"mv {UNIT} /root/; ln -s /dev/null {UNIT}; systemctl daemon-reload", "units-masked", True,
          f"rm {UNIT}; mv /root/sentry-cron.service {UNIT}; systemctl daemon-reload"),
    State("cron has no unit", f"mv {UNIT} /root/; systemctl daemon-reload", "services-missing", False,
          f"mv /root/sentry-cron.service {UNIT}; systemctl daemon-reload; systemctl start sentry-cron"),
    State("the units name a folder that is gone", "mv /www/sentry /www/old", "venv-missing", True, "mv /www/old /www/sentry"),
    State("MySQL is configured", f"{KEEP}; sed -i s/sentry.db.postgres/django.db.backends.mysql/ {CONFIGURATION}",
          "database-unknown", True, BACK),
    State("SQLite is configured", f"{KEEP}; sed -i s/sentry.db.postgres/django.db.backends.sqlite3/ {CONFIGURATION}",
          "sqlite-too-new", True, BACK),
    State("the wrong database is configured", f"{KEEP}; sed -i \"s/'NAME': 'sentry'/'NAME': 'postgres'/\" {CONFIGURATION}",
          "database-empty", True, BACK),
    State("the password of the database is wrong", f"{KEEP}; sed -i \"s/'canary-db'/'no'/\" {CONFIGURATION}",
          "database-unreachable", True, BACK),
    State("sentry.conf.py cannot be read", f"{KEEP}; echo 'DATABASES = {{' >>{CONFIGURATION}", "configuration-unreadable", True, BACK),
    State("two settings for Redis exclude each other",
          f"{KEEP}; printf \"SENTRY_OPTIONS = {{'redis.clusters': {{}}}}\\nSENTRY_REDIS_OPTIONS = {{}}\\n\" >>{CONFIGURATION}",
          "settings-both", True, BACK),
    State("the package index is away", "systemctl stop lab-index", "index-unreachable", False, "systemctl start lab-index"),
    State("root has installed a package for another user", "chown -R sentry /www/sentry; chown -R root /www/sentry/lib/python2.7/site-packages/raven",
          "venv-foreign-files", False, "chown -R root /www/sentry"),
    State("the disk is nearly full", "mkdir -p -m 700 /var/lib/handrail; mount -t tmpfs -o size=2m,mode=700 tmpfs /var/lib/handrail", "space", True,
          "umount /var/lib/handrail"),
    State("the history of migrations is gone", "cd /tmp; runuser -u postgres -- psql -q sentry -c 'ALTER TABLE south_migrationhistory RENAME TO kept'",
          "history-missing", True, "cd /tmp; runuser -u postgres -- psql -q sentry -c 'ALTER TABLE kept RENAME TO south_migrationhistory'"),
]
FAILURES = [
    Failure("package-missing", "packages", "the index has no Sentry 9.1.2", "it is put there",
            "mv /srv/pypi/simple/sentry/sentry-9.1.2* /srv/", "mv /srv/sentry-9.1.2* /srv/pypi/simple/sentry/"),
    Failure("database-down", "backup", "PostgreSQL is stopped", "starts it", "systemctl stop postgresql@13-main", choice=RECOVER),
    Failure("secret-key", "settings", "`system.secret-key` is missing from config.yml", "the old one is put back",
            "cd /etc/sentry; cp -a config.yml /root/; sed -i '/^system.secret-key/d' config.yml", "cp -a /root/config.yml /etc/sentry/"),
    Failure("redis-both", "settings", "Redis is set in two ways that exclude each other", "`SENTRY_REDIS_OPTIONS` is taken out",
            f"{KEEP}; printf \"SENTRY_OPTIONS = {{'redis.clusters': {{}}}}\\nSENTRY_REDIS_OPTIONS = {{}}\\n\" >>{CONFIGURATION}", BACK),
]
IN_THE_WAY = "CREATE TABLE sentry_sentryapp (id bigint); ALTER TABLE sentry_sentryapp OWNER TO sentry"
FATAL = Failure("fatal-sql", "migrate", "a table that somebody made by hand", "8.22 is back", choice=ROLL_BACK)


class Site:
    """The deployment as seen from outside."""

    def __init__(self, server):
        self.server = server

    def sql(self, query, database="sentry"):
        return self.server.out(f"""{PSQL} -d {database} <<'SQL'\n{query};\nSQL""")

    def health(self):
        """What the web service answers; it needs a while after its start."""
        for _ in range(90):
            done = self.server.run("curl -s -o /tmp/health -w '%{http_code} ' http://127.0.0.1:9000/_health/ && head -c 40 /tmp/health")
            if done.stdout.startswith("200"):
                return done.stdout
            time.sleep(1)
        return f"no answer: {done.stdout}"

    def shown(self):
        """The version that the running web service names in its pages."""
        page = self.server.run("curl -s -L http://127.0.0.1:9000/auth/login/").stdout
        found = re.search(r'"version":\{"current":"([^"]*)"', page)
        return found.group(1) if found else f"no page: {page[:100]}"

    def issues(self):
        """What the admin sees who logs in with the old password: projects, and the issues of one with the number of their events."""
        self.server.out(
            "cd /root; rm -f jar; login=http://127.0.0.1:9000/auth/login/sentry/;"
            " token=$(curl -s -c jar $login | sed -n \"s/.*csrfmiddlewaretoken' value='\\([^']*\\)'.*/\\1/p; s/.*csrfmiddlewaretoken\\\" value=\\\"\\([^\\\"]*\\)\\\".*/\\1/p\" | head -1);"
            " curl -s -o /dev/null -b jar -c jar -e $login -d csrfmiddlewaretoken=$token -d op=login"
            " -d username=admin@example.com -d password=canary-admin $login"
        )
        api = "curl -s -b /root/jar http://127.0.0.1:9000/api/0"
        projects = json.loads(self.server.out(f"{api}/organizations/sentry/projects/"))
        issues = json.loads(self.server.out(f"{api}/projects/sentry/shop/issues/"))
        latest = json.loads(self.server.out(f"{api}/issues/{issues[0]['id']}/events/latest/")) if issues else {}
        return (
            f"{' '.join(sorted(each['slug'] for each in projects))}:"
            f" {' '.join(sorted(each['title'][-6:] + ' ' + each['count'] for each in issues))},"
            f" {[each['value'] for each in latest.get('tags', []) if each['key'] == 'shop']}"
        )

    def event(self, message):
        """Reports an event as an application would; it has gone through web and worker when it is in the database."""
        self.server.out(
            "key=$(cd /tmp; sudo -u postgres psql -At -d sentry -c \"SELECT public_key || ' ' || secret_key || ' ' || project_id"
            " FROM sentry_projectkey k JOIN sentry_project p ON p.id = k.project_id WHERE p.slug = 'mobile' LIMIT 1\");"
            " set -- $key; curl -s -f -H \"X-Sentry-Auth: Sentry sentry_version=7, sentry_key=$1, sentry_secret=$2\""
            f" -d '{{\"message\": \"{message}\"}}' http://127.0.0.1:9000/api/$3/store/"
        )
        for _ in range(90):
            arrived = self.sql(f"SELECT count(*) FROM sentry_message WHERE message = '{message}'")
            if arrived == "1":
                break
            time.sleep(1)
        return arrived

    def data(self):
        """What must survive: organization, team, projects with their keys, events with their content, accounts."""
        return self.sql(
            "SELECT (SELECT count(*) || md5(string_agg(slug || name, ',' ORDER BY id)) FROM sentry_organization)"
            " || ' ' || (SELECT count(*) || md5(string_agg(slug, ',' ORDER BY id)) FROM sentry_team)"
            " || ' ' || (SELECT count(*) || md5(string_agg(slug || name, ',' ORDER BY id)) FROM sentry_project)"
            " || ' ' || (SELECT count(*) || md5(string_agg(public_key || secret_key, ',' ORDER BY id)) FROM sentry_projectkey)"
            " || ' ' || (SELECT count(*) || md5(string_agg(username || email, ',' ORDER BY id)) FROM auth_user)"
        )

    def events(self):
        return self.sql(
            "SELECT (SELECT count(*) || ' ' || md5(string_agg(message, ',' ORDER BY id)) FROM sentry_message WHERE message LIKE 'Order failed%')"
            " || ' in ' || (SELECT count(*) FROM sentry_groupedmessage WHERE message LIKE 'Order failed%')"
        )

    def migration(self):
        return self.sql("SELECT migration FROM south_migrationhistory WHERE app_name = 'sentry' ORDER BY migration DESC LIMIT 1")

    def started(self):
        """When each service was started, in microseconds since boot; a dead one has 0."""
        return [
            int(self.server.out(f"systemctl show -p ActiveEnterTimestampMonotonic --value {unit}"))
            * (self.server.run(f"systemctl is-active --quiet {unit}").returncode == 0)
            for unit in UNITS
        ]

    def installed(self):
        return self.server.out("/www/sentry/bin/python -c 'import sentry; print(sentry.__version__)' 2>/dev/null || true")

    def configuration(self):
        return self.server.out("cd /etc/sentry; for f in sentry.conf.py config.yml; do stat -c '%n %U:%G %a' $f; sha256sum <$f; done")

    def all(self):
        return {
            "health": self.health(),
            "version shown by the running page": self.shown(),
            "version installed": self.installed(),
            "organization, projects, keys, accounts": self.data(),
            "events": self.events(),
            "projects and issues after a login": self.issues(),
            "last migration": self.migration(),
            "services started (us since boot)": self.started(),
            "settings": self.configuration(),
        }


def begin(trial, **options):
    server = trial.server()
    site = Site(server)
    before = site.all()
    trial.result.source = before["version shown by the running page"]
    return site, before, trial.handrail(server, **options)


def upgraded(trial, site, before, to="9.1.2", migration="0472_auto__add_field_sentryapp_author", started=None):
    """The new version runs, in all services, and nothing of the admin's is lost."""
    trial.result.target = to
    now = site.all()
    wanted = {
        "version shown by the running page": to,
        "version installed": to,
        "last migration": migration,
        "services started (us since boot)": started or later(before["services started (us since boot)"]),
    }
    for what, seen in now.items():
        trial.expect(what, seen, wanted.get(what, before[what]), before[what])
    trial.expect("an event reported now arrives", site.event("After the upgrade"), "1")


@case("in-place", "8.22 to 9.1.2, the last that pip installs, with projects, keys and events", "sentry", minutes=12)
def in_place(trial):
    site, before, handrail = begin(trial)
    done = handrail.run("upgrade", handrail.address(), "--yes", "--merge", "mine")
    trial.expect("exit code", done.code, 0)
    steps(trial, handrail)
    upgraded(trial, site, before)
    old = site.server.run("find /www -maxdepth 1 -name 'sentry.before-*'").stdout.split()
    trial.expect("old virtual environment kept", old, lambda found: len(found) == 1)
    trial.expect("version in it", site.server.run(f"{(old or ['/none'])[0]}/bin/python -c 'import sentry; print(sentry.__version__)'").stdout.strip(), "8.22.0")
    again = handrail.run("upgrade", handrail.address(), "--yes", "--merge", "mine")
    trial.expect("exit code of a second upgrade", again.code, 0)
    trial.expect("what it says", again.output, lambda text: "9.1.2" in text)


@case("rehearse", "8.22 to 9.1.2 and back on a copy of the server, then for real: both end alike", "sentry-nspawn", minutes=30, named=True)
def rehearse(trial):
    site, before, handrail = begin(trial)
    rehearse_then_upgrade(trial, handrail, "--merge", "mine")
    upgraded(trial, site, before)


@case("failures", f"{len(FAILURES)} known failures, one after another: each is named and got over, and the upgrade ends well", "sentry", minutes=20,
      failures=FAILURES)
def failures(trial):
    site, before, handrail = begin(trial)
    one_by_one(trial, handrail, FAILURES, "--merge", "mine")
    steps(trial, handrail)
    upgraded(trial, site, before)


@case("migrate-fails", "a migration meets a table that somebody made by hand; FATAL ERROR is seen; two roll-backs bring 8.22 back and lose no row", "sentry", minutes=20,
      failures=[FATAL])
def migrate_fails(trial):
    server = trial.server()
    site = Site(server)
    site.sql(IN_THE_WAY)
    before = site.all()
    trial.result.source = before["version shown by the running page"]
    handrail = trial.handrail(server)
    done = handrail.run("upgrade", handrail.address(), "--yes", "--merge", "mine", "--set", "TRIAL_RESTORE=yes")
    trial.expect("that the trial restore went well", "==> The trial restore went well" in done.output, True)
    trial.expect("exit code", done.code, lambda code: code != 0)
    trial.expect("cause in the output", "FATAL ERROR" in done.output and 'relation "sentry_sentryapp" already exists' in done.output, True)
    run = steps(trial, handrail)
    named(trial, handrail, run, FATAL)
    trial.expect("version installed after the failure", site.installed(), "9.1.2", before["version installed"])
    ledger = Ledger(trial, server, [lambda name: site.sql(f"INSERT INTO auth_group (name) VALUES ('{name}')")], ["database sentry"],
                    ["/www/sentry.before-*"])
    ledger.write()
    back = handrail.run("rollback", run, "--yes", "--accept-data-loss")
    trial.expect("exit code of the roll-back", back.code, 0)
    trial.result.target = f"back to {site.shown()}"
    unchanged(trial, site, before, {
        "services started (us since boot)": later(before["services started (us since boot)"])})
    roll_back_again(trial, handrail, ledger, run, lambda: trial.expect(
        "exit code of another upgrade", handrail.run("upgrade", handrail.address(), "--yes", "--merge", "mine").code, lambda code: code != 0))
    trial.expect("an event reported now arrives", site.event("After the roll-back"), "1")
    left = json.loads(handrail.run("leftovers", handrail.address(), "--json").output.splitlines()[-1])["leftovers"]
    trial.expect("kinds of what is left", sorted({each["kind"] for each in left}), ["backup", "database", "folder", "run"])


@case("found-before", f"{len(STATES)} states of a server broken by hand are found before anything is touched", "sentry")
def found_before(trial):
    site, before, handrail = begin(trial)
    trial.result.target = "9.1.2 (plans only)"
    found(trial, handrail, STATES)
    clean = handrail.run("plan", handrail.address(), "--json")
    trial.expect("exit code of a plan when all is mended", clean.code, 0)
    unchanged(trial, site, before, {"services started (us since boot)": lambda after: all(after)})


SUBJECT = Subject(
    image="sentry",
    options=["--merge", "mine"],
    steps={"packages": 20, "stop": 4, "backup": 4, "install": 4, "settings": 4, "migrate": 50, "start": 5, "verify": 20, "verify-data": 3},
    back={"undo-migrate": 6, "undo-install": 2, "undo-stop": 5},
    fails="migrate",
    prepare=Site,
    spoil=lambda site: site.sql(IN_THE_WAY),
    upgraded=lambda trial, site, before: upgraded(trial, site, before, started=all),
    unchanged=lambda trial, site, before: unchanged(trial, site, before, {"services started (us since boot)": all}),
)
