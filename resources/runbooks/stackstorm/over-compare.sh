# shellcheck shell=sh
# On the new server: is all there that was on the old one? Numbers and names are kept for later, when the copies are removed.
set -u
kept=$HR_WORK/carried
list=$(find "$HR_WORK/copies" -name packs.list 2>/dev/null | first_line)
if [ -n "$list" ]; then
    carry=$(dirname "$list")
    mkdir -p "$kept"
    cut -f 1 "$list" >"$kept/packs" || die "$kept cannot be written."
    cp "$carry/keys.count" "$carry/rules.count" "$kept/" || die "$kept cannot be written."
fi
[ -s "$kept/keys.count" ] || die 'What was carried over is not here.'
say 'Keys'
now=$(st_keys 2>/dev/null | grep -c '^ *"name":')
echo "$(cat "$kept/keys.count") on the old server, $now here"
[ "$now" -ge "$(cat "$kept/keys.count")" ] || die 'Keys are missing.'
say 'Packs'
while IFS= read -r name; do
    [ -d "/opt/stackstorm/packs/$name" ] || die "The pack $name is missing."
    echo "$name"
done <"$kept/packs"
say 'Rules'
echo "$(cat "$kept/rules.count" 2>/dev/null) on the old server, $(st2 rule list -j 2>/dev/null | grep -c '"ref":') here"
say 'An action'
st2 run core.local -- date -R | tee "$HR_WORK/core.local"
grep -q 'status: succeeded' "$HR_WORK/core.local" || die 'The action core.local did not succeed.'
say 'Verified: all keys and packs are on the new server'
