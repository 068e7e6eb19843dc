"""Known failures that are provoked on the way of one upgrade: what an admin finds broken, and what the admin does about it."""

from driver.failures import RECOVER, Failure

APP = "/opt/status-page"
CONFIGURATION = f"{APP}/statuspage/statuspage/configuration.py"
UNITS = "/etc/systemd/system"
PSQL = "cd /tmp; runuser -u postgres -- psql -q"
DJANGO = "/srv/pypi/simple/django/Django-5.1.2*"

# The checkout belongs to a user of its own, as where people deploy as themselves; files of the services stay theirs.
DEPLOYED = f"""
adduser --quiet --system --group deploy
git config --system --add safe.directory /srv/git/status-page.git
cd {APP}
git ls-files -z | xargs -0 chown deploy
chown -R deploy .git contrib docs statuspage
chown deploy .
chown -R status-page statuspage/media
chown root:status-page {CONFIGURATION}
"""

FAILURES = [
    Failure("git-ownership", "fetch", "root owns the folder of another user's checkout", "`git config --system --add safe.directory`",
            f"chown root {APP}", f"git config --system --add safe.directory {APP}"),
    Failure("git-permission", "fetch", "root has fetched in it", "`chown`",
            f"git -C {APP} fetch -q", f"chown -R deploy {APP}/.git; chown deploy {APP}"),
    Failure("venv-failed", "packages", "Python has no `ensurepip`", "the package is put back",
            "mv /usr/lib/python3.11/ensurepip /root/", "mv /root/ensurepip /usr/lib/python3.11/"),
    Failure("index-unreachable", "packages", "the package index is stopped", "it is started",
            "systemctl stop lab-index", "systemctl start lab-index"),
    Failure("package-missing", "packages", "the index has no Django 5.1.2", "it is put there",
            f"mv {DJANGO} /srv/", "mv /srv/Django-5.1.2* /srv/pypi/simple/django/"),
    Failure("disk-full", "packages", "the disk has 12 MB left", "room is made",
            "sync; fallocate -l $(($(df --output=avail -B 1M / | tail -n 1) - 12))M /var/tmp/filler", "rm /var/tmp/filler"),
    Failure("database-password", "backup", "the database user got another password", "the one in configuration.py",
            f"{PSQL} -c \"ALTER USER \\\"status-page\\\" PASSWORD 'other'\"",
            f"{PSQL} -v password=\"can\\$ry'db\\\"0\" <<'SQL'\nALTER USER \"status-page\" PASSWORD :'password'\nSQL"),
    Failure("database-down", "backup", "PostgreSQL is stopped", "starts it", "systemctl stop postgresql@15-main", choice=RECOVER),
    Failure("git-local-changes", "checkout", "an edit of `requirements.txt` that git was told to overlook",
            "`git update-index --no-assume-unchanged`, `git stash`",
            f"cd {APP}; echo '# ours' >>requirements.txt; runuser -u deploy -- git update-index --assume-unchanged requirements.txt",
            f"cd {APP}; runuser -u deploy -- git update-index --no-assume-unchanged requirements.txt;"
            " runuser -u deploy -- git -c user.name=deploy -c user.email=deploy@localhost stash -q"),
    Failure("git-permission", "checkout", "root owns the folder of another user's checkout, whose files git could not replace", "`chown`",
            f"chown root {APP}", f"chown deploy {APP}"),
    Failure("plugin-missing", "upgrade-script", "`PLUGINS` names one that is not installed", "taken out of `PLUGINS`",
            f"cp -a {CONFIGURATION} /root/; echo \"PLUGINS = ['sp_ours']\" >>{CONFIGURATION}", f"cp -a /root/configuration.py {CONFIGURATION}"),
    Failure("redis-down", "upgrade-script", "Redis is stopped", "starts it", "systemctl stop redis-server", choice=RECOVER),
    Failure("port-taken", "start", "another process listens on port 8001", "it is ended",
            "systemd-run -q --unit=intruder redis-server --port 8001 --save ''", "systemctl stop intruder"),
    Failure("unit-masked", "start", "a unit is masked", "`systemctl unmask`",
            f"mv {UNITS}/status-page-rq.service /root/; systemctl mask -q status-page-rq",
            f"systemctl unmask -q status-page-rq; mv /root/status-page-rq.service {UNITS}/"),
    Failure("wrong-folder", "start", "a unit names the folder of 2.0.5", "writes the new one into it",
            f"sed -i s,{APP}/statuspage,{APP}/status-page, {UNITS}/status-page-rq.service", choice=RECOVER),
]
