# shellcheck shell=sh disable=SC2154
# Runs in the copy and proves that nothing of the live server can be reached from there. Given: COPY_NAME, COPY_TOKEN (a file that
# the live server has now), COPY_FOLDER. Prints what can be reached, one a line.
set -u
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
LC_ALL=C
export PATH LC_ALL

reached() {
    printf '@@reached\t%s\t%s\n' "$1" "$2"
}

[ "$(cat /etc/handrail-copy 2>/dev/null)" = "$COPY_NAME" ] || {
    reached shell "$(uname -n)"
    exit 0
}
while IFS=: read -r device rest; do
    device=$(printf '%s' "$device" | tr -d ' ')
    case $rest:$device in :* | *:lo) continue ;; esac
    reached network "$device"
done <<EOF
$(sed 1,2d /proc/net/dev)
EOF
[ "$(wc -l </proc/net/route)" -le 1 ] || reached network route
! grep -qv -e ' lo$' /proc/net/ipv6_route 2>/dev/null || reached network route
while read -r _ point kind _; do
    case $kind in
    overlay | proc | sysfs | cgroup | cgroup2 | devpts | mqueue | tmpfs | ramfs | hugetlbfs | debugfs | tracefs | securityfs | pstore | bpf | configfs | fusectl | autofs | binfmt_misc) ;;
    *) case $point in /run/host/os-release | /run/host/incoming | /run/host/*) ;; *) reached mount "$point ($kind)" ;; esac ;;
    esac
done </proc/self/mounts
for device in /dev/sd* /dev/vd* /dev/xvd* /dev/nvme* /dev/loop* /dev/dm-* /dev/md* /dev/mapper/* /dev/mem /dev/kmsg; do
    [ ! -b "$device" ] || reached device "$device"
done
[ ! -e "$COPY_TOKEN" ] || reached file "$COPY_TOKEN"
[ ! -e "$COPY_FOLDER" ] || reached file "$COPY_FOLDER"
printf '@@proved\t%s\n' "$COPY_NAME"
