# shellcheck shell=sh
# Is every row still there? Sessions, content types and permissions may change; tables that a migration removed are named.
set -u
sp_open || die 'The database in configuration.py cannot be read.'
before=$HR_HOP_WORK/backup/counts.live
now=$HR_HOP_WORK/counts.now
sp_counts >"$now" || die 'The rows could not be counted.'
awk -F "$TAB" '
    NR == FNR { now[$1] = $2; next }
    !($1 in now) { print $1 ": the table is gone, it had " $2 " rows"; next }
    $1 ~ /\.(django_session|django_content_type|auth_permission|django_migrations)$/ { next }
    { tables++; rows += $2 }
    now[$1] + 0 < $2 + 0 { print $1 ": " $2 " rows before, " now[$1] " now"; lost++ }
    END { printf "%d rows in %d tables compared\n", rows, tables; exit lost > 0 }' "$now" "$before" ||
    die 'Rows are missing.'
say 'All rows are there'
