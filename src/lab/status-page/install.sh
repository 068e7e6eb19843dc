#!/bin/sh
# A Status-Page server at 2.3.0, set up the way its documentation says, with data in it. Runs on the booted image.
set -eu
here=/lab/status-page
password="can\$ry'db\"0"

cd /tmp
sudo -u postgres psql -q -v ON_ERROR_STOP=1 -v password="$password" <<'SQL'
CREATE DATABASE "status-page";
CREATE USER "status-page" WITH PASSWORD :'password';
ALTER DATABASE "status-page" OWNER TO "status-page";
SQL

git clone -q /srv/git/status-page.git /opt/status-page
cd /opt/status-page
git -c advice.detachedHead=false checkout -q v2.3.0
adduser --quiet --system --group status-page
mkdir -p statuspage/media
printf 'logo' >statuspage/media/logo.png
chown -R status-page statuspage/media
cp "$here/configuration.py" statuspage/statuspage/configuration.py
chown root:status-page statuspage/statuspage/configuration.py
chmod 640 statuspage/statuspage/configuration.py
cp contrib/gunicorn.py gunicorn.py
echo 'tzdata' >local_requirements.txt
./upgrade.sh

venv/bin/python3 statuspage/manage.py shell <"$here/data.py"
cp contrib/*.service /etc/systemd/system/
cp contrib/nginx.conf /etc/nginx/sites-available/status-page
ln -s ../sites-available/status-page /etc/nginx/sites-enabled/status-page
rm -f /etc/nginx/sites-enabled/default
systemctl daemon-reload
systemctl enable -q --now status-page status-page-scheduler status-page-rq
systemctl restart nginx

# It must really work before anyone upgrades it.
for _ in 1 2 3 4 5 6 7 8 9 10; do
    if curl -sf -H 'Host: status.example.com' http://127.0.0.1/ | grep -F 'v2.3.0'; then
        exit 0
    fi
    sleep 1
done
journalctl -n 50 --no-pager
exit 1
