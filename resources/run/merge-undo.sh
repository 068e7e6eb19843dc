# shellcheck shell=sh
# Puts back the files that a merge step has replaced, and keeps what it takes away beside the originals.
# A merge step keeps for its file number N: N.path (where it stands), N.mine (the original).
kept=$HR_HOP_WORK/merged-${HR_STEP#undo-}
if [ ! -d "$kept" ]; then
    say "No file was replaced."
    exit 0
fi
for name in "$kept"/*.path; do
    [ -f "$name" ] || continue
    path=$(cat "$name")
    mine=${name%.path}.mine
    if [ -e "$path" ]; then
        cp -p "$path" "${name%.path}.taken-back" || die "Cannot keep $path as it is now."
    fi
    cp -p "$mine" "$path.handrail-new" || die "Cannot write beside $path."
    mv -f "$path.handrail-new" "$path" || die "Cannot put back $path."
    say "$path is as it was."
done
