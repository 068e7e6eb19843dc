"""Known failures that are provoked on the way of one upgrade of StackStorm, and what an admin does about each."""

from driver.failures import RECOVER, Failure

LISTS = "/var/lib/apt/lists/lock"
SCAN = "cd /srv/apt; dpkg-scanpackages -m . >Packages 2>/dev/null"
# A package whose installation is killed in the middle, the first time.
CUT = """
mkdir -p /root/cut/DEBIAN
printf 'Package: cut\\nVersion: 1\\nArchitecture: all\\nMaintainer: lab <lab@localhost>\\nDescription: Is cut off once\\n' >/root/cut/DEBIAN/control
printf '#!/bin/sh\\n[ -e /root/once ] || { touch /root/once; kill -9 $PPID; }\\n' >/root/cut/DEBIAN/postinst
chmod 755 /root/cut/DEBIAN/postinst
dpkg-deb -b /root/cut /root/cut.deb >/dev/null
dpkg -i /root/cut.deb >/dev/null 2>&1 || true
"""

FAILURES = [
    Failure("package-lock", "fetch", "another process holds apt's lock", "waits until it is free",
            f"systemd-run -q --unit=holder python3 -c \"import fcntl, time; file = open('{LISTS}', 'r+'); fcntl.lockf(file, fcntl.LOCK_EX);"
            " time.sleep(600)\"; sleep 1",
            "systemd-run -q --on-active=8 --timer-property=AccuracySec=1s systemctl stop holder", RECOVER),
    Failure("package-missing", "fetch", "the repository has lost st2web 3.0.1", "it is put back; `apt-get update`",
            f"mv /srv/apt/st2web_3.0.1-1_all.deb /srv/; {SCAN}", f"mv /srv/st2web_3.0.1-1_all.deb /srv/apt/; {SCAN}; apt-get -qq update"),
    Failure("database-down", "rights", "PostgreSQL is stopped", "starts it", "systemctl stop postgresql@15-main", choice=RECOVER),
    Failure("dpkg-interrupted", "packages", "dpkg was killed in the middle of another package", "`dpkg --configure -a`", CUT, choice=RECOVER),
]
