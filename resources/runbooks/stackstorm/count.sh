# shellcheck shell=sh
# Counts the keys while StackStorm still runs, to compare with later.
set -u
mkdir -p "$HR_WORK"
st_keys >"$HR_WORK/keys.json.part" || die 'The keys cannot be listed: does st2 know who you are (~/.st2/config)?'
chmod 600 "$HR_WORK/keys.json.part"
grep -c '^ *"name":' "$HR_WORK/keys.json.part" >"$HR_WORK/keys.before"
rm -f "$HR_WORK/keys.json.part"
say "$(cat "$HR_WORK/keys.before") keys"
