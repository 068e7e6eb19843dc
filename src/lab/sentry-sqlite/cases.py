"""Sentry's move from SQLite to PostgreSQL. What is looked at here is asked of the server itself, not of Handrail."""

import json
import re
import time

from driver.case import case
from driver.failures import ROLL_BACK, Failure, named
from driver.faults import Subject
from driver.judge import steps, unchanged, wait_for
from driver.ledger import Ledger, roll_back_again

FILE = "/var/lib/sentry/sentry.db"
CONFIGURATION = "/etc/sentry/sentry.conf.py"
CANARIES = ["canary-sentry-key", "canary-secret-key", "canary-admin", "canary-ada"]

# Once the old Sentry runs again, it writes sessions there.
AT_WORK = {"SQLite database": bool}

# What an admin would miss, as statements that both databases understand. A newer version adds a team and keys of its own.
CONTENT = {
    "accounts": "SELECT id, username, email, password, is_superuser FROM auth_user ORDER BY id",
    "teams": "SELECT id, slug, name, owner_id FROM sentry_team WHERE slug = 'vienna' ORDER BY id",
    "members": "SELECT id, team_id, user_id FROM sentry_teammember ORDER BY id",
    "projects": "SELECT id, slug, name, team_id FROM sentry_project ORDER BY id",
    "keys": "SELECT id, project_id, public_key, secret_key FROM sentry_projectkey WHERE user_id IS NOT NULL ORDER BY id",
    "options": "SELECT id, project_id, key, value FROM sentry_projectoptions ORDER BY id",
    "groups": "SELECT project_id, message, times_seen FROM sentry_groupedmessage WHERE message LIKE 'Order failed%' ORDER BY message",
    "events": "SELECT id, project_id, group_id, message_id, message FROM sentry_message WHERE message LIKE 'Order failed%' ORDER BY id",
    "times of events": "SELECT id, datetime FROM sentry_message WHERE message LIKE 'Order failed%' ORDER BY id",
}


