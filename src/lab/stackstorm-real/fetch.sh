#!/bin/sh
# The packages of the real StackStorm, which --real brought to /real, as an apt repository, and what pip seeds a pack's environment with.
# shellcheck source=/dev/null
. /lab/lib.sh
set -eu
mkdir /srv/apt
cp /real/*.deb /srv/apt/
cd /srv/apt
dpkg-scanpackages -m . >Packages 2>/dev/null
install -m 755 /real/mongodump /real/mongorestore /srv/host/mongod /usr/local/bin/
python3 -m venv /tmp/fetch
/tmp/fetch/bin/pip -q download -d /tmp/wheels pip setuptools wheel "six>=1.9.0,<2.0"
package_index /tmp/wheels
rm -rf /tmp/fetch /tmp/wheels
