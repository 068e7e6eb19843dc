# shellcheck shell=sh disable=SC2034,SC2154
# Shared by the scripts that make, enter and remove the copy of this server. Given: COPY_FOLDER (Handrail's folder for copies, root's own).
# They answer in lines with `@@` and fields between tabs.
set -u
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
LC_ALL=C
export PATH LC_ALL
mask=$(umask)
umask 077
tab=$(printf '\t')
# As the kernel names it: the folder above may be a link.
COPY_FOLDER=$(readlink -f "${COPY_FOLDER%/*}")/${COPY_FOLDER##*/}
root=$COPY_FOLDER/disk/root

say() {
    printf '@@%s\t%s\n' "$1" "$2"
}

# fail KEY DETAIL: the caller removes what there is.
fail() {
    say failed "$1$tab$(printf '%s' "$2" | tr '\t\n' '  ' | cut -c1-400)"
    exit 1
}

# Why the copy with this name ended by itself: memory, disk or load; nothing if it did not.
ended_why() {
    read -r ended why 2>/dev/null </run/handrail-copy.ended && [ "$ended" = "$1" ] && printf '%s' "$why"
}

unit_of() {
    printf 'handrail-copy-%s.service' "$1"
}

# The name of the copy that is there, or nothing.
copy_name() {
    name=$(cat "$COPY_FOLDER/name" 2>/dev/null) || return 1
    case $name in '' | *[!0-9a-f]*) return 1 ;; esac
    printf '%s' "$name"
}

runs() {
    case $(systemctl show -p ActiveState --value "$(unit_of "$1")" 2>/dev/null) in
    active | activating | deactivating | reloading) ;;
    *) return 1 ;;
    esac
}

# Process 1 of the copy, as this server counts; nothing if the copy does not run.
find_leader() {
    main=$(systemctl show -p MainPID --value "$(unit_of "$1")" 2>/dev/null)
    case $main in '' | 0 | *[!0-9]*) return 1 ;; esac
    if [ -r "/proc/$main/task/$main/children" ]; then
        read -r children <"/proc/$main/task/$main/children" || [ -n "$children" ] || return 1
    else
        children=$(awk -v main="$main" '/^Pid:/ { own = $2 } /^PPid:/ && $2 == main { print own }' /proc/[0-9]*/status 2>/dev/null)
    fi
    for child in $children; do
        awk '/^NSpid:/ && NF > 2 && $NF == 1 { first = 1 } END { exit !first }' "/proc/$child/status" 2>/dev/null || continue
        printf '%s' "$child"
        return 0
    done
    return 1
}

# The file systems of this server that belong into a copy, as their mount points: local ones, without containers of other programs.
local_mounts() {
    while read -r _ point kind _; do
        case $kind in
        ext[234] | xfs | btrfs | f2fs | jfs | zfs | bcachefs) ;;
        overlay) [ "$point" = / ] || continue ;;
        *) continue ;;
        esac
        point=$(printf '%b' "$point")
        case $point/ in
        "$COPY_FOLDER"/* | /boot/* | /run/* | /proc/* | /sys/* | /dev/* | /tmp/* | /snap/*) continue ;;
        /var/lib/docker/* | /var/lib/containers/* | /var/lib/containerd/* | /var/lib/kubelet/*) continue ;;
        esac
        [ -d "$point" ] && printf '%s\n' "$point"
    done </proc/self/mounts | sort -u
}

# Removes the files and mounts of a copy that has ended; nothing of the server itself lies below the folder. Says what is left.
remove_files() {
    tries=0
    while :; do
        awk -v folder="$COPY_FOLDER/" 'index($2, folder) == 1 { print length($2), $2 }' /proc/self/mounts |
            sort -rn | while read -r _ point; do umount "$(printf '%b' "$point")" 2>/dev/null; done
        grep -q " $COPY_FOLDER/" /proc/self/mounts || break
        tries=$((tries + 1))
        [ "$tries" -lt 50 ] || fail busy "$(grep " $COPY_FOLDER/" /proc/self/mounts | cut -d' ' -f2 | tr '\n' ' ')"
        sleep 0.2
    done
    rmdir "$COPY_FOLDER/disk" 2>/dev/null
    for file in disk.img name owner proxy.py proxy proxy.new backup ended.sh watch.sh; do
        rm -f "$COPY_FOLDER/$file"
    done
    rmdir "$COPY_FOLDER" 2>/dev/null
    [ ! -e "$COPY_FOLDER" ] || fail left "$COPY_FOLDER"
}

# Ends the copy and removes all that it consists of.
remove_copy() {
    if name=$(copy_name); then
        for unit in "$(unit_of "$name")" "copy-$name.scope" "handrail-copy-$name-proxy.service" "handrail-copy-$name-watch.service"; do
            systemctl kill --kill-who=all --signal=KILL "$unit" 2>/dev/null
            systemctl stop "$unit" 2>/dev/null
        done
    fi
    [ ! -e "$COPY_FOLDER" ] || remove_files
}
