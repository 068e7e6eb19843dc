# shellcheck shell=sh
# COPY_FILE.part is whole: gives it its name, if its SHA-256 is COPY_SHA256; else it is thrown away (exit code 7).
# Done already is fine: the first answer may have been lost.
sum() {
    sha256sum <"$1" | cut -d' ' -f1
}
if [ ! -e "$COPY_FILE.part" ] && [ -f "$COPY_FILE" ] && [ "$(sum "$COPY_FILE")" = "$COPY_SHA256" ]; then
    exit 0
fi
if [ "$(sum "$COPY_FILE.part")" != "$COPY_SHA256" ]; then
    rm -f "$COPY_FILE.part"
    exit 7
fi
mv -f "$COPY_FILE.part" "$COPY_FILE"
