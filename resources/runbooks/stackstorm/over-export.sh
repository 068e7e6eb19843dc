# shellcheck shell=sh
# On the old server: writes out all keys, the list of packs and where each comes from, and audit logs. Nothing is changed.
set -u
umask 077
out=$HR_HOP_WORK/carry
rm -rf "$out"
mkdir -p "$out/packs" || die "The folder $out cannot be made."
old=$(st_installed)
old=${old:-$F_VERSION}
# What the old server is compared with later: it stays when the export goes.
{
    echo -
    st_down
} >"$HR_HOP_WORK/old.down"
st_keys | grep -c '^ *"name":' >"$HR_HOP_WORK/old.keys"

say 'Keys'
keys=$out/keys.json
: >"$out/users"
if version_at_least "$old" 2.9.0 || ! version_at_least "$old" 1.5.0; then
    st_keys >"$keys" || die 'The keys cannot be listed.'
else
    # Before 2.9 only one scope is listed at a time, and keys of users only user by user.
    keys=$out/keys-system.json
    st_keys >"$keys" || die 'The keys cannot be listed.'
    st2 key list -s all -j -n 1000000 2>/dev/null | sed -n 's/.*"user": "\([^"][^"]*\)".*/\1/p' | sort -u >"$out/users"
    st_user_keys "$out"
fi
# Until 3.0 a value that is loaded is encrypted anew: secrets must be carried in the clear, in a file that only root can read.
if ! version_at_least "$HR_TO" 3.0.0; then
    st_keys --decrypt >"$keys" || die 'The keys cannot be decrypted: st2 needs an administrator for that.'
    st_user_keys "$out" --decrypt
    warn 'The exported secrets are in the clear, in files that only root can read; they are removed at the end.'
fi
cat "$out"/keys*.json | grep -c '^ *"name":' >"$out/keys.count"
echo "$(cat "$out/keys.count") keys"
key=$(st_conf keyvalue encryption_key_path)
if [ -f "$key" ]; then cp -p "$key" "$out/datastore_key.json"; fi

# pack_git ARGUMENT...: git in the pack, as the pack's owner, whose settings may name programs.
pack_git() {
    as_user "$(stat -c %U "$folder")" git -C "$folder" "$@"
}

say 'Packs'
for folder in /opt/stackstorm/packs/*/; do
    name=$(basename "$folder")
    case $name in core | packs | linux | chatops | default | examples) continue ;; esac
    url=$(pack_git remote get-url origin 2>/dev/null)
    if [ -n "$url" ] && [ -z "$(pack_git status --porcelain 2>/dev/null)" ]; then
        printf '%s\t%s\n' "$name" "$url"
    else
        # Without a repository of its own, or with changes in it: it travels as one.
        work=$(mktemp -d)
        cp -a "$folder." "$work/"
        rm -rf "$work/.git"
        git -C "$work" init -q
        git -C "$work" add -A
        git -C "$work" -c user.name=Handrail -c user.email=handrail@localhost commit -q -m "Pack $name as it was on the old server"
        git -C "$work" bundle create -q "$out/packs/$name.bundle" HEAD || die "The pack $name cannot be packed."
        rm -rf "$work"
        printf '%s\tbundle\n' "$name"
    fi
done >"$out/packs.list"
cat "$out/packs.list"
st2 rule list -j 2>/dev/null | grep -c '"ref":' >"$out/rules.count"
[ ! -d /opt/stackstorm/configs ] || tar -C /opt/stackstorm -cf "$out/configs.tar" configs
say 'All is written out'
