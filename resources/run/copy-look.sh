# shellcheck shell=sh
# Prints `@file`, tab, the size in bytes, tab, the SHA-256 of COPY_FILE. Exit code 4: there is no such file.
[ -f "$COPY_FILE" ] || exit 4
printf '@file\t%s\t%s\n' "$(($(wc -c <"$COPY_FILE")))" "$(sha256sum <"$COPY_FILE" | cut -d' ' -f1)"
