# shellcheck shell=sh disable=SC2154
# Writes a merged configuration file: its new text comes on descriptor 3. The functions of place.sh stand in front.
# MERGE_FILE: the file. MERGE_OLD: the SHA-256 it must still have, or `none` where it must not be there yet.
# MERGE_NEW: the SHA-256 of the new text. MERGE_KEY: a name for the file.
# MERGE_LIKE: the file whose owner and mode a file gets that is new.
# Exit code 3: the file has changed meanwhile.
umask 077
kept=$HR_HOP_WORK/merged-$HR_STEP
sum() {
    sha256sum <"$1" | cut -d' ' -f1
}
mkdir -p "$kept" || hr_place_refuse "$kept cannot be made."
place_find "$MERGE_FILE"
place_open
file=$place_folder/$place_name
now=none
! place_take || now=$(sum ./old)
[ "$now" != "$MERGE_NEW" ] || exit 0
[ "$now" = "$MERGE_OLD" ] || exit 3
if [ "$now" = none ]; then
    hr_place_copy "$MERGE_LIKE" ./new
else
    if [ ! -e "$kept/$MERGE_KEY.mine" ]; then
        { cp -p ./old "$kept/$MERGE_KEY.part" && mv -f "$kept/$MERGE_KEY.part" "$kept/$MERGE_KEY.mine"; } ||
            hr_place_refuse "The original of $file cannot be kept."
    fi
    hr_place_copy ./old ./new
fi
{ printf '%s' "$file" >"$kept/$MERGE_KEY.path" && printf '%s %s\n' "$MERGE_OLD" "$MERGE_NEW" >"$kept/$MERGE_KEY.sums"; } ||
    hr_place_refuse "$kept cannot be written."
cat <&3 >./new || hr_place_refuse "$file cannot be written."
[ "$(sum ./new)" = "$MERGE_NEW" ] || hr_place_refuse "The new text of $file did not arrive whole."
if [ "$now" = none ]; then
    mv -n -T ./new "../$place_name" || hr_place_refuse "$file cannot be made."
    [ ! -e ./new ] || exit 3
    exit 0
fi
[ "$(sum ./mine)" = "$MERGE_OLD" ] || exit 3
place_put
