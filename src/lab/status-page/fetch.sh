#!/bin/sh
# All packages that the releases of the lab's Status-Page pin, from the package registry, and the git origin.
# shellcheck source=/dev/null
. /lab/lib.sh
set -eu
here=/lab/status-page
python3 -m venv /tmp/fetch
mkdir /tmp/wheels
for requirements in "$here"/releases/*/requirements.txt; do
    /tmp/fetch/bin/pip -q wheel -w /tmp/wheels -r "$requirements"
done
/tmp/fetch/bin/pip -q wheel -w /tmp/wheels pip setuptools wheel tzdata
package_index /tmp/wheels
rm -rf /tmp/fetch /tmp/wheels
mkdir -p /srv/git
"$here/origin.sh" "$here" /srv/git/status-page.git
