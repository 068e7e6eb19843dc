"""Servers that somebody has half upgraded, half repaired or half broken by hand: how to get there, what must be found, how to get back."""

from driver.judge import State

APP = "/opt/status-page"
CONFIGURATION = f"{APP}/statuspage/statuspage/configuration.py"
UNIT = "/etc/systemd/system/status-page-rq.service"
KEEP = f"cp -a {CONFIGURATION} /root/configuration.py"
BACK = f"cp -a /root/configuration.py {CONFIGURATION}"

STATES = [
    State("a unit is masked", f"mv {UNIT} /root/; ln -s /dev/null {UNIT}; systemctl daemon-reload", "units-masked", True,
          f"rm {UNIT}; mv /root/status-page-rq.service {UNIT}; systemctl daemon-reload; systemctl start status-page-rq"),
    State("a unit is gone", f"mv {UNIT} /root/; systemctl daemon-reload", "units-missing", True,
          f"mv /root/status-page-rq.service {UNIT}; systemctl daemon-reload; systemctl start status-page-rq"),
    State("a unit does not start at boot", "systemctl disable -q status-page-rq", "units-disabled", False,
          "systemctl enable -q status-page-rq"),
    State("a service is down", "systemctl stop status-page-scheduler", "units-down", False, "systemctl start status-page-scheduler"),
    State("the units name the old folder", f"sed -i.bak s,{APP}/statuspage,{APP}/status-page, {UNIT}; systemctl daemon-reload",
          "units-wrong-folder", False, f"mv {UNIT}.bak {UNIT}; systemctl daemon-reload"),
    State("the virtual environment is gone", f"mv {APP}/venv /root/venv", "venv-missing", False, f"mv /root/venv {APP}/venv"),
    State("a file of the product was edited", f"echo '<!-- ours -->' >>{APP}/statuspage/templates/dashboard.html", "local-edits", True,
          f"git -C {APP} checkout -q statuspage/templates/dashboard.html"),
    State("git was told to overlook an edit", f"echo '# ours' >>{APP}/requirements.txt; git -C {APP} update-index --assume-unchanged requirements.txt",
          "edits-overlooked", True,
          f"git -C {APP} update-index --no-assume-unchanged requirements.txt; git -C {APP} checkout -q requirements.txt"),
    State("the checkout has a commit of its own",
          f"git -C {APP} -c user.name=a -c user.email=a@b commit -q --allow-empty -m ours", "own-commits", True,
          f"git -C {APP} reset -q --hard v2.3.0"),
    State("the checkout is no git checkout any more", f"mv {APP}/.git /root/dotgit", "git-missing", True, f"mv /root/dotgit {APP}/.git"),
    State("files of the checkout belong to somebody else", f"chown -R status-page {APP}/.git", "git-foreign-files", True,
          f"chown -R root {APP}/.git"),
    State("the wrong database is configured", f"{KEEP}; sed -i \"s/'NAME': 'status-page'/'NAME': 'postgres'/\" {CONFIGURATION}",
          "database-empty", True, BACK),
    State("the password of the database is wrong", f"{KEEP}; sed -i \"s/'PASSWORD': 'can.*/'PASSWORD': 'no',/\" {CONFIGURATION}",
          "database-unreachable", True, BACK),
    State("PostgreSQL is down", "systemctl stop postgresql@15-main", "database-unreachable", True, "systemctl start postgresql@15-main"),
    State("configuration.py cannot be read", f"{KEEP}; echo 'DATABASE = {{' >>{CONFIGURATION}", "configuration-unreadable", True, BACK),
    State("Redis is down", "systemctl stop redis-server", "redis-unreachable", False,
          "systemctl start redis-server; systemctl restart status-page-rq status-page-scheduler"),
    State("somebody else keeps keys in the Redis database of the cache", "redis-cli -n 3 set shop:basket:7 apples", "redis-cache-shared",
          False, "redis-cli -n 3 del shop:basket:7"),
    State("the package index is away", "systemctl stop lab-index", "index-unreachable", False, "systemctl start lab-index"),
    State("a package manager is at work", "cp /bin/sleep /tmp/apt-get; systemd-run -q --unit=busy /tmp/apt-get 600",
          "package-manager-busy", False, "systemctl stop busy"),
    State("the disk is nearly full", "mkdir -p -m 700 /var/lib/handrail; mount -t tmpfs -o size=2m,mode=700 tmpfs /var/lib/handrail", "space", True,
          "umount /var/lib/handrail"),
    State("another product uses the same PostgreSQL", "cd /tmp; runuser -u postgres -- createdb neighbour", "neighbours-postgresql", False,
          "cd /tmp; runuser -u postgres -- dropdb neighbour"),
    State("new code was checked out by hand and never migrated", f"git -C {APP} -c advice.detachedHead=false checkout -q v2.5.1",
          "install.broken", True, f"git -C {APP} -c advice.detachedHead=false checkout -q v2.3.0"),
]
