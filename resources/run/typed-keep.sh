# shellcheck shell=sh disable=SC2154
# Keeps lines that the admin typed, which come on descriptor 3, in the run's private folder. TYPED_KEY: their SHA-256.
umask 077
kept=$HR_HOP_WORK/typed
mkdir -p "$kept" || die "$kept cannot be made."
{ cat <&3 >"$kept/$TYPED_KEY.part" && mv -f "$kept/$TYPED_KEY.part" "$kept/$TYPED_KEY"; } ||
    die "$kept/$TYPED_KEY cannot be written."
