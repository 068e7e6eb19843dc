# shellcheck shell=sh
# Another package manager is at work: waits until it is done. Nothing is ended, and no lock is taken away from it.
set -u
free() {
    if [ "$F_FAMILY" != deb ]; then
        ! grep -qxE 'yum|dnf|rpm' /proc/[0-9]*/comm 2>/dev/null
        return
    fi
    python3 -B - <<'PYTHON'
import fcntl, sys
for place in ("/var/lib/dpkg/lock-frontend", "/var/lib/dpkg/lock", "/var/lib/apt/lists/lock", "/var/cache/apt/archives/lock"):
    try:
        with open(place, "r+") as file:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        continue
    except OSError:
        sys.exit(1)
PYTHON
}
if ! free; then
    say 'Waiting for the other package manager, half an hour at most'
    wait_for 1800 free || die 'It is still at work; ps -ef shows what it does.'
fi
say 'No package manager is at work any more'
