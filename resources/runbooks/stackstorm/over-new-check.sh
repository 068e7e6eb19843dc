# shellcheck shell=sh
# Is the new server ready: the wanted version, from packages, with nothing of one's own in it yet?
set -u
[ "$(st_installed)" = "$HR_TO" ] || die "The new server has StackStorm $(st_installed), not $HR_TO: install that version from packages first."
st2 --version
st2 action list --pack=core >/dev/null || die 'st2 does not know who you are on the new server (~/.st2/config).'
key=$(st_conf keyvalue encryption_key_path)
echo "crypto key of the datastore: ${key:-none configured}"
here=$(st_keys 2>/dev/null | grep -c '^ *"name":')
echo "keys that are there already: $here"
say 'The new server is ready'
