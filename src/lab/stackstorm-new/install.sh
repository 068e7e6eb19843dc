#!/bin/sh
# A new server: StackStorm 3.9 from packages, with nothing of anybody's own in it. Runs on the booted image.
set -eu
st2ctl stop
dpkg --purge st2mistral st2chatops st2web st2
rm -rf /etc/st2 /etc/mistral /opt/stackstorm /var/lib/st2 /var/log/st2 /run/st2
echo 7.0.14 >/var/lib/mongodb/release
DEBIAN_FRONTEND=noninteractive apt-get -y -qq install st2=3.9.0-1 st2web=3.9.0-1
sed -i 's/guest:guest/stackstorm:canary-rabbit/' /etc/st2/st2.conf
printf '{"hmacKey": {"hmacKeyString": "canary-hmac-new", "size": "256"}, "aesKeyString": "canary-aes-new", "mode": "CBC", "size": "256"}\n' \
    >/etc/st2/keys/datastore_key.json
chmod 640 /etc/st2/keys/datastore_key.json
st2ctl start
st2ctl reload --register-all
st2 run core.local -- date
