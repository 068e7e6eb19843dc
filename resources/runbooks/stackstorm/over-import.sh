# shellcheck shell=sh disable=SC2154
# On the new server: crypto key, packs, their configuration and all keys.
set -u
umask 077
list=$(find "$HR_WORK/copies" -name packs.list 2>/dev/null | first_line)
[ -n "$list" ] || die 'What was carried over is not here.'
carry=$(dirname "$list")
from=$F_VERSION

if [ -f "$carry/datastore_key.json" ]; then
    key=$(st_conf keyvalue encryption_key_path)
    key=${key:-/etc/st2/keys/datastore_key.json}
    if ! cmp -s "$carry/datastore_key.json" "$key"; then
        say "Putting the old crypto key to $key"
        mkdir -p "$(dirname "$key")"
        (
            place_find "$key"
            place_open
            ! place_take || [ -e "../$place_name.before-$HR_RUN" ] || mv -n -T ./old "../$place_name.before-$HR_RUN" ||
                die 'The key of the new server cannot be kept.'
            cat "$carry/datastore_key.json" >./new || die 'It cannot be written.'
            chown "$(stat -c %U:%G ..)" ./new 2>/dev/null
            chmod 640 ./new
            place_put
        ) || exit 1
        st2ctl restart || die 'st2ctl restart failed.'
    fi
fi

say 'Packs'
if [ -f "$carry/configs.tar" ]; then tar -C /opt/stackstorm -xf "$carry/configs.tar" || die 'The configuration of packs cannot be unpacked.'; fi
while IFS="$TAB" read -r name url; do
    if [ -d "/opt/stackstorm/packs/$name" ]; then
        echo "$name is there"
        continue
    fi
    if [ "$url" = bundle ]; then
        mkdir -p "/opt/stackstorm/handrail-packs"
        chmod 755 /opt/stackstorm/handrail-packs
        url=file:///opt/stackstorm/handrail-packs/$name
        [ -d "${url#file://}" ] || (umask 022 && git clone -q "$carry/packs/$name.bundle" "${url#file://}") || die "The pack $name cannot be unpacked."
    fi
    if version_at_least "$HR_TO" 2.1.0; then
        st2 pack install "$url" </dev/null || die "The pack $name cannot be installed from $url."
    else
        st2 run packs.install "packs=$name" "repo_url=$url" </dev/null || die "The pack $name cannot be installed from $url."
    fi
done <"$list"

say 'Keys'
python3 -B - "$from" "$HR_TO" "$carry" <<'PYTHON' || die 'The keys cannot be made ready.'
import glob, json, os, sys
number = lambda text: [int("".join(c for c in part if c.isdigit()) or 0) for part in text.split(".")]
before, after, carry = number(sys.argv[1]), number(sys.argv[2]), sys.argv[3]
keys = []
for name in sorted(glob.glob(os.path.join(carry, "keys*.json"))):
    with open(name) as file:
        keys += json.load(file)
for key in keys:
    if before < [1, 5]:
        key.setdefault("scope", "system")
        key.setdefault("secret", False)
    scope = key.get("scope") or "system"
    if after >= [2, 1] and not scope.startswith("st2kv."):
        scope = "st2kv." + scope
    key["scope"] = scope
    if key.get("secret") and after < [3, 0]:
        key["encrypted"] = False
with open(os.path.join(carry, "kv_file.json"), "w") as file:
    json.dump(keys, file, indent=2)
print("%d keys" % len(keys))
PYTHON
st2 key load "$carry/kv_file.json" || die 'st2 key load failed.'
say 'All is loaded'
