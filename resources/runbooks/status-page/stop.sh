# shellcheck shell=sh
# Stops the three services and sees that nothing of them is left.
set -u
mkdir -p "$HR_HOP_WORK"
if [ ! -e "$HR_HOP_WORK/units.active" ]; then
    for unit in $(sp_units); do
        if systemctl -q is-active "$unit"; then echo "$unit"; fi
    done >"$HR_HOP_WORK/units.active.new"
    mv "$HR_HOP_WORK/units.active.new" "$HR_HOP_WORK/units.active"
fi
for unit in $(sp_units); do
    say "Stopping $unit"
    systemctl stop "$unit" || die "$unit could not be stopped."
done
for unit in $(sp_units); do
    state=$(systemctl is-active "$unit")
    echo "$unit: $state"
    case $state in inactive | failed | unknown) ;; *) die "$unit is $state." ;; esac
done
left=$(grep -laF "$F_PATH/statuspage" /proc/[0-9]*/cmdline 2>/dev/null | while IFS= read -r file; do
    folder=${file%/cmdline}
    [ "${folder#/proc/}" != "$$" ] && { tr '\0' ' ' <"$file"; } 2>/dev/null | grep -E 'gunicorn|manage\.py rq' | sed "s,^,${folder#/proc/} ,"
done)
if [ -n "$left" ]; then
    printf '%s\n' "$left"
    die 'These processes of Status-Page still run; end them, then try again.'
fi
