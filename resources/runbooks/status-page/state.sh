# shellcheck shell=sh
# What Status-Page is like right now: code, services, migrations, rows, page. Read-only.
set -u
fact version "$(sed -n "s/^VERSION *= *['\"]\(.*\)['\"].*/\1/p" "$F_PATH/statuspage/statuspage/settings.py")" settings.py
fact git.head "$(sp_git rev-parse --short HEAD 2>/dev/null)" 'git rev-parse --short HEAD'
# shellcheck disable=SC2046
unit_state $(sp_units)
if db_open 2>/dev/null && applied=$(db_migrations 2>/dev/null); then
    fact migrations "$(printf '%s\n' "$applied" | grep -c .)" 'select count(*) from django_migrations'
    db_counts 2>/dev/null | sed -n 's/^public\.//p' |
        grep -vE '^(django_|auth_permission|otp_|social_|account_)' | head -n 60 | while IFS="$TAB" read -r table rows; do
        fact "rows.$table" "$rows" "select count(*) from $table"
    done
fi
fact http "$(sp_page 2>&1 | tail -n 1)" "GET / on ${F_HTTP_BIND-}"
