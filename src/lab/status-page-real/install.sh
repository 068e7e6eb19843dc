#!/bin/sh
# The real Status-Page 2.3.0, set up the way its documentation says, with data in it. Runs on the booted image.
set -eu
here=/lab/status-page-real
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
# The same settings as the stand-in's, without its plug-in.
sed '/^PLUGINS/d' /lab/status-page/configuration.py >statuspage/statuspage/configuration.py
chown root:status-page statuspage/statuspage/configuration.py
chmod 640 statuspage/statuspage/configuration.py
cp contrib/gunicorn.py gunicorn.py
echo 'tzdata' >local_requirements.txt
PIP_CONSTRAINT=$here/constraints.txt ./upgrade.sh

venv/bin/python3 statuspage/manage.py shell <"$here/data.py"
cp contrib/*.service /etc/systemd/system/
cat >/etc/nginx/sites-available/status-page <<'SITE'
server {
    listen 80;
    location /static/ { alias /opt/status-page/statuspage/static/; }
    location / {
        proxy_pass http://127.0.0.1:8001;
        proxy_set_header Host $http_host;
        proxy_set_header X-Forwarded-Host $http_host;
        proxy_set_header X-Forwarded-Proto $scheme;
    }
}
SITE
ln -s ../sites-available/status-page /etc/nginx/sites-enabled/status-page
rm -f /etc/nginx/sites-enabled/default
systemctl daemon-reload
systemctl enable -q --now status-page status-page-scheduler status-page-rq
systemctl restart nginx

# It must really work before anyone upgrades it.
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
    if curl -sf -H 'Host: status.example.com' http://127.0.0.1/ | grep -F '?v=2.3.0'; then
        exit 0
    fi
    sleep 1
done
curl -s -H 'Host: status.example.com' http://127.0.0.1/ | head -50
journalctl -n 80 --no-pager
exit 1
