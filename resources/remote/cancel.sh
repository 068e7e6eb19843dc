# shellcheck shell=sh disable=SC2154
# Ends a step: TERM to its process group, KILL after `grace` tenths of a second. Then lists what is left of it.

left() {
    grep -lszx "HANDRAIL_STEP=$run/$name" /proc/[0-9]*/environ 2>/dev/null | while IFS=/ read -r _ _ number _; do
        process "$number" || continue
        case $state in [ZX]*) continue ;; esac
        say "survivor $number $(tr '\0\n' '  ' <"/proc/$number/cmdline" 2>/dev/null | cut -c 1-200)"
    done
}

# wait_for FILE TENTHS: no longer than there is someone to write it.
wait_for() {
    waited=0
    while [ ! -e "$1" ] && [ ! -e rc ] && [ "$waited" -lt "$2" ] && supervised; do
        sleep 0.1 2>/dev/null || sleep 1
        waited=$((waited + 1))
    done
    [ -e "$1" ]
}

# Whether the step's process group is the one that was started.
grouped() {
    supervised && live "$leader" "$leader_ticks"
}

if ! enter; then
    say none
    exit 0
fi
if ! begun; then
    say not-started
    exit 0
fi
wait_for group 50
if [ ! -e rc ] && [ -e group ]; then
    read -r leader leader_ticks <group
    if grouped; then
        kill -TERM "-$leader" 2>/dev/null
        wait_for rc "$grace" || { grouped && kill -KILL "-$leader" 2>/dev/null; }
    fi
    wait_for rc 50
fi
ended || { [ ! -e rc ] && supervised && say "running $(log_bytes)"; } || lost
left
exit 0
