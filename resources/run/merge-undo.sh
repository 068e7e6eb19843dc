# shellcheck shell=sh disable=SC2154
# Puts back the files that a merge step has replaced, and keeps what it takes away beside the originals.
# A merge step keeps for each file: *.path (where it stands), *.mine (the original, if there was one).
# The functions of place.sh stand in front.
kept=$HR_HOP_WORK/merged-${HR_STEP#undo-}
if [ ! -d "$kept" ]; then
    say "No file was replaced."
    exit 0
fi
# put_back PATH MINE TAKEN
put_back() (
    place_find "$1"
    place_open
    if place_take && ! cmp -s ./old "$2"; then
        cp -p ./old "$3" || hr_place_refuse "Cannot keep $1 as it is now."
    fi
    if [ -e "$2" ]; then
        hr_place_copy "$2" ./new
        place_put
        say "$1 is as it was."
    else
        rm -f "../$place_name" || hr_place_refuse "Cannot remove $1."
        say "$1 is gone, as it was."
    fi
)
for name in "$kept"/*.path; do
    [ -f "$name" ] || continue
    taken=${name%.path}.taken-back
    number=1
    while [ -e "$taken" ]; do
        number=$((number + 1))
        taken=${name%.path}.taken-back-$number
    done
    put_back "$(cat "$name")" "${name%.path}.mine" "$taken" || exit 1
done
