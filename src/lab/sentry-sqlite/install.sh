#!/bin/sh
# A Sentry 4.10 server on SQLite as `sentry init` made one in its days, with a team, projects, accounts and events. Runs on the booted image.
set -eu
here=/lab/sentry-sqlite
adduser --quiet --system --group --home /var/lib/sentry --shell /bin/sh sentry
mkdir /etc/sentry
cp "$here/sentry.conf.py" /etc/sentry/
chown -R root:sentry /etc/sentry
chmod 750 /etc/sentry
chmod 640 /etc/sentry/*
as() { runuser -u sentry -- env SENTRY_CONF=/etc/sentry/sentry.conf.py "$@"; }
cd /
as /www/sentry/bin/sentry upgrade --noinput >/root/install.log 2>&1 || { tail -20 /root/install.log; exit 1; }
as /www/sentry/bin/python "$here/data.py" >/tmp/dsn
cp "$here"/*.service /etc/systemd/system/
systemctl daemon-reload
systemctl enable -q --now sentry
for _ in $(seq 60); do
    curl -sf -o /dev/null http://127.0.0.1:9000/login/ && break
    sleep 1
done
as /www/sentry/bin/python "$here/events.py" "$(grep '^http' /tmp/dsn)"
events=$(python3 -c "import sqlite3; print(*sqlite3.connect('/var/lib/sentry/sentry.db').execute('SELECT count(*) FROM sentry_message WHERE message LIKE \"Order failed%\"').fetchone())")
[ "$events" = 40 ] || {
    echo "$events of 40 events arrived"
    journalctl -n 60 --no-pager
    exit 1
}
