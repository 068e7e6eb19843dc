# shellcheck shell=sh disable=SC2154
# Makes a bootable copy of this server beside it, in a network of its own, and boots it. The text of common.sh stands before it.
# Given: COPY_NAME (12 hexadecimal digits), COPY_WHO, COPY_BASE (Handrail's own folder here, empty in the copy), COPY_LIFE (seconds),
# COPY_PROXY (the text of proxy.py), COPY_ENDED (common.sh and ended.sh), COPY_WATCH (common.sh and watch.sh).
made=other

# What is half made is of no use, also when nobody listens any more.
trap '[ -n "$made" ] || remove_copy >/dev/null 2>&1' EXIT
trap 'exit 1' HUP INT TERM PIPE

[ "$(id -u)" = 0 ] || fail root "$(id -un)"
for program in systemd-nspawn systemd-run nsenter setpriv flock chroot mkfs.ext4 awk truncate; do
    command -v "$program" >/dev/null || fail missing "$program"
done
[ -d /run/systemd/system ] || fail missing systemd
exec 9>/run/handrail-copy.lock
flock -n 9 || fail held "$(cat "$COPY_FOLDER/owner" 2>/dev/null)"
if other=$(copy_name) && runs "$other"; then
    fail held "$(cat "$COPY_FOLDER/owner" 2>/dev/null)"
fi
# A server in the middle of a run is no server to copy.
{ read -r run && read -r who; } 2>/dev/null <"$COPY_BASE/lock/owner" && [ -n "$run" ] && fail locked "$who"
made=
[ ! -e "$COPY_FOLDER" ] || remove_copy
mkdir -m 711 "$COPY_FOLDER" 2>/dev/null || fail folder "$COPY_FOLDER"
{
    printf '%s\n' "$COPY_NAME" >"$COPY_FOLDER/name" &&
        printf '%s, since %s\n' "$COPY_WHO" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" >"$COPY_FOLDER/owner"
} || fail space "$COPY_FOLDER"
{ cd "$COPY_FOLDER" && mkdir -m 711 disk; } || fail folder "$COPY_FOLDER"

# What the copy writes lies on a sparse file, which leaves a tenth of the disk and 1 GiB to the server; else in memory.
free=$(df -Pk . | awk 'NR == 2 { print $4 }')
whole=$(df -Pk . | awk 'NR == 2 { print $2 }')
kept=$((whole / 10 > 1048576 ? whole / 10 : 1048576))
size=$((free - kept))
[ "$size" -gt 524288 ] || fail space "$COPY_FOLDER"
disk_file() {
    truncate -s "${size}K" disk.img && mkfs.ext4 -q -F -m 0 disk.img && mount -o loop disk.img disk
}
if disk_file 2>/dev/null; then
    say disk "file$tab$size"
else
    rm -f disk.img
    size=$(awk '/^MemAvailable:/ { print int($2 / 2) }' /proc/meminfo)
    [ "$size" -gt 524288 ] || fail memory "$size"
    mount -t tmpfs -o "size=${size}k,mode=711" handrail-copy disk || fail disk "$COPY_FOLDER/disk"
    say disk "memory$tab$size"
fi
chmod 711 disk
mkdir -m 755 disk/root

number=0
for point in $(local_mounts | tr ' ' '\001'); do
    point=$(printf '%s' "$point" | tr '\001' ' ')
    number=$((number + 1))
    mkdir "disk/upper$number" "disk/work$number" || fail space "$COPY_FOLDER/disk"
    # The top folder of an overlay is that of its upper part.
    chown --reference="$point" "disk/upper$number"
    chmod --reference="$point" "disk/upper$number"
    [ -d "$root$point" ] || continue
    lower=$(printf '%s' "$point" | sed 's/[:,\\]/\\&/g')
    error=$(mount -t overlay handrail-copy -o "lowerdir=$lower,upperdir=$COPY_FOLDER/disk/upper$number,workdir=$COPY_FOLDER/disk/work$number" \
        "$root$point" 2>&1) || fail overlay "$point: $error"
    say copied "$point"
done
[ -x "$root/bin/sh" ] || fail overlay /

# What the server has mounted from elsewhere, or for other programs, is not there.
awk '$3 ~ /^(nfs|nfs4|cifs|smb3|ceph|9p|glusterfs|afs|fuse[.].*|iso9660|vfat|exfat|ntfs3?|squashfs)$/ { print $2 " (" $3 ")" }' /proc/self/mounts |
    while read -r foreign; do say absent "$foreign"; done

