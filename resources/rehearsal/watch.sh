# shellcheck shell=sh disable=SC2154
# Watches the server while a copy of it runs, and ends the copy when the server itself runs short. The text of common.sh stands before it.
# Given: COPY_NAME, COPY_KEPT (KiB that stay free on the disk).

# memory_short: less than a twentieth of the memory is left, or less than 64 MiB.
memory_short() {
    awk '/^MemTotal:/ { all = $2 } /^MemAvailable:/ { left = $2 } END { low = all / 20; if (low < 65536) low = 65536; exit !(left < low) }' /proc/meminfo
}

# disk_short: half of what stays free for the server is gone.
disk_short() {
    left=$(df -Pk "$COPY_FOLDER" 2>/dev/null | awk 'NR == 2 { print $4 }')
    [ -n "$left" ] && [ "$left" -lt $((COPY_KEPT / 2)) ]
}

# load_short: more than twenty processes wait for each processor.
load_short() {
    awk -v all="$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)" '{ exit !($1 > all * 20) }' /proc/loadavg
}

# One look may be wrong: what is short for three in a row is short.
last='' times=0
while [ "$(copy_name)" = "$COPY_NAME" ] && runs "$COPY_NAME"; do
    short=''
    for what in memory disk load; do
        ! "${what}_short" || { short=$what && break; }
    done
    [ "$short" = "$last" ] || times=0
    last=$short
    times=$((times + 1))
    if [ -n "$short" ] && [ "$times" -ge 3 ]; then
        printf '%s %s\n' "$COPY_NAME" "$short" >/run/handrail-copy.ended
        systemctl kill --kill-who=all --signal=KILL "copy-$COPY_NAME.scope" 2>/dev/null
        systemctl stop --no-block "$(unit_of "$COPY_NAME")"
        exit 0
    fi
    sleep "${COPY_PAUSE:-5}"
done
