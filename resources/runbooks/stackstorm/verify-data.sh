# shellcheck shell=sh
# Are all keys and packs still there?
set -u
say 'Keys'
st_keys >"$HR_HOP_WORK/keys.now" || die 'The keys cannot be listed.'
now=$(grep -c '^ *"name":' "$HR_HOP_WORK/keys.now")
before=$(cat "$HR_WORK/keys.before" 2>/dev/null || echo 0)
echo "$before before, $now now"
[ "$now" -ge "$before" ] || die 'Keys are missing.'
say 'Packs'
for folder in "$HR_HOP_WORK"/backup/files/opt/stackstorm/packs/*/; do
    ! before_backup || break
    name=$(basename "$folder")
    [ -d "/opt/stackstorm/packs/$name" ] || die "The pack $name is missing."
    echo "$name"
done
say 'All keys and packs are there'
