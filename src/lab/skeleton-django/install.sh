#!/bin/sh
# A product of one's own beside Status-Page: a Django project at 0.9.0 in a checkout, as the skeleton describes it. Runs on the booted image.
set -eu
here=/lab/skeleton-django
work=$(mktemp -d)
git init -q "$work"
git -C "$work" config user.name lab
git -C "$work" config user.email lab@localhost
for version in 0.9.0 1.0.0; do
    cp -r "$here/releases/v$version/." "$work/"
    git -C "$work" add -A
    git -C "$work" commit -q -m "Release $version"
    git -C "$work" tag "v$version"
done
git clone -q --bare "$work" /srv/git/my-product.git
rm -rf "$work"

adduser --quiet --system --group notes
chown -R notes: /srv/git/my-product.git
install -d -o notes -g notes /opt/my-product
cd /opt/my-product
sudo -u notes git clone -q /srv/git/my-product.git .
sudo -u notes git -c advice.detachedHead=false checkout -q v0.9.0
password="canary-notes'\"\$:\\"
(umask 077 && printf '%s\n' DB_NAME=notes DB_USER=notes DB_HOST=localhost DB_PORT=5432 "DB_PASSWORD=$password" >settings.env)
chown notes settings.env
cd /tmp
sudo -u postgres psql -q -v ON_ERROR_STOP=1 -v password="$password" <<'SQL'
CREATE USER notes WITH PASSWORD :'password';
CREATE DATABASE notes OWNER notes;
SQL
cd /opt/my-product
sudo -u notes python3 -m venv venv
sudo -u notes venv/bin/pip install -q -r requirements.txt
sudo -u notes venv/bin/python3 manage.py migrate
sudo -u notes venv/bin/python3 manage.py shell -c 'from notes.models import Note; Note.objects.bulk_create(Note(title=f"Note {n}") for n in range(500))'
cat >/etc/systemd/system/my-product.service <<'UNIT'
[Unit]
Description=Product of the lab
After=postgresql.service

[Service]
User=notes
WorkingDirectory=/opt/my-product
ExecStart=/opt/my-product/venv/bin/gunicorn -b 127.0.0.1:8055 notes.wsgi
Restart=on-failure

[Install]
WantedBy=multi-user.target
UNIT
systemctl enable -q --now my-product
for _ in 1 2 3 4 5 6 7 8 9 10; do
    if curl -sf http://127.0.0.1:8055/ | grep -x '0.9.0: 500 notes'; then exit 0; fi
    sleep 1
done
journalctl -n 50 --no-pager -u my-product
exit 1
