# shellcheck shell=sh
set -u
say 'Stopping Leaf Notes'
"$F_PATH/leaf" stop
if "$F_PATH/leaf" status; then die 'It still runs.'; fi
