"""A Status-Page server as seen from outside: what its page, its database and its files say."""

import time

UNITS = ["status-page", "status-page-scheduler", "status-page-rq"]
PSQL = "cd /tmp; sudo -u postgres psql -v ON_ERROR_STOP=1 -At"


class Site:
    """The deployment as seen from outside."""

    def __init__(self, server):
        self.server = server

    def shown(self):
        """The version that the running application shows through nginx."""
        for _ in range(20):
            page = self.server.run("curl -s -H 'Host: status.example.com' http://127.0.0.1/").stdout
            if "(v" in page:
                return page.split("(v")[1].split(")")[0]
            time.sleep(0.5)
        return f"no page: {page[:100]}"

    def sql(self, query):
        return self.server.out(f"""{PSQL} -d status-page <<'SQL'\n{query};\nSQL""")

    def data(self):
        """What must survive: names, titles, relations, accounts."""
        return self.sql(
            "SELECT (SELECT count(*) || md5(string_agg(name || description, ',' ORDER BY id)) FROM components_component)"
            " || ' ' || (SELECT count(*) || md5(string_agg(title, ',' ORDER BY id)) FROM incidents_incident)"
            " || ' ' || (SELECT count(*) FROM incidents_incident_components)"
            " || ' ' || (SELECT count(*) FROM auth_user WHERE password LIKE 'pbkdf2%')"
        )

    def texts(self):
        """The texts of the incidents, wherever the schema keeps them."""
        moved = self.sql("SELECT to_regclass('incidents_incidentupdate') IS NOT NULL") == "t"
        table = "incidents_incidentupdate" if moved else "incidents_incident"
        return self.sql(f"SELECT count(*) || ' ' || md5(string_agg(text, ',' ORDER BY text)) FROM {table}")

    def migrations(self):
        return self.sql("SELECT count(*) FROM django_migrations WHERE app IN ('components', 'incidents')")

    def started(self):
        """When each service was started, in microseconds since boot; a dead one has 0."""
        return [
            int(self.server.out(f"systemctl show -p ActiveEnterTimestampMonotonic --value {unit}")) * self.active(unit)
            for unit in UNITS
        ]

    def active(self, unit):
        return self.server.run(f"systemctl is-active --quiet {unit}").returncode == 0

    def head(self):
        return self.server.out("git -C /opt/status-page describe --tags --exact-match 2>&1 || true")

    def venv(self):
        return self.server.out("/opt/status-page/venv/bin/python3 -c 'import django; print(django.__version__)' 2>&1 || true")

    def configuration(self):
        return self.server.out(
            "cd /opt/status-page; for f in statuspage/statuspage/configuration.py local_requirements.txt gunicorn.py; do"
            " stat -c '%n %U:%G %a' $f; sha256sum <$f; done; stat -c %i statuspage/media/logo.png"
        )

    def all(self):
        return {
            "version shown by the running page": self.shown(),
            "git checkout": self.head(),
            "data": self.data(),
            "texts of incidents": self.texts(),
            "migrations": self.migrations(),
            "services started (us since boot)": self.started(),
            "Django in the virtual environment": self.venv(),
            "settings and media": self.configuration(),
        }
