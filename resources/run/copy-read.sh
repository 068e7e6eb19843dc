# shellcheck shell=sh
# Prints a piece of COPY_FILE: COPY_LENGTH bytes after the first COPY_OFFSET.
tail -c "+$((COPY_OFFSET + 1))" "$COPY_FILE" | head -c "$COPY_LENGTH"
