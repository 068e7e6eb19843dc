#!/bin/sh
# The checkout of the real Status-Page, which --real brought to /real, as git origin, and the packages of its releases:
# 2.3.0 as on the days after its release, since today's index no longer fits it, and 2.5.0 and 2.5.1 both as then and as today.
# shellcheck source=/dev/null
. /lab/lib.sh
set -eu
mkdir -p /srv/git
git -c safe.directory='*' clone -q --bare /real /srv/git/status-page.git
# A branch that upgrades ask for, wherever the checkout's own HEAD was.
git -C /srv/git/status-page.git symbolic-ref HEAD refs/heads/main
git -C /srv/git/status-page.git rev-parse -q --verify refs/heads/main >/dev/null ||
    git -C /srv/git/status-page.git branch main v2.5.1
python3 -m venv /tmp/fetch
/tmp/fetch/bin/pip -q install --upgrade pip
mkdir /tmp/wheels /tmp/requirements

fetch() { # VERSION [OPTION...]
    git -C /srv/git/status-page.git show "v$1:requirements.txt" >"/tmp/requirements/$1"
    version=$1
    shift
    /tmp/fetch/bin/pip -q wheel -w /tmp/wheels -r "/tmp/requirements/$version" wheel "$@"
}

fetch 2.3.0 --uploaded-prior-to 2023-06-08
fetch 2.5.0 --uploaded-prior-to 2024-06-10
fetch 2.5.0
fetch 2.5.1 --uploaded-prior-to 2024-11-12
fetch 2.5.1
/tmp/fetch/bin/pip -q wheel -w /tmp/wheels pip setuptools wheel tzdata
package_index /tmp/wheels
rm -rf /tmp/fetch /tmp/wheels /tmp/requirements
