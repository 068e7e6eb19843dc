# shellcheck shell=sh
# What Sentry is like right now: code, services, migrations, rows, health. Read-only.
set -u
fact version "$(sy_version "$F_VENV")" "ls $F_VENV/lib/python*/site-packages"
# shellcheck disable=SC2046
unit_state $(sy_units)
if [ "${F_DATABASE_ENGINE-}" = postgresql ] && db_open 2>/dev/null && counts=$(db_counts 2>/dev/null); then
    fact migrations "$(db_migrations 2>/dev/null | wc -l | tr -d ' ')" 'select count(*) from south_migrationhistory'
    fact migration.last "$(db_sql "select migration from south_migrationhistory where app_name = 'sentry' order by migration desc limit 1" 2>/dev/null)" 'select from south_migrationhistory'
    printf '%s\n' "$counts" | sed -n 's/^public\.sentry_//p' |
        grep -E '^(message|groupedmessage|project|team|organization|organizationmember|projectkey|release|useroption|rule|eventuser)	' |
        while IFS="$TAB" read -r table rows; do
            fact "rows.sentry_$table" "$rows" "select count(*) from sentry_$table"
        done
    fact rows.auth_user "$(printf '%s\n' "$counts" | sed -n 's/^public\.auth_user	//p')" 'select count(*) from auth_user'
fi
fact health "$(sy_health)" "GET /_health/ on ${F_HTTP_BIND-}"
