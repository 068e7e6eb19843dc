# shellcheck shell=sh
# What My Product is like right now. Read-only.
set -u
fact version "$(my_git describe --tags --abbrev=0 2>/dev/null | sed 's/^v//')" 'git describe --tags'
# shellcheck disable=SC2086
unit_state $F_UNITS
if db_open; then
    fact migrations "$(db_migrations | wc -l)" 'select app, name from django_migrations'
    fact rows "$(db_counts | awk -F "$TAB" '{ rows += $2 } END { print rows + 0 }')" 'select count(*) of each table'
fi
