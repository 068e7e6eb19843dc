#!/bin/sh
# A Sentry 8.22 server, set up the way its documentation says, with an organization, projects and events. Runs on the booted image.
set -eu
here=/lab/sentry
adduser --quiet --system --group --home /var/lib/sentry --shell /bin/sh sentry
runuser -u postgres -- psql -q -v ON_ERROR_STOP=1 <<'SQL'
CREATE USER sentry WITH PASSWORD 'canary-db';
CREATE DATABASE sentry OWNER sentry;
\connect sentry
CREATE EXTENSION citext;
SQL
mkdir /www
virtualenv -q -p python2.7 /www/sentry
/www/sentry/bin/pip -q install sentry==8.22.0
/www/sentry/bin/sentry init /etc/sentry
cp "$here/sentry.conf.py" /etc/sentry/sentry.conf.py
sed -i 's/^system.secret-key:.*/system.secret-key: canary-sentry-secret-key-0123456789/' /etc/sentry/config.yml
printf "system.url-prefix: 'http://127.0.0.1:9000'\nsystem.admin-email: 'admin@example.com'\nmail.backend: 'dummy'\n" >>/etc/sentry/config.yml
chown -R root:sentry /etc/sentry
chmod 750 /etc/sentry
chmod 640 /etc/sentry/*
export SENTRY_CONF=/etc/sentry
runuser -u sentry -- /www/sentry/bin/sentry upgrade --noinput >/root/install.log 2>&1 || { tail -20 /root/install.log; exit 1; }
runuser -u sentry -- /www/sentry/bin/sentry createuser --email admin@example.com --password canary-admin --superuser --no-input
cp "$here"/*.service /etc/systemd/system/
systemctl daemon-reload
systemctl enable -q --now sentry-web sentry-worker sentry-cron
runuser -u sentry -- /www/sentry/bin/python "$here/data.py" >/tmp/dsn
for _ in $(seq 60); do
    curl -sf http://127.0.0.1:9000/_health/ >/dev/null && break
    sleep 1
done
runuser -u sentry -- /www/sentry/bin/python "$here/events.py" "$(cat /tmp/dsn)"
# Counts of issues wait in Redis for a while before they are written.
for _ in $(seq 90); do
    events=$(runuser -u postgres -- psql -At -d sentry -c "SELECT (SELECT count(*) FROM sentry_message WHERE message LIKE 'Order failed%')
        || ' counted ' || (SELECT sum(times_seen) FROM sentry_groupedmessage WHERE message LIKE 'Order failed%')")
    [ "$events" = '40 counted 40' ] && exit 0
    sleep 1
done
echo "of 40 events arrived: $events"
journalctl -n 60 --no-pager
exit 1
