# shellcheck shell=sh
# Right version, and no row lost?
set -u
[ "$(fern version)" = "$HR_TO" ] || die "$(fern version) is installed, not $HR_TO."
db_open || die "The settings in $F_CONFIGURATION cannot be read."
db_counts >"$HR_HOP_WORK/counts.now" || die 'The rows cannot be counted.'
rows_kept "$HR_HOP_WORK/backup/counts.live" "$HR_HOP_WORK/counts.now" '^$' || die 'Rows are missing.'
say "Verified: $HR_TO, $(fern pages) pages"
