"""StackStorm as seen from outside: what is looked at here is asked of the server itself, not of Handrail."""

import hashlib
import json

CANARIES = ["canary-rabbit", "canary-aes", "canary-hmac", "canary-answers"]
DATASTORE = "/var/lib/st2/datastore.db"
PINS = ("st2::version", "st2::revision")
MIGRATIONS = "/usr/lib/python3/dist-packages/mistral/db/sqlalchemy/migration/alembic_migrations/versions"
CONFIGURATION = "/etc/st2/st2.conf /etc/mistral/mistral.conf /opt/stackstorm/chatops/st2chatops.env"
ROWS = """
import json, sqlite3, sys
database = sqlite3.connect('file:%s?mode=ro', uri=True)
print(json.dumps(database.execute(sys.stdin.read()).fetchall()))
"""

# What the runbook's own lines import where a package brings no script of that name: the real names over the stand-in of the database.
LIBRARIES = {
    "mongoengine/connection.py": f"""
import sqlite3


class Collection:
    def __init__(self, name):
        self.name = name

    def drop(self):
        with sqlite3.connect('{DATASTORE}', timeout=20) as database:
            database.execute('DROP TABLE "%s"' % self.name)


class Database:
    def list_collection_names(self):
        with sqlite3.connect('{DATASTORE}', timeout=20) as database:
            return [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]

    def __getitem__(self, name):
        return Collection(name)


def get_db():
    return Database()
""",
    "mongoengine/__init__.py": "",
    "st2common/__init__.py": "",
    "st2common/config.py": "def parse_args(args):\n    assert args[0] == '--config-file', args\n",
    "st2common/service_setup.py": "def db_setup():\n    pass\n\n\ndef db_teardown():\n    pass\n",
}


