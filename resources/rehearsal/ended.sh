# shellcheck shell=sh disable=SC2154
# Runs once the copy has ended, for whatever reason: nothing of it stays. The text of common.sh stands before it. Given: COPY_NAME.
[ "$(copy_name)" = "$COPY_NAME" ] || exit 0
systemctl kill --kill-who=all --signal=KILL "copy-$COPY_NAME.scope" 2>/dev/null
remove_files
