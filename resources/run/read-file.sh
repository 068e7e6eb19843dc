# shellcheck shell=sh
# Prints a file. READ_FILE: its path. READ_MOST: how many bytes at most. Exit code 4: there is no such file.
[ -e "$READ_FILE" ] || exit 4
[ -f "$READ_FILE" ] || exit 5
head -c "$READ_MOST" "$READ_FILE"
