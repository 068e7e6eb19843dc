# shellcheck shell=sh
# Puts back the files that a merge step has replaced, and keeps what it takes away beside the originals.
# A merge step keeps for each file: *.path (where it stands), *.mine (the original, if there was one).
kept=$HR_HOP_WORK/merged-${HR_STEP#undo-}
if [ ! -d "$kept" ]; then
    say "No file was replaced."
    exit 0
fi
for name in "$kept"/*.path; do
    [ -f "$name" ] || continue
    path=$(cat "$name")
    mine=${name%.path}.mine
    taken=${name%.path}.taken-back
    number=1
    while [ -e "$taken" ]; do
        number=$((number + 1))
        taken=${name%.path}.taken-back-$number
    done
    if [ -e "$path" ] && ! cmp -s "$path" "$mine"; then
        cp -p "$path" "$taken" || die "Cannot keep $path as it is now."
    fi
    if [ ! -e "$mine" ]; then
        rm -f "$path" || die "Cannot remove $path."
        say "$path is gone, as it was."
        continue
    fi
    [ ! -L "$path.handrail-new" ] || die "$path.handrail-new is a symbolic link."
    rm -f "$path.handrail-new"
    cp -p "$mine" "$path.handrail-new" || die "Cannot write beside $path."
    mv -f "$path.handrail-new" "$path" || die "Cannot put back $path."
    say "$path is as it was."
done
