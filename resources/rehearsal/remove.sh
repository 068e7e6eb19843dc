# shellcheck shell=sh disable=SC2154
# Ends the copy of this server and removes it. The text of common.sh stands before it. Given: COPY_NAME, or empty for any copy.
name=$(copy_name) || name=
if [ -n "$COPY_NAME" ] && [ -n "$name" ] && [ "$name" != "$COPY_NAME" ]; then
    say removed "$COPY_NAME"
    exit 0
fi
[ ! -e "$COPY_FOLDER" ] || remove_copy
say removed "${name:-none}"
