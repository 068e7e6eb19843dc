# shellcheck shell=sh disable=SC2154
# Stands between a step and the world: claims the start, runs the step in a session of its own, and leaves its exit code.
# supervisor supervise SHELL UMASK KIND MARK MOST
# supervisor step      SHELL UMASK KIND
shell=$2
mask=$3
kind=$4

step() {
    exec 2>&1
    process $$
    printf '%s %s\n' "$$" "$ticks" >group.new && mv -f group.new group
    [ "$kind" != terminal ] || stty cols 200 rows 50 2>/dev/null
    umask "$mask"
    here=$PWD
    cd 2>/dev/null || cd / || exit
    exec "$shell" "$here/script"
}

# The finished pid file is linked into place, so that of several supervisors one goes on; the room for the exit code is taken
# before, so that a disk that fills up cannot lose it.
claim() {
    process $$
    began=$ticks
    boot
    printf '%s %s %s\n' "$$" "$ticks" "$booted" >"pid.$$" && [ -s "pid.$$" ] &&
        printf '%-120s\n' . >"rc.$$" && [ -s "rc.$$" ] &&
        ln "pid.$$" pid
}

# All that the step has written, wherever it lies, and its exit code. No longer than five minutes: another disk may hang.
settle() {
    timeout 300 sync 2>/dev/null
    case $? in
    0 | 124 | 143) ;;
    *) sync ;;
    esac
}

supervise() {
    case $kind in
    plain) setsid "$shell" ./supervisor step "$shell" "$mask" "$kind" ;;
    prompts) setsid "$shell" ./supervisor step "$shell" "$mask" "$kind" 0<>input ;;
    terminal)
        quiet=
        case $(script --help 2>&1) in *--echo*) quiet='--echo never' ;; esac
        # shellcheck disable=SC2086 # two words or none
        TERM=dumb setsid script -qefc "exec '$shell' ./supervisor step '$shell' '$mask' '$kind'" $quiet /dev/null 0<>input
        ;;
    esac
}

# Outside of this folder, so that nothing keeps its disk busy for a moment longer than the step.
rest() (
    cd / && { sleep "$1" || exec sleep 1; }
)

# Sets `bytes`, and `grown`: by how much the log grew since the last look.
measure() {
    before=$bytes
    # shellcheck disable=SC2012,SC2046 # these are fields, and it reads nothing of the log
    set -- $(LC_ALL=C ls -ln log 2>/dev/null)
    bytes=${5:-$before}
    grown=$((bytes - before))
}

# Whether the log has its largest size (`verdict` 75), or takes what is left of the disk (76): free is less than an eighth
# of it and what may come until the next looks.
too_much() {
    verdict=75
    [ "$bytes" -le "$most" ] || return 0
    verdict=76
    [ "$grown" -gt 0 ] && [ "$bytes" -gt "$plenty" ] || return 1
    free=$(df -Pk . 2>/dev/null | {
        read -r _
        read -r _ _ _ free _
        printf '%s' "$free"
    })
    [ -n "$free" ] && [ $((free * 1024)) -lt $((bytes / 8 + 2 * grown)) ]
}

# Looks at the log twice a second, more often while much is printed, as long as the step or its supervisor lives. Ends the
# step's process group when it prints too much: TERM, then KILL after ten seconds, or as soon as it has printed plenty more.
guard() {
    unset HANDRAIL_STEP
    exec >/dev/null 2>&1
    plenty=16777216
    bytes=0
    grown=0
    while :; do
        if [ "$grown" -gt 1048576 ]; then rest 0.1; else rest 0.5; fi
        if [ -e group ]; then
            read -r leader leader_ticks <group
            live "$leader" "$leader_ticks" || exit 0
        else
            live $$ "$began" || exit 0
        fi
        measure
        ! too_much || break
    done
    trap '' TERM
    kill -TERM "-$leader"
    end=$((bytes + plenty))
    tenths=0
    while kill -0 "-$leader" 2>/dev/null; do
        if [ "$tenths" -ge 100 ] || [ "$bytes" -gt "$end" ]; then
            kill -KILL "-$leader"
        fi
        rest 0.1
        tenths=$((tenths + 1))
        measure
    done
    exit "$verdict"
}

if [ "$1" = step ]; then
    step
fi
[ ! -e pid ] || exit 0
exec </dev/null >>log 2>>supervisor.err
unset SSH_CONNECTION SSH_CLIENT SSH_TTY SSH_AUTH_SOCK SSH_ORIGINAL_COMMAND
unset XDG_RUNTIME_DIR XDG_SESSION_ID DBUS_SESSION_BUS_ADDRESS
most=$6
claim || {
    rm -f "pid.$$" "rc.$$"
    exit 74
}
# From here on the start is known after a power cut, too; only then the step may begin.
durable pid script . .. ../..
clock
times="$up $now"
HANDRAIL_STEP=$5
export HANDRAIL_STEP
guard &
guard=$!
supervise
code=$?
unset HANDRAIL_STEP
clock
times="$times $up $now"
kill "$guard" 2>/dev/null
wait "$guard" 2>/dev/null
verdict=$?
bytes=$(wc -c <log)
space=ok
{ printf x >full.new && [ -s full.new ]; } 2>/dev/null || space=nospace
case $verdict in
75) space=limit ;;
76) space=filling ;;
esac
printf '%s %s %s %s\n' "$code" "$((bytes))" "$space" "$times" 1<>"rc.$$"
settle
mv -f "rc.$$" rc
rm -f "pid.$$" full.new
durable .
