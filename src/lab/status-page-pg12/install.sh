#!/bin/sh
# The Status-Page server with its database on PostgreSQL 12 instead of 15. Runs on the booted image.
set -eu
home=/opt/postgresql-12
systemctl stop status-page status-page-scheduler status-page-rq
cd /tmp
runuser -u postgres -- pg_dumpall --globals-only >globals.sql
runuser -u postgres -- pg_dump status-page >data.sql
systemctl disable -q --now postgresql postgresql@15-main
pg_dropcluster 15 main

cp -a /srv/host "$home"
mkdir -p /var/lib/postgresql/12
chown postgres: /var/lib/postgresql/12
runuser -u postgres -- "$home/bin/initdb" -D /var/lib/postgresql/12/main --auth-local=peer --auth-host=scram-sha-256 -E UTF8 \
    --locale=C.UTF-8 >/dev/null
cat >/etc/systemd/system/postgresql-12.service <<'UNIT'
[Unit]
Description=PostgreSQL 12

[Service]
Type=simple
User=postgres
RuntimeDirectory=postgresql
RuntimeDirectoryPreserve=yes
ExecStart=/opt/postgresql-12/bin/postgres -D /var/lib/postgresql/12/main -c unix_socket_directories=/var/run/postgresql
ExecReload=/bin/kill -HUP $MAINPID
KillMode=mixed
KillSignal=SIGINT

[Install]
WantedBy=multi-user.target
UNIT
systemctl daemon-reload
systemctl enable -q --now postgresql-12
for _ in 1 2 3 4 5 6 7 8 9 10; do
    runuser -u postgres -- psql -qc 'select 1' >/dev/null 2>&1 && break
    sleep 0.5
done
grep -v 'ROLE postgres' globals.sql | runuser -u postgres -- psql -q -v ON_ERROR_STOP=1
runuser -u postgres -- createdb -O status-page status-page
runuser -u postgres -- psql -q -v ON_ERROR_STOP=1 status-page <data.sql >/dev/null
rm -f globals.sql data.sql
systemctl start status-page status-page-scheduler status-page-rq
for _ in 1 2 3 4 5 6 7 8 9 10; do
    if curl -sf -H 'Host: status.example.com' http://127.0.0.1/ | grep -F 'v2.3.0'; then
        exit 0
    fi
    sleep 1
done
journalctl -n 50 --no-pager
exit 1