def plain(cell):
    """A value as both databases could have written it; times to the millisecond, as dumpdata has them."""
    if isinstance(cell, bool):
        return str(int(cell))
    time_of = re.fullmatch(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(\.\d{1,3})?\d*(\+00:00)?", str(cell))
    return f"{time_of[1]} {time_of[2]}{(time_of[3] or '').rstrip('.0')}" if time_of else str(cell)


class Site:
    """The deployment as seen from outside."""

    def __init__(self, server):
        self.server = server

    def on_postgresql(self):
        return self.server.run(f"grep -q postgresql_psycopg2.,$ {CONFIGURATION}").returncode == 0

    def rows(self, statement, postgresql=None):
        """The rows, from whichever database the configuration names unless one is named."""
        if self.on_postgresql() if postgresql is None else postgresql:
            shown = f"SELECT coalesce(json_agg(row), '[]') FROM ({statement}) row"
            return [list(row.values()) for row in json.loads(self.server.out(
                f"cd /tmp; sudo -u postgres psql -At -v ON_ERROR_STOP=1 -d sentry <<'SQL'\n{shown};\nSQL"))]
        return json.loads(self.server.out(
            f"python3 - <<'PYTHON'\nimport json, sqlite3\nprint(json.dumps(sqlite3.connect('file:{FILE}?mode=ro', uri=True)"
            f".execute({statement!r}).fetchall()))\nPYTHON"))

    def change(self, statement):
        """Changes the SQLite database."""
        self.server.out(f"python3 -c \"import sqlite3; d = sqlite3.connect('{FILE}'); d.execute('''{statement}'''); d.commit()\"; chown sentry: {FILE}")

    def write(self, name):
        """Writes a group of users into the database that the configuration names."""
        statement = f"INSERT INTO auth_group (name) VALUES ('{name}')"
        if self.on_postgresql():
            self.server.out(f"cd /tmp; sudo -u postgres psql -q -v ON_ERROR_STOP=1 -d sentry <<'SQL'\n{statement};\nSQL")
        else:
            self.server.out(f"python3 - <<'PYTHON'\nimport sqlite3\nwith sqlite3.connect('{FILE}', timeout=30) as d: d.execute({statement!r})\nPYTHON")

    def content(self, what):
        """The content in short; truth values and times are written alike by both."""
        return " ".join("|".join(map(plain, row)) for row in self.rows(CONTENT[what]))

    def counts(self, postgresql):
        """The number of rows of each table, but for the history of migrations, which each database has of its own."""
        if postgresql:
            names = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        else:
            names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        tables = sorted({row[0] for row in self.rows(names, postgresql)} - {"south_migrationhistory"})
        both = " UNION ALL ".join(f"SELECT '{name}' AS name, count(*) AS number FROM \"{name}\"" for name in tables)
        return dict(map(tuple, self.rows(both, postgresql)))

    def file(self):
        return self.server.out(f"sha256sum {FILE}; stat -c '%U:%G %a %y' {FILE}")

    def answers(self):
        """Whether the web service answers; it needs a while after its start."""
        for _ in range(90):
            done = self.server.run("curl -s -o /dev/null -w '%{http_code}' http://127.0.0.1:9000/login/")
            if done.stdout == "200":
                break
            time.sleep(1)
        return done.stdout

    def shown(self):
        """The version that the running service names below its login page."""
        return self.server.run("curl -s http://127.0.0.1:9000/login/ | sed -n 's/.*class=.version.>Sentry \\([0-9.]*\\).*/\\1/p'").stdout.strip()

    def installed(self):
        return self.server.run("ls -d /www/sentry/lib/python2.7/site-packages/sentry-[0-9]*-info | sed 's,.*/sentry-,,; s,.dist-info,,'").stdout.strip()

    def signed_in(self):
        """The address at which the admin ends who logs in with the old password, and the projects named there."""
        return self.server.out(
            "cd /root; rm -f jar; at=http://127.0.0.1:9000; token=$(curl -s -c jar $at/login/ | sed -n 's/.*csrfmiddlewaretoken. value=.\\([A-Za-z0-9]*\\).*/\\1/p' | head -1);"
            " curl -s -L -o page -b jar -c jar -e $at/login/ -d csrfmiddlewaretoken=$token -d username=admin -d password=canary-admin $at/login/;"
            " grep -c 'canary\\|/login/' page || true; grep -o 'Shop\\|Mobile\\|logout' page | sort -u | tr '\\n' ' '"
        )

    def all(self):
        return {
            "login page": self.answers(),
            "version shown there": self.shown(),
            "version installed": self.installed(),
            "in PostgreSQL": self.on_postgresql(),
            "SQLite database": self.file(),
            "settings": self.server.out(f"stat -c '%U:%G %a' {CONFIGURATION}; head -n 30 {CONFIGURATION} | sha256sum"),
            "projects after a login": self.signed_in(),
            **{what: self.content(what) for what in CONTENT},
        }


WAIVED = ["--waive", "postgresql-12=we go on to 9 at once"]
LONG_TEXT = "UPDATE sentry_message SET view = 'a very long name '||hex(zeroblob(200)) WHERE id = 7"
MOVED = {"version shown there": "6.4.4", "version installed": "6.4.4", "in PostgreSQL": True}


def begin(trial, change=""):
    site = Site(trial.server())
    if change:
        site.change(change)
    before = site.all()
    before["SQLite database"] = site.file()
    trial.result.source = f"{before['version installed']} on SQLite"
    return site, before, trial.handrail(site.server)


@case("move", "4.10 on SQLite to 6.4.4 on PostgreSQL, with accounts, projects and events; and back again", "sentry-sqlite", minutes=12)
def move(trial):
    site, before, handrail = begin(trial)
    trial.expect("exit code without a reason, PostgreSQL being too new", handrail.run("upgrade", handrail.address(), "--yes").code, 3)
    started = handrail.start("upgrade", handrail.address(), "--yes", *WAIVED)
    wait_for(started, "sentry.service: inactive")
    before["SQLite database"] = site.file()
    wait_for(started, "All tables have the same number of rows")
    handrail.link.cut()
    counts, loaded = site.counts(False), site.counts(True)
    handrail.link.restore()
    started.wait()
    trial.expect("exit code", started.code, 0)
    trial.expect("tables and rows when all was loaded", loaded, counts, f"{len(counts)} tables, {sum(counts.values())} rows")
    trial.expect("events among them", loaded["sentry_message"], lambda number: number >= 40)
    run = steps(trial, handrail)
    trial.result.target = f"{site.installed()} on PostgreSQL"
    unchanged(trial, site, before, MOVED)
    trial.expect("number that the next event gets", site.rows("SELECT nextval('sentry_message_id_seq')")[0][0], lambda number: number > 40)
    back = handrail.run("rollback", run, "--yes", "--accept-data-loss")
    trial.expect("exit code of the roll-back", back.code, 0)
    unchanged(trial, site, before, AT_WORK)


TOO_LONG = Failure("value-too-long", "load", "a text in SQLite that is longer than its column", "all is as before", choice=ROLL_BACK)


@case("load-fails", "a text in SQLite is longer than PostgreSQL lets in; two roll-backs leave all as it was and lose no row", "sentry-sqlite", minutes=20,
      failures=[TOO_LONG])
def load_fails(trial):
    site, before, handrail = begin(trial, LONG_TEXT)

    def upgrade():
        done = handrail.run("upgrade", handrail.address(), "--yes", *WAIVED)
        trial.expect("exit code", done.code, lambda code: code != 0)
        trial.expect("cause in the output", "SQLite accepts texts that are longer than their column" in done.output, True)

    upgrade()
    run = steps(trial, handrail)
    named(trial, handrail, run, TOO_LONG)
    ledger = Ledger(trial, site.server, [site.write], [FILE], ["/www/sentry.before-*"])
    ledger.write()
    back = handrail.run("rollback", run, "--yes", "--accept-data-loss")
    trial.expect("exit code of the roll-back", back.code, 0)
    trial.result.target = f"back to {site.installed()} on SQLite"
    unchanged(trial, site, before, AT_WORK)
    roll_back_again(trial, handrail, ledger, run, upgrade)
    unchanged(trial, site, before, AT_WORK)


SUBJECT = Subject(
    image="sentry-sqlite",
    options=WAIVED,
    steps={"packages": 20, "stop": 3, "backup": 3, "repair": 4, "dump": 6, "new-database": 2, "switch": 4, "setup": 20, "load": 8, "install": 4,
           "migrate": 30, "start": 5, "verify": 15, "verify-data": 3},
    back={"undo-switch": 4, "undo-new-database": 2, "undo-stop": 4},
    fails="load",
    prepare=Site,
    spoil=lambda site: site.change(LONG_TEXT),
    upgraded=lambda trial, site, before: unchanged(trial, site, before, {**MOVED, **AT_WORK}),
    unchanged=lambda trial, site, before: unchanged(trial, site, before, AT_WORK),
)