# processes NAME...: the numbers of the processes whose program has one of these names.
processes() {
    for entry in /proc/[0-9]*; do
        program=$(readlink "$entry/exe" 2>/dev/null) || continue
        program=${program% (deleted)}
        for wanted in "$@"; do
            [ "${program##*/}" != "$wanted" ] || printf '%s\n' "${entry#/proc/}"
        done
    done
}

# Whether the process belongs to this server, not to a container on it.
is_own() {
    [ "$(readlink "/proc/$1/ns/pid")" = "$(readlink /proc/self/ns/pid)" ] && [ "$(stat -Lc %d:%i "/proc/$1/root")" = "$(stat -Lc %d:%i /)" ]
}

# Containers stay with the server, and so do the databases in them.
[ -z "$(processes conmon containerd-shim containerd-shim-runc-v2 docker-proxy)" ] || say absent "containers (Docker, Podman)"

# in_copy SCRIPT ARGUMENT...: on the files of the copy, where no link of the server leads back to the server.
in_copy() {
    script=$1
    shift
    (umask 022 && cd / && chroot "$root" /bin/sh -c "$script" sh "$@")
}

# empty_folder PATH OWNER: in the copy.
empty_folder() {
    # shellcheck disable=SC2016 # the shell in the copy reads it
    in_copy 'rm -rf -- "$1" && mkdir -p -- "$1" && chown "$2:" "$1" && chmod 700 "$1"' "$1" "$2" || fail space "$1"
}

# place_in PATH: where a path of the copy lies, without a link in it.
place_in() {
    # shellcheck disable=SC2016
    printf '%s%s' "$root" "$(in_copy 'readlink -f -- "$1"' "$1")"
}

# put_file PATH LIKE: the file `backup` becomes this one in the copy, with the owner and mode that LIKE has on the server.
put_file() {
    # shellcheck disable=SC2016
    in_copy 'rm -f -- "$1" "$1-wal" "$1-shm" && cat >"$1" && chown "$2" "$1" && chmod "$3" "$1"' "$1" "$(stat -c %u:%g "$2")" \
        "$(stat -c %a "$2" | tail -c 4)" <"$COPY_FOLDER/backup" || fail space "$1"
    rm -f "$COPY_FOLDER/backup"
}

# A running database is copied by its own tool, consistent: its files change beneath the overlay.
copy_postgresql() {
    data=$(readlink "/proc/$1/cwd") || data=
    [ -s "$data/postmaster.pid" ] || fail postgresql "$1"
    owner=$(stat -c %U "$data")
    port=$(sed -n 4p "$data/postmaster.pid")
    socket=$(sed -n 5p "$data/postmaster.pid")
    socket=${socket%%,*}
    tool=$(readlink "/proc/$1/exe")
    tool=${tool% (deleted)}
    tool=${tool%/*}/pg_basebackup
    [ -x "$tool" ] || tool=$(command -v pg_basebackup) || fail postgresql "$data: pg_basebackup"
    empty_folder "$data" "$owner"
    place=$(place_in "$data")
    set -- -D "$place" -X stream -c fast -w -p "$port"
    [ -z "$socket" ] || set -- "$@" -h "$socket"
    for link in "$data"/pg_tblspc/*; do
        [ -h "$link" ] || continue
        space=$(readlink "$link")
        empty_folder "$space" "$owner"
        set -- "$@" -T "$space=$(place_in "$space")"
    done
    error=$(cd / && setpriv --reuid "$owner" --regid "$(stat -c %G "$data")" --init-groups "$tool" "$@" 2>&1 </dev/null) ||
        fail postgresql "$data: $error"
    for link in "$place"/pg_tblspc/*; do
        [ ! -h "$link" ] || ln -sfn "$(readlink "$link" | sed "s|^$root||")" "$link"
    done
    rm -f "$place/postmaster.pid"
    say database "PostgreSQL $data$tab$(du -sk "$place" | cut -f1)"
}

copy_redis() {
    port=$(tr '\0' ' ' <"/proc/$1/cmdline" | sed -n 's/.*:\([0-9][0-9]*\) .*/\1/p')
    folder=$(readlink "/proc/$1/cwd")
    owner=$(stat -c %u:%g "/proc/$1")
    tool=$(command -v redis-cli || command -v valkey-cli) || fail redis "$folder: redis-cli"
    secret=$(sed -n 's/^ *requirepass  *"\{0,1\}\([^" ]*\)"\{0,1\} *$/\1/p' /etc/redis/redis.conf /etc/redis.conf /etc/valkey/valkey.conf 2>/dev/null | tail -1)
    [ -z "$secret" ] || export REDISCLI_AUTH="$secret"
    set -- "$tool" -p "${port:-6379}"
    file=$("$@" config get dbfilename 2>/dev/null | sed -n 2p)
    error=$("$@" --rdb "$COPY_FOLDER/backup" 2>&1)
    appends=$("$@" config get appendonly 2>/dev/null | sed -n 2p)
    unset REDISCLI_AUTH
    [ -s "$COPY_FOLDER/backup" ] || fail redis "$folder: $error"
    size=$(du -k "$COPY_FOLDER/backup" | cut -f1)
    # shellcheck disable=SC2016
    in_copy 'cd "$1" && rm -rf -- "$2" appendonlydir appendonly.aof* && cat >"$2" && chown "$3" "$2" && chmod 640 "$2"' \
        "$folder" "${file:-dump.rdb}" "$owner" <"$COPY_FOLDER/backup" || fail space "$folder"
    rm -f "$COPY_FOLDER/backup"
    # With a log, Redis reads nothing else at its start.
    [ "$appends" != yes ] || say notice "redis-append$tab$folder"
    say database "Redis $folder$tab$size"
}

for pid in $(processes postgres postmaster); do
    is_own "$pid" || continue
    parent=$(awk '/^PPid:/ { print $2 }' "/proc/$pid/status")
    case $(readlink "/proc/$parent/exe") in */postgres | */postmaster) continue ;; esac
    copy_postgresql "$pid"
