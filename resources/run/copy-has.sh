# shellcheck shell=sh
# Whether COPY_FILE is here whole: its SHA-256 is COPY_SHA256.
[ -f "$COPY_FILE" ] && [ "$(sha256sum <"$COPY_FILE" | cut -d' ' -f1)" = "$COPY_SHA256" ]
