# shellcheck shell=sh
# On the new server: is all there that was on the old one?
set -u
list=$(find "$HR_WORK/copies" -name packs.list 2>/dev/null | first_line)
[ -n "$list" ] || die 'What was carried over is not here.'
carry=$(dirname "$list")
say 'Keys'
now=$(st_keys 2>/dev/null | grep -c '^ *"name":')
echo "$(cat "$carry/keys.count") on the old server, $now here"
[ "$now" -ge "$(cat "$carry/keys.count")" ] || die 'Keys are missing.'
say 'Packs'
while IFS="$TAB" read -r name url; do
    [ -d "/opt/stackstorm/packs/$name" ] || die "The pack $name is missing."
    echo "$name ($url)"
done <"$list"
say 'Rules'
echo "$(cat "$carry/rules.count" 2>/dev/null) on the old server, $(st2 rule list -j 2>/dev/null | grep -c '"ref":') here"
say 'An action'
st2 run core.local -- date -R | tee "$HR_WORK/core.local"
grep -q 'status: succeeded' "$HR_WORK/core.local" || die 'The action core.local did not succeed.'
say 'Verified: all keys and packs are on the new server'
