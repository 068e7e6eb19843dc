# shellcheck shell=sh
# What Sentry is like right now: code, services, database, migrations, rows, health. Read-only.
set -u
fact version "$(sy_version "$F_VENV")" "ls $F_VENV/lib/python*/site-packages"
# shellcheck disable=SC2046
unit_state $(sy_units)
fact database "$(sy_ask engine 2>/dev/null)" "DATABASES in $F_CONF_PY"
if db_open 2>/dev/null && counts=$(sy_counts 2>/dev/null); then
    rows() { printf '%s\n' "$counts" | sed -n "s/^public\.$1	//p"; }
    fact_if migrations "$(rows south_migrationhistory)" 'select count(*) from south_migrationhistory'
    fact_if migration.last "$(sy_last_migration 2>/dev/null)" 'select max(migration) from south_migrationhistory'
    for table in sentry_message sentry_groupedmessage sentry_project sentry_team sentry_organization sentry_organizationmember \
        sentry_projectkey sentry_release sentry_useroption sentry_rule sentry_eventuser auth_user; do
        fact_if "rows.$table" "$(rows $table)" "select count(*) from $table"
    done
fi
fact health "$(sy_health)" "GET /_health/ on ${F_HTTP_BIND-}"
