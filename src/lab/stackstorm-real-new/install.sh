#!/bin/sh
# A new server: the real StackStorm 3.9.0 with a crypto key of its own, and nothing of anybody's in it. Runs on the booted image.
set -eu
here=/lab/stackstorm-real-new
kept=$(mktemp -d)
cp -p /etc/st2/htpasswd /root/.st2/config "$kept/"
st2ctl stop
systemctl stop mongod
rm -rf /var/lib/mongodb
mkdir /var/lib/mongodb
systemctl start mongod
DEBIAN_FRONTEND=noninteractive dpkg --purge st2
rm -rf /etc/st2 /opt/stackstorm /var/lib/st2 /var/log/st2
DEBIAN_FRONTEND=noninteractive apt-get -y -q install st2=3.9.0-1
mkdir -p /etc/st2/keys
/opt/stackstorm/st2/bin/python "$here/settings.py"
cp -p "$kept/htpasswd" /etc/st2/
chown st2: /etc/st2/htpasswd
# The package takes it with it.
mkdir -p /root/.st2
cp -p "$kept/config" /root/.st2/
rm -rf "$kept"
st2-generate-symmetric-crypto-key --key-path /etc/st2/keys/datastore_key.json
chgrp -R st2 /etc/st2/keys
chmod -R o-rwx,g+rX /etc/st2/keys
st2ctl reload --register-all
st2ctl restart
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
    sleep 2
    if st2 action list --pack=core >/dev/null 2>&1; then break; fi
done
st2 --version
st2ctl status
st2 run core.local -- date -R
