# shellcheck shell=sh
set -u
say 'Starting Leaf Notes'
"$F_PATH/leaf" start
wait_for 20 leaf_page || die "It does not answer; see $F_PATH/data/log."
leaf_page
