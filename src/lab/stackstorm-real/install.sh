#!/bin/sh
# The real StackStorm 3.7.0 from packages, set up as its installer does, with keys, packs and executions. Runs on the booted image.
set -eu
here=/lab/stackstorm-real
cat >/etc/systemd/system/mongod.service <<'UNIT'
[Unit]
Description=MongoDB
After=network.target

[Service]
ExecStart=/usr/local/bin/mongod
Restart=on-failure

[Install]
WantedBy=multi-user.target
UNIT
mkdir -p /var/lib/mongodb
systemctl daemon-reload
systemctl enable -q --now mongod
rabbitmqctl -q add_user stackstorm canary-rabbit
rabbitmqctl -q set_permissions stackstorm '.*' '.*' '.*'
mv /etc/apt/sources.list /etc/apt/sources.list.off
echo 'deb [trusted=yes] copy:/srv/apt ./' >/etc/apt/sources.list.d/stackstorm.list
apt-get -qq update
DEBIAN_FRONTEND=noninteractive apt-get -y -q install st2=3.7.0-1

# set SECTION KEY VALUE in st2.conf
set_option() {
    if grep -q "^\[$1\]" /etc/st2/st2.conf; then
        sed -i "/^\[$1\]/,/^\[/{/^$2 *=/d}; s|^\[$1\]|&\n$2 = $3|" /etc/st2/st2.conf
    else
        printf '\n[%s]\n%s = %s\n' "$1" "$2" "$3" >>/etc/st2/st2.conf
    fi
}
set_option database host 'mongodb://127.0.0.1:27017/st2'
set_option messaging url amqp://stackstorm:canary-rabbit@127.0.0.1:5672
set_option coordination url redis://127.0.0.1:6379
set_option auth enable True
set_option keyvalue encryption_key_path /etc/st2/keys/datastore_key.json
mkdir -p /etc/st2/keys
st2-generate-symmetric-crypto-key --key-path /etc/st2/keys/datastore_key.json
chgrp -R st2 /etc/st2/keys
chmod o-r /etc/st2/keys /etc/st2/keys/datastore_key.json
chmod g+r /etc/st2/keys/datastore_key.json
/opt/stackstorm/st2/bin/python -c "
from passlib.apache import HtpasswdFile
users = HtpasswdFile('/etc/st2/htpasswd', new=True)
users.set_password('st2admin', 'canary-st2admin')
users.save()"
chown st2: /etc/st2/htpasswd
mkdir -p /root/.st2
printf '[credentials]\nusername = st2admin\npassword = canary-st2admin\n' >/root/.st2/config
chmod 600 /root/.st2/config
su stanley -s /bin/sh -c 'mkdir -p -m 700 ~/.ssh; ssh-keygen -q -f ~/.ssh/stanley_rsa -P "" -m PEM; cat ~/.ssh/stanley_rsa.pub >>~/.ssh/authorized_keys; chmod 600 ~/.ssh/authorized_keys'
echo 'stanley    ALL=(ALL)       NOPASSWD: SETENV: ALL' >/etc/sudoers.d/st2
chmod 440 /etc/sudoers.d/st2
st2ctl reload --register-all
st2ctl restart
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
    sleep 2
    if st2 action list --pack=core >/dev/null 2>&1; then break; fi
done
st2 --version
sh -eu "$here/data.sh"
st2ctl status
st2 run core.local -- date -R
