# shellcheck shell=sh
# Right version, running, no row lost?
set -u
[ "$(my_git describe --tags --abbrev=0)" = "v$HR_TO" ] || die "The code is not v$HR_TO."
# shellcheck disable=SC2046
units_verify $(cat "$HR_HOP_WORK/units.active")
db_open || die "The database settings in $F_CONFIGURATION cannot be read."
db_counts >"$HR_HOP_WORK/counts.now" || die 'The rows cannot be counted.'
rows_kept "$HR_HOP_WORK/backup/counts.live" "$HR_HOP_WORK/counts.now" '^public[.]django_session$' || die 'Rows are missing.'
say "Verified: $HR_TO runs, with all rows"
