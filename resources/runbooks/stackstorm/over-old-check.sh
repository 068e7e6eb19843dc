# shellcheck shell=sh
# On the old server, before you switch and after a roll-back: does it still do the work, with all its keys? Changes nothing.
set -u
mkdir -p "$HR_HOP_WORK"
before=$HR_HOP_WORK/old.down
if [ "$HR_TO" = "$F_VERSION" ]; then
    warn 'Where other services (webhooks, chat, monitoring, DNS) use the new server already, point them back to this one.'
fi
say 'Services'
st2ctl status
down=$(st_down | { if [ -e "$before" ]; then grep -vxF -f "$before"; else cat; fi; })
[ -z "$down" ] || die "These services do not run: $(printf '%s' "$down" | tr '\n' ' '). Start them (st2ctl start), then run this step again."
say 'Keys'
keys=$(st_keys) || die 'The keys cannot be listed.'
now=$(printf '%s\n' "$keys" | grep -c '^ *"name":')
if [ -e "$HR_HOP_WORK/old.keys" ]; then
    echo "$(cat "$HR_HOP_WORK/old.keys") when they were exported, $now now"
    [ "$now" -ge "$(cat "$HR_HOP_WORK/old.keys")" ] || die 'Keys are missing.'
else
    echo "$now"
fi
say 'The old server does the work'