done
for pid in $(processes redis-server redis-check-rdb valkey-server); do
    ! is_own "$pid" || copy_redis "$pid"
done
for pid in $(processes mongod mysqld mariadbd ferretdb cockroach clickhouse-server influxd); do
    ! is_own "$pid" || fail database "$(basename "$(readlink "/proc/$pid/exe")")"
done

# SQLite files that a program of the server has open. A page at a time: no writer waits long.
open_files() {
    for entry in /proc/[0-9]*; do
        is_own "${entry#/proc/}" 2>/dev/null || continue
        for fd in "$entry"/fd/*; do readlink "$fd" 2>/dev/null; done
    done | grep '^/' | grep -v -e '[[:space:]]' -e '^/dev/' -e '^/proc/' | sort -u
}
for file in $(open_files); do
    [ -f "$file" ] || continue
    [ "$(head -c 15 "$file" 2>/dev/null | tr -d '\0')" = "SQLite format 3" ] || continue
    python=$(command -v python3) || fail sqlite "$file: python3"
    error=$("$python" -c '
import sqlite3, sys, urllib.parse
live = sqlite3.connect("file:%s?mode=ro" % urllib.parse.quote(sys.argv[1]), uri=True, timeout=30)
copy = sqlite3.connect(sys.argv[2])
live.backup(copy, pages=2000, sleep=0.05)
copy.close()' "$file" "$COPY_FOLDER/backup" 2>&1) || fail sqlite "$file: $error"
    size=$(du -k "$COPY_FOLDER/backup" | cut -f1)
    put_file "$file" "$file"
    say database "SQLite $file$tab$size"
done

# The copy is a machine of its own. Nothing of it starts by the clock, mounts, or waits for a network.
# shellcheck disable=SC2016
in_copy 'set -e
    name=$1 id=$2 base=$3 folder=$4
    shift 4
    rm -rf -- "$base" "$folder" /etc/machine-id /var/lib/dbus/machine-id /etc/fstab /etc/crypttab /etc/handrail-copy
    printf "%s\n" "$name" >/etc/handrail-copy
    : >/etc/fstab
    printf "%s\n" "$id" >/etc/machine-id
    mkdir -p /etc/systemd/system
    for unit in "$@"; do ln -sfn /dev/null "/etc/systemd/system/$unit"; done' \
    "$COPY_NAME" "$(tr -d - </proc/sys/kernel/random/uuid)" "$COPY_BASE" "$COPY_FOLDER" \
    systemd-networkd-wait-online.service NetworkManager-wait-online.service ifupdown-wait-online.service networking.service \
    systemd-networkd.service NetworkManager.service timers.target cron.service crond.service anacron.service atd.service \
    unattended-upgrades.service docker.service docker.socket containerd.service podman.socket libvirtd.service remote-fs.target \
    systemd-timesyncd.service chrony.service chronyd.service ntp.service ntpd.service systemd-udevd.service systemd-firstboot.service ||
    fail space "$root"
chmod 700 "$COPY_FOLDER" disk

memory=$(awk '/^MemAvailable:/ { print int($2 * 0.8) }' /proc/meminfo)
{
    printf "COPY_FOLDER='%s'\nCOPY_NAME='%s'\n" "$COPY_FOLDER" "$COPY_NAME"
    printf '%s' "$COPY_ENDED"
} >ended.sh || fail space "$COPY_FOLDER"
{
    printf "COPY_FOLDER='%s'\nCOPY_NAME='%s'\nCOPY_KEPT=%s\n" "$COPY_FOLDER" "$COPY_NAME" "$kept"
    printf '%s' "$COPY_WATCH"
} >watch.sh || fail space "$COPY_FOLDER"
rm -f /run/handrail-copy.ended
error=$(systemd-run --quiet --collect --unit="$(unit_of "$COPY_NAME")" -p "RuntimeMaxSec=$COPY_LIFE" -p KillMode=mixed -p TimeoutStopSec=15 \
    -p OOMScoreAdjust=900 -p "ExecStopPost=/bin/sh $COPY_FOLDER/ended.sh" \
    systemd-nspawn -q -D "$root" --machine="copy-$COPY_NAME" --hostname="$(uname -n)" --register=no --private-network --resolv-conf=off \
    --link-journal=no --console=passive --property=CPUWeight=50 --property=IOWeight=50 --property="MemoryMax=${memory}K" -b 2>&1 9>&-) ||
    fail boot "$error"

systemd-run --quiet --collect --unit="handrail-copy-$COPY_NAME-watch.service" -p "RuntimeMaxSec=$COPY_LIFE" \
    /bin/sh "$COPY_FOLDER/watch.sh" 2>/dev/null 9>&-

waited=0
while :; do
    leader=$(find_leader "$COPY_NAME") || leader=
    state=
    [ -z "$leader" ] || state=$(nsenter -t "$leader" -a -- /bin/systemctl is-system-running 2>/dev/null)
    case $state in running | degraded) break ;; esac
    if [ "$waited" -gt 360 ] || ! runs "$COPY_NAME"; then
        fail boot "$(journalctl -q --no-pager -o cat -n 5 -u "$(unit_of "$COPY_NAME")" 2>/dev/null)"
    fi
    waited=$((waited + 1))
    sleep 0.5
done

# Steps that fetch packages reach their sources through this, and nothing else does.
named_sources() {
    {
        cat /etc/apt/sources.list /etc/apt/sources.list.d/* /etc/yum.repos.d/* /etc/pip.conf /etc/xdg/pip/pip.conf /root/.config/pip/pip.conf \
            /root/.pip/pip.conf /etc/npmrc /root/.npmrc /etc/gitconfig /root/.gitconfig
        find /opt /srv /home /usr/local /var/www -maxdepth 4 -path '*/.git/config' -exec cat '{}' +
    } 2>/dev/null | grep -oE 'https?://[^][/"[:space:]<>]+' | sort -u | while IFS= read -r url; do
        place=${url#*://}
        place=${place##*@}
        case $place in *:*) ;; *) case $url in https:*) place=$place:443 ;; *) place=$place:80 ;; esac ;; esac
        printf '%s\n' "$place"
    done
}
# own_names: names under which this server may be known outside; the proxy never connects to them.
own_names() {
    {
        uname -n
        hostname -f
        awk '$1 ~ /^127[.]|^::1$/ { for (i = 2; i <= NF; i++) print $i }' /etc/hosts
        grep -rhoE 'server_name[^;#]+' /etc/nginx | cut -d' ' -f2- | tr ' ' '\n'
        grep -rhiE '^[[:space:]]*Server(Name|Alias)[[:space:]]' /etc/apache2 /etc/httpd | awk '{ for (i = 2; i <= NF; i++) print $i }'
    } 2>/dev/null | tr -d '\t\r"' | grep -E '^[A-Za-z0-9][A-Za-z0-9.-]*$' | sort -u | sed 's/^/-/'
}
if python=$(command -v python3) && printf '%s' "$COPY_PROXY" >proxy.py; then
    # shellcheck disable=SC2046 # addresses have no blanks
    systemd-run --quiet --collect --unit="handrail-copy-$COPY_NAME-proxy.service" -p "RuntimeMaxSec=$COPY_LIFE" -p "BindsTo=$(unit_of "$COPY_NAME")" \
        "$python" "$COPY_FOLDER/proxy.py" "$leader" "$COPY_FOLDER/proxy" $(named_sources) $(own_names) 2>/dev/null 9>&-
    waited=0
    until [ -s proxy ] || [ "$waited" -gt 50 ]; do
        waited=$((waited + 1))
        sleep 0.1
    done
fi
[ -s proxy ] && say fetches proxy
nsenter -t "$leader" -a -- /bin/systemctl list-units --failed --plain --no-legend 2>/dev/null | while read -r unit _; do
    systemctl is-failed --quiet "$unit" || say unit "$unit"
done
say ready "$COPY_NAME"
made=copy
