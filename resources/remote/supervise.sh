# shellcheck shell=sh disable=SC2154
# Stands between a step and the world: claims the start, runs the step in a session of its own, and leaves its exit code.
# supervisor supervise SHELL UMASK KIND MARK
# supervisor step      SHELL UMASK KIND MARK
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
    boot
    printf '%s %s %s\n' "$$" "$ticks" "$booted" >"pid.$$" && [ -s "pid.$$" ] &&
        printf '%-120s\n' . >"rc.$$" && [ -s "rc.$$" ] &&
        ln "pid.$$" pid
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

if [ "$1" = step ]; then
    step
fi
[ ! -e pid ] || exit 0
exec </dev/null >>log 2>>supervisor.err
unset SSH_CONNECTION SSH_CLIENT SSH_TTY SSH_AUTH_SOCK SSH_ORIGINAL_COMMAND
unset XDG_RUNTIME_DIR XDG_SESSION_ID DBUS_SESSION_BUS_ADDRESS
HANDRAIL_STEP=$5
export HANDRAIL_STEP
claim || {
    rm -f "pid.$$" "rc.$$"
    exit 74
}
supervise
code=$?
bytes=$(wc -c <log)
space=ok
{ printf x >full.new && [ -s full.new ]; } 2>/dev/null || space=nospace
printf '%s %s %s\n' "$code" "$((bytes))" "$space" 1<>"rc.$$"
mv -f "rc.$$" rc
rm -f "pid.$$" full.new
