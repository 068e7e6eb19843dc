# shellcheck shell=sh
# Is the new version there and does an action run? check-st2-ok says it in the installer's own way.
set -u
st2 --version
[ "$(st_client)" = "$HR_TO" ] || die "It should be $HR_TO."
st2ctl status
[ -z "$(st_down)" ] || die 'Not all services run.'
if have check-st2-ok; then
    check-st2-ok
    case $? in
        0) ;;
        1) die 'check-st2-ok says that the self-check failed.' ;;
        2) die 'check-st2-ok says that StackStorm is not installed.' ;;
        *) die 'check-st2-ok failed.' ;;
    esac
fi
st2 run core.local -- date -R | tee "$HR_HOP_WORK/core.local"
grep -q 'status: succeeded' "$HR_HOP_WORK/core.local" || die 'The action core.local did not succeed.'
say "Verified: StackStorm $HR_TO runs"
