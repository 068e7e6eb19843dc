#!/bin/sh
# A StackStorm 1.4 server from packages, with keys, packs and a Mistral database. Runs on the booted image.
set -eu
here=/lab/stackstorm
bash "$here/debs.sh" /srv/apt 1.4.0 1.5.1 2.0.1 2.1.1 2.2.1 2.8.1 2.10.4 3.0.1 3.2.0 3.3.0 3.4.1 3.5.0 3.8.1 3.9.0
mv /etc/apt/sources.list /etc/apt/sources.list.off
echo 'deb [trusted=yes] copy:/srv/apt ./' >/etc/apt/sources.list.d/stackstorm.list
apt-get -qq update
runuser -u postgres -- psql -q -v ON_ERROR_STOP=1 <<'SQL'
CREATE USER mistral WITH PASSWORD 'StackStorm';
CREATE DATABASE mistral OWNER mistral;
SQL
DEBIAN_FRONTEND=noninteractive apt-get -y -qq -o Dpkg::Options::=--force-confnew install \
    st2=1.4.0-1 st2web=1.4.0-1 st2chatops=1.4.0-1 st2mistral=1.4.0-1
install -D -m 755 "$here/files/mongo.py" /opt/mongodb/mongo
for name in mongod mongodump mongorestore; do ln -s /opt/mongodb/mongo "/usr/bin/$name"; done
mkdir -p /var/lib/mongodb
echo 3.4.24 >/var/lib/mongodb/release
printf '{"hmacKey": {"hmacKeyString": "canary-hmac", "size": "256"}, "aesKeyString": "canary-aes-key-0123456789", "mode": "CBC", "size": "256"}\n' \
    >/etc/st2/keys/datastore_key.json
chmod 640 /etc/st2/keys/datastore_key.json
sed -i 's/guest:guest/stackstorm:canary-rabbit/; s/^port = 9101/port = 9101\nmask_secrets = True/' /etc/st2/st2.conf
rabbitmqctl -q add_user stackstorm canary-rabbit
rabbitmqctl -q set_permissions stackstorm '.*' '.*' '.*'
/opt/stackstorm/mistral/bin/mistral-db-manage --config-file /etc/mistral/mistral.conf upgrade head >/root/mistral.log 2>&1
python3 "$here/data.py"
rabbitmqctl -q list_queues name | grep -qx st2.notifiers.work
xargs systemctl enable -q </opt/stackstorm/st2/COMPONENTS
st2ctl start
st2ctl reload --register-all
sleep 2
systemctl is-active --quiet mistral mistral-api
/opt/stackstorm/st2/bin/st2-self-check | tee /dev/stderr | grep -qx 'SELF CHECK SUCCEEDED!'
st2 run packs.uninstall packs=examples,tests,asserts,fixtures
st2 key list | tail -3
