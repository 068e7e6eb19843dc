# shellcheck shell=sh
# Writes a merged configuration file: its new text comes on descriptor 3.
# MERGE_FILE: the file. MERGE_OLD: the SHA-256 it must still have, or `none` where it must not be there yet.
# MERGE_NEW: the SHA-256 of the new text. MERGE_KEY: a name for the file.
# MERGE_LIKE: the file whose owner and mode a file gets that is new.
# Exit code 3: the file has changed meanwhile.
umask 077
kept=$HR_HOP_WORK/merged-$HR_STEP
fail() {
    printf 'ERROR: %s\n' "$*" >&2
    exit 1
}
sum() {
    if [ -e "$1" ]; then sha256sum <"$1" | cut -d' ' -f1; else echo none; fi
}
file=$MERGE_FILE
if [ -L "$file" ]; then
    file=$(readlink -f "$file") || fail "$MERGE_FILE leads nowhere."
fi
mkdir -p "$kept" || fail "$kept cannot be made."
fresh=$file.handrail-new
[ ! -L "$fresh" ] || fail "$fresh is a symbolic link."
rm -f "$fresh"
now=$(sum "$file")
[ "$now" != "$MERGE_NEW" ] || exit 0
[ "$now" = "$MERGE_OLD" ] || exit 3
if [ "$now" = none ]; then
    cp -p "$MERGE_LIKE" "$fresh" || fail "$fresh cannot be written."
else
    if [ ! -e "$kept/$MERGE_KEY.mine" ]; then
        { cp -p "$file" "$kept/$MERGE_KEY.part" && mv -f "$kept/$MERGE_KEY.part" "$kept/$MERGE_KEY.mine"; } ||
            fail "The original of $file cannot be kept."
    fi
    cp -p "$file" "$fresh" || fail "$fresh cannot be written."
fi
printf '%s' "$file" >"$kept/$MERGE_KEY.path" || fail "$kept cannot be written."
cat <&3 >"$fresh" || fail "$fresh cannot be written."
[ "$(sum "$fresh")" = "$MERGE_NEW" ] || { rm -f "$fresh"; fail "$fresh did not arrive whole."; }
[ "$(sum "$file")" = "$MERGE_OLD" ] || { rm -f "$fresh"; exit 3; }
mv -f "$fresh" "$file" || fail "$file cannot be replaced."
