"""The real Status-Page from its own repository, upgraded with what today's package index has."""

import json
import sys
import time
from pathlib import Path

from driver.case import case
from driver.judge import later, steps, unchanged

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "status-page"))

from deployment import PSQL, Site  # noqa: E402

CANARIES = ["canary-secret-key", "can$ry"]
IMAGE = "status-page-real"


class RealSite(Site):
    """The public page of the real product names its version in the addresses of its style sheets."""

    def shown(self):
        for _ in range(40):
            page = self.server.run("curl -s -H 'Host: status.example.com' http://127.0.0.1/").stdout
            if ".css?v=" in page:
                return page.split(".css?v=")[1].split('"')[0]
            time.sleep(0.5)
        return f"no page: {page[:100]}"


def begin(trial):
    server = trial.server()
    site = RealSite(server)
    before = site.all()
    trial.result.source = before["version shown by the running page"]
    return site, before, trial.handrail(server)


def upgraded(trial, site, before):
    """2.5.1 runs, and the admin's data and settings are as before."""
    trial.result.target = site.shown()
    wanted = {
        "version shown by the running page": "2.5.1",
        "git checkout": "v2.5.1",
        "Django in the virtual environment": "5.1.2",
        "services started (us since boot)": later(before["services started (us since boot)"]),
        "migrations": lambda count: int(count) >= int(before["migrations"]),
    }
    for what, now in site.all().items():
        trial.expect(what, now, wanted.get(what, before[what]), before[what])


@case("in-place", "2.3.0 to the newest release, with the packages that fit", IMAGE, minutes=20)
def in_place(trial):
    site, before, handrail = begin(trial)
    seen = handrail.run("detect", handrail.address())
    trial.expect("exit code of detect", seen.code, 0)
    trial.expect("a blocker in the plan", handrail.run("plan", handrail.address()).code, 0)
    done = handrail.run("upgrade", handrail.address(), "--yes")
    trial.expect("exit code", done.code, 0)
    steps(trial, handrail)
    upgraded(trial, site, before)


@case("newest-packages-fail", "today's index breaks 2.5.1: found before the stop; a pin is written down, then it goes on", IMAGE, minutes=25)
def newest_packages_fail(trial):
    site, before, handrail = begin(trial)
    done = handrail.run("upgrade", handrail.address(), "--yes", "--set", "PACKAGE_VERSIONS=newest")
    trial.expect("exit code with the newest packages", done.code, 1)
    run = handrail.runs()[0]["run"]
    step, key, _ = handrail.journal(run).failed()[-1]
    trial.expect("failure named, and its step", f"{key} at {step}", "autorefs-too-new at packages")
    unchanged(trial, site, before)
    site.server.out("printf 'tzdata\\nmkdocs-autorefs==1.2.0\\n' >/opt/status-page/local_requirements.txt")
    before = site.all()
    answers = handrail.folder / "answers.json"
    answers.write_text(json.dumps([{"step": "packages", "kind": "failed", "choice": "retry"}]))
    again = handrail.run("resume", run, "--yes", "--answers", answers)
    trial.expect("exit code with the pin", again.code, 0)
    steps(trial, handrail)
    upgraded(trial, site, before)


INCIDENTS = """
from incidents.models import Incident, IncidentUpdate
for n in range(15):
    incident = Incident.objects.create(title=f'After the upgrade {n}', visibility=True)
    IncidentUpdate.objects.create(incident=incident, text='since', status=incident.status)
"""


@case("rolled-back", "15 incidents are written after the upgrade: a roll-back names them, asks, and keeps them", IMAGE, minutes=25)
def rolled_back(trial):
    site, before, handrail = begin(trial)
    trial.expect("exit code of the upgrade", handrail.run("upgrade", handrail.address(), "--yes").code, 0)
    run = handrail.runs()[0]["run"]
    shell = "cd /opt/status-page && runuser -u status-page -- venv/bin/python3 -B statuspage/manage.py shell"
    site.server.run(f"{shell} <<'PYTHON'\n{INCIDENTS}PYTHON", check=True)
    trial.expect("incidents after it", site.sql("SELECT count(*) FROM incidents_incident"), "115")
    asked = handrail.run("rollback", run, "--yes")
    trial.expect("that a roll-back does not begin unasked", asked.code != 0, True)
    trial.expect("that it names the table and the rows", [line.strip() for line in asked.output.splitlines() if "incidents_incident" in line],
                 lambda lines: any("15" in line for line in lines))
    trial.expect("incidents then", site.sql("SELECT count(*) FROM incidents_incident"), "115")
    back = handrail.run("resume", handrail.runs()[0]["run"], "--yes", "--accept-data-loss")
    trial.expect("exit code of the roll-back", back.code, 0)
    trial.result.target = f"2.5.1, back to {site.shown()}"
    unchanged(trial, site, before, {"services started (us since boot)": lambda after: all(after)})
    names = site.sql("SELECT string_agg(datname, ' ') FROM pg_database WHERE datname LIKE 'status-page%' AND datname <> 'status-page'")
    kept = [site.server.out(f'{PSQL} -d "{name}" -c "SELECT count(*) FROM incidents_incident"') for name in names.split()]
    trial.expect("incidents in the databases that are kept", kept, ["115"])
    again = handrail.run("rollback", run, "--yes", "--accept-data-loss")
    trial.expect("exit code of a second roll-back", again.code, 3)
    trial.expect("incidents in the databases that are kept, after it",
                 [site.server.out(f'{PSQL} -d "{name}" -c "SELECT count(*) FROM incidents_incident"') for name in names.split()], ["115"])
