"""A product of one's own, upgraded with the runbook that `handrail runbook new --like django` writes."""

from driver.case import case
from driver.judge import later, steps, unchanged

CANARIES = ["canary-notes"]
PSQL = "sudo -u postgres psql -XAt -d notes -c"
# What a page of the product has to say is the only thing that the skeleton cannot know.
PAGE = """
[ "$(curl -sf http://127.0.0.1:8055/ | cut -d: -f1)" = "$HR_TO" ] || die 'The page does not show the new version.'
"""


class Site:
    """The product as seen from outside."""

    def __init__(self, server):
        self.server = server
        self.out = server.out

    def all(self):
        return {
            "page": self.out("curl -sf http://127.0.0.1:8055/"),
            "checkout": self.out("runuser -u notes -- git -C /opt/my-product describe --tags"),
            "edited files": self.out("runuser -u notes -- git -C /opt/my-product status --porcelain"),
            "Django": self.out("cd /opt/my-product; runuser -u notes -- venv/bin/python3 -c 'import django; print(django.__version__)'"),
            "columns": self.out(f"cd /; {PSQL} \"select column_name from information_schema.columns where table_name = 'notes_note' order by 1\""),
            "owner of the database": self.out(f"cd /; {PSQL} \"select pg_get_userbyid(datdba) from pg_database where datname = 'notes'\""),
            "notes": self.out(f"cd /; {PSQL} 'select count(*), min(id), max(id) from notes_note'"),
            "settings": self.out("cd /opt/my-product; stat -c '%U %a' settings.env; sha256sum <settings.env"),
            "started": [int(self.out("systemctl show -P ActiveEnterTimestampMonotonic my-product"))],
        }


@case("upgraded-and-back", "0.9.0 to 1.0.0; notes are written; a roll-back names them, asks, and keeps them", "skeleton-django", minutes=12)
def upgraded_and_back(trial):
    server = trial.server()
    server.out("for n in $(seq 60); do curl -sf http://127.0.0.1:8055/ && exit; sleep 0.5; done; exit 1")
    site = Site(server)
    before = site.all()
    trial.result.source = before["page"].split(":")[0]
    handrail = trial.handrail(server)
    written = handrail.run("runbook", "new", "my-product", "--like", "django", server=False)
    trial.expect("exit code of runbook new", written.code, 0)
    own = next(handrail.home.rglob("my-product"))
    verify = (own / "verify.sh").read_text()
    (own / "verify.sh").write_text(verify.replace('say "Verified', PAGE.strip() + '\nsay "Verified'))
    trial.expect("exit code of runbook trust", handrail.run("runbook", "trust", own, "--yes", server=False).code, 0)
    done = handrail.run("upgrade", handrail.address(), "--product", "my-product", "--yes")
    trial.expect("exit code of the upgrade", done.code, 0)
    run = steps(trial, handrail)
    trial.result.target = "1.0.0"
    unchanged(trial, site, before, {
        "page": "1.0.0: 500 notes",
        "checkout": "v1.0.0",
        "Django": "4.2.15",
        "columns": "heading\nid\nlength",
        "started": later(before["started"]),
    })
    server.out(f"cd /; {PSQL} \"insert into notes_note (heading, length) select 'since', 5 from generate_series(1, 7)\"")
    asked = handrail.run("rollback", run, "--yes")
    trial.expect("that a roll-back does not begin unasked", asked.code != 0, True)
    trial.expect("that it names the table and the rows", [line.strip() for line in asked.output.splitlines() if "notes_note" in line],
                 lambda lines: any("7" in line for line in lines))
    back = handrail.run("resume", handrail.runs()[0]["run"], "--yes", "--accept-data-loss")
    trial.expect("exit code of the roll-back", back.code, 0)
    trial.result.target = "1.0.0, back to " + site.all()["page"].split(":")[0]
    unchanged(trial, site, before, {"started": later(before["started"])})
    kept = server.out(f"cd /; {PSQL} \"select datname from pg_database where datname like 'notes%' and datname <> 'notes'\"").split()
    trial.expect("rows in the databases that are kept",
                 [server.out(f"cd /; sudo -u postgres psql -XAt -d '{name}' -c 'select count(*) from notes_note'") for name in kept], ["507"])
    trial.expect("exit code of a second roll-back", handrail.run("rollback", run, "--yes", "--accept-data-loss").code, 3)
    trial.expect("databases after it",
                 server.out(f"cd /; {PSQL} \"select datname from pg_database where datname like 'notes%' and datname <> 'notes'\"").split(), kept)
