# shellcheck shell=sh
# Gives the lock of this server back, if it is this run's. LOCK_BASE, LOCK_RUN: as in lock.sh.
lock=$LOCK_BASE/lock
run=
read -r run 2>/dev/null <"$lock/owner"
if [ "$run" = "$LOCK_RUN" ]; then
    rm -f "$lock/owner" "$lock"/owner.* "$lock"/heard*
    rmdir "$lock/taking" 2>/dev/null
    rmdir "$lock"
fi