class Server:
    """The installation on one server."""

    def __init__(self, server):
        self.server = server
        self.out = server.out
        folder = server.out("python3 -c 'import site; print(site.getsitepackages()[0])'")
        for name, text in LIBRARIES.items():
            server.run(f"mkdir -p {folder}/{name.split('/')[0]} && cat >{folder}/{name}", check=True, input_text=text)

    def rows(self, query):
        done = self.server.run(f"python3 -c \"{ROWS % DATASTORE}\"", check=True, input_text=query)
        return json.loads(done.stdout)

    def packages(self):
        return self.out("dpkg-query -W -f='${db:Status-Abbrev} ${Package} ${Version}\\n' 'st2*' | sed -n 's/^ii *//p' | sort | xargs")

    def services(self):
        """The units that are there, each with the version that its process runs, or why it runs none."""
        seen = []
        for unit in self.out("cd /lib/systemd/system; ls st2*.service mistral*.service 2>/dev/null || true").split():
            name = unit.removesuffix(".service")
            state = self.server.run(f"systemctl is-active {name}").stdout.strip()
            runs = self.server.run(f"cat /run/st2/{name} 2>/dev/null || true").stdout.strip()
            seen.append(f"{name} {runs or state if state == 'active' else state}")
        return ", ".join(sorted(seen))

    def started(self):
        """When each unit was started."""
        units = "$(cd /lib/systemd/system; ls st2*.service mistral*.service 2>/dev/null)"
        return self.out(f"for unit in {units}; do systemctl show -p ActiveEnterTimestampMonotonic --value $unit; done | xargs")

    def enabled(self):
        """Units that are not started at boot."""
        units = "$(cd /lib/systemd/system; ls st2*.service mistral*.service 2>/dev/null)"
        return self.out(f"for unit in {units}; do systemctl -q is-enabled $unit || echo $unit; done")

    def mistral(self):
        """The migration at which Mistral's database stands, and the workbook in it."""
        return self.sql("SELECT (SELECT string_agg(version_num, ' ') FROM alembic_version), (SELECT name FROM workbooks_v2)")

    def head(self):
        """The newest migration that Mistral's own tool knows."""
        return self.out(f"ls {MIGRATIONS} | grep -o '^[0-9]*' | sort | tail -n 1")

    def sql(self, query, database="mistral"):
        done = self.server.run(f"cd /tmp; sudo -u postgres psql -v ON_ERROR_STOP=1 -At -d {database}", check=True, input_text=query)
        return done.stdout.strip()

    def add_key(self, name):
        """Writes a key into the datastore."""
        self.out(f"python3 - <<'PYTHON'\nimport sqlite3\nwith sqlite3.connect('{DATASTORE}', timeout=30) as d:"
                 f" d.execute(\"INSERT INTO key_value (name, value) VALUES ('{name}', 'lab')\")\nPYTHON")

    def add_marker(self):
        """Makes a collection of the exporter, which 3.8 no longer knows."""
        self.out(f"python3 - <<'PYTHON'\nimport sqlite3\nwith sqlite3.connect('{DATASTORE}', timeout=30) as d: d.execute('CREATE TABLE marker_d_b (at TEXT)')\nPYTHON")

    def markers(self):
        """The collections of the exporter that are still there."""
        return self.rows("SELECT name FROM sqlite_master WHERE name IN ('marker_d_b', 'dumper_marker_d_b')")

    def add_workbook(self, name):
        """Writes a workbook into Mistral's database."""
        self.sql(f"INSERT INTO workbooks_v2 (id, name, definition, spec, created_at, scope) VALUES ('{name}', '{name}', 'version: 2', '{{}}', now(), 'private')")

    def keys(self):
        """How many keys there are, and a digest of their names and values."""
        rows = self.rows("SELECT name, value FROM key_value ORDER BY name, value")
        return f"{len(rows)} {hashlib.md5(json.dumps(rows).encode()).hexdigest()[:12]}"

    def scopes(self):
        return self.rows("SELECT coalesce(scope, 'none'), count(*) FROM key_value GROUP BY 1 ORDER BY 1")

    def scopes_over(self):
        """The scopes that these keys have on a server of 2.1 or later."""
        count = {}
        for scope, keys in self.scopes():
            name = {"none": "st2kv.system", "system": "st2kv.system", "user": "st2kv.user"}.get(scope, scope)
            count[name] = count.get(name, 0) + keys
        return count

    def values(self):
        """All keys as st2 itself decrypts them."""
        rows = json.loads(self.out("st2 key list -s all -n -1 -j --decrypt"))
        return sorted((row["name"], row["user"] or "", row["value"]) for row in rows)

    def executions(self):
        return self.rows("SELECT count(*) FROM execution WHERE result <> ''")[0][0]

    def scripts(self):
        """The migration scripts that were run, in order."""
        return [row[0] for row in self.rows("SELECT script FROM migrated ORDER BY rowid")]

    def packs(self):
        return " ".join(sorted(row[0] for row in self.rows("SELECT name FROM pack"))) + " in the datastore, " + self.out("ls /opt/stackstorm/packs | xargs")

    def crypto(self):
        return self.out("stat -c '%U:%G %a' /etc/st2/keys/datastore_key.json; sha256sum </etc/st2/keys/datastore_key.json | cut -c1-12").replace("\n", " ")

    def configuration(self):
        return self.out(f"sha256sum {CONFIGURATION} | cut -c1-12 | xargs")

    def all(self):
        return {
            "packages": self.packages(),
            "services": self.services(),
            "Mistral's database": self.mistral(),
            "keys": self.keys(),
            "scopes of keys": self.scopes(),
            "executions": self.executions(),
            "packs": self.packs(),
            "crypto key": self.crypto(),
            "configuration files": self.configuration(),
            "migration scripts that ran": self.scripts(),
        }


class AllInOne(Server):
    """One from the All-in-One installer."""

    def all(self):
        seen = super().all()
        del seen["Mistral's database"], seen["configuration files"]
        seen["command st2"] = self.out("st2 --version")
        for name in ("answers.yaml", "answers.json"):
            seen[name] = self.answers(f"/opt/puppet/hieradata/{name}")
        return seen

    def answers(self, file):
        """Rights and keys of the answers, and a digest of what stands at all keys but the two that pin a version."""
        text = self.out(f"cat {file}")
        if file.endswith(".json"):
            found = json.loads(text)
        else:
            found = json.loads(self.out(f"python3 -c 'import json, yaml; print(json.dumps(yaml.safe_load(open(\"{file}\"))))'"))
        rest = {key: value for key, value in found.items() if key not in PINS}
        digest = hashlib.md5(json.dumps(rest, sort_keys=True).encode()).hexdigest()[:12]
        return " ".join([self.out(f"stat -c '%U:%G %a' {file}"), digest, *(pin for pin in PINS if pin in found)])
