# shellcheck shell=sh disable=SC2154
# Ends the copy of this server and removes it. The text of common.sh stands before it. Given: COPY_NAME, or empty for any copy.
exec 9>/run/handrail-copy.lock
flock -w 20 9 || fail held "$(cat "$COPY_FOLDER/owner" 2>/dev/null)"
name=$(copy_name) || name=
if [ -n "$COPY_NAME" ] && [ -n "$name" ] && [ "$name" != "$COPY_NAME" ]; then
    say removed "$COPY_NAME"
    exit 0
fi
remove_copy
say removed "${name:-none}"
