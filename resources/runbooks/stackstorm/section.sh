# shellcheck shell=sh
# Adds the sections to st2.conf without which the new services do not start.
set -u
conf=/etc/st2/st2.conf
fresh=$HR_HOP_WORK/st2.conf.fresh
# add SECTION KEY VALUE: unless the key is there.
add() {
    [ -z "$(st_conf "$1" "$2")" ] || return 0
    if grep -q "^\[$1\]" "$conf"; then
        sed "s|^\[$1\]|&\n$2 = $3|" "$conf" >"$fresh"
    else
        { cat "$conf" && printf '\n[%s]\n%s = %s\n' "$1" "$2" "$3"; } >"$fresh"
    fi
    replace_file "$conf" "$fresh" || die "$conf could not be written."
    echo "[$1] $2 = $3"
}
umask 077
say "Sections of $conf"
if version_at_least "$HR_TO" 2.8.0; then add workflow_engine logging /etc/st2/logging.workflowengine.conf; fi
if version_at_least "$HR_TO" 2.9.0; then add timersengine logging /etc/st2/logging.timersengine.conf; fi
echo 'they are all there'
