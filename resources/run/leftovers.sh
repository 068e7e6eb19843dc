# shellcheck shell=sh
# Lists what runs have left on this server, or removes one thing of it. The functions of lib.sh stand in front.
# One line each: `@left`, tab, the run, tab, its kind (backup, folder, file, database or run), tab, its name, tab, its size in KiB
# (empty: not known), tab, why it cannot be removed, tab, whether it is the newest backup of its product (yes or no), tab, why it is kept.
# LEFT_BASE: Handrail's folder here. LEFT_RUN: one run, without its own folder; empty: all runs.
# LEFT_REMOVE: the name of what is to be removed, or empty. LEFT_NEWEST: yes, where it may be the newest backup.
left_sql() {
    (cd / && as_user postgres psql -X -q -A -t -v ON_ERROR_STOP=1 -v name="$1" -d postgres) 2>/dev/null
}

# left_newest PRODUCT: the newest whole backup that there is of it.
left_newest() {
    cat "$LEFT_BASE"/*/work/keeps 2>/dev/null | awk -F "$TAB" -v product="$1" '$1 == "backup" && $4 == product { print $2 }' |
        while IFS= read -r left_backup; do
            [ ! -s "$left_backup/checksums" ] || printf '%s\n' "$left_backup"
        done | tail -n 1
}

# left_named TEXT: whether a process whose command line comes in has the text there. The text stands in no command line of ours.
left_named() {
    left_pattern=$(mktemp) || return 1
    printf '%s\n' "$1" >"$left_pattern"
    xargs grep -lasF -f "$left_pattern" 2>/dev/null | grep -q .
    left_found=$?
    rm -f "$left_pattern"
    return $left_found
}

# left_use RUN KIND NAME CONFIGURATION: why it cannot be removed, or nothing.
left_use() {
    # An owner that is there but not legible may be any run.
    if [ "$1" = "$left_owner" ] || { [ -z "$left_owner" ] && [ -e "$LEFT_BASE/lock/owner" ]; }; then
        echo 'its run is not over'
        return
    fi
    if [ "$2" = database ]; then
        left_clients=$(echo "select count(*) from pg_stat_activity where datname = :'name'" | left_sql "$3")
        if [ "${left_clients:-0}" != 0 ]; then
            echo "$left_clients connections to it are open"
        elif [ -f "$4" ] && grep -qwF -e "$3" "$4"; then
            echo "$4 names it"
        fi
        return
    fi
    for left_link in "${3%/*}"/*; do
        [ ! -L "$left_link" ] || case $(readlink -f "$left_link")/ in "$3"/*)
            echo "$left_link leads to it"
            return
            ;;
        esac
    done
    left_unit=$(grep -rlsF -e "$3/" /etc/systemd/system | first_line)
    if [ -n "$left_unit" ]; then
        echo "$left_unit names it"
    elif find /proc -maxdepth 2 -path '/proc/[0-9]*/cmdline' 2>/dev/null | left_named "$3/" || find /proc/[0-9]*/cwd /proc/[0-9]*/exe -lname "$3/*" 2>/dev/null | grep -q .; then
        echo 'a process works in it'
    fi
}

# left_item RUN KIND NAME WHY MORE: its line, if it is there. MORE: of a backup its product, of a database the product's configuration.
left_item() {
    left_newer=no
    case $2 in
        database)
            left_size=$(echo "select pg_database_size(datname) / 1024 from pg_database where datname = :'name'" | left_sql "$3") || return 0
            [ -n "$left_size" ] || return 0
            ;;
        backup)
            [ -d "$3" ] || return 0
            left_size=$(size_kb "$3" "$3.files.tar")
            [ "$3" != "$(left_newest "$5")" ] || left_newer=yes
            ;;
        *)
            [ -e "$3" ] || return 0
            left_size=$(size_kb "$3")
            ;;
    esac
    if [ "$2" = run ]; then
        left_newer=$(cut -f 4 "$3/work/keeps" 2>/dev/null | sort -u | while IFS= read -r left_product; do
            case $(left_newest "$left_product") in "$3"/*) echo yes ;; esac
        done | first_line)
        left_newer=${left_newer:-no}
    fi
    printf '@left\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$1" "$2" "$(one_line "$3")" "$left_size" "$(one_line "$(left_use "$1" "$2" "$3" "$5")")" "$left_newer" "$(one_line "$4")"
}

left_all() {
    for left_folder in "$LEFT_BASE"/${LEFT_RUN:-*}; do
        left_run=${left_folder##*/}
        if [ ! -d "$left_folder" ] || [ -L "$left_folder" ] || [ "$left_run" = lock ]; then continue; fi
        if [ -f "$left_folder/work/keeps" ]; then
            awk '!seen[$0]++' "$left_folder/work/keeps" | while IFS="$TAB" read -r left_kind left_name left_why left_more; do
                left_item "$left_run" "$left_kind" "$left_name" "$left_why" "$left_more"
            done
        fi
        [ -n "$LEFT_RUN" ] || left_item "$left_run" run "$left_folder" 'what its steps printed and noted, and its backups' ''
    done
}

left_owner=
read -r left_owner 2>/dev/null <"$LEFT_BASE/lock/owner"
if [ -z "$LEFT_REMOVE" ]; then
    left_all
    exit 0
fi

left_line=$(left_all | awk -F "$TAB" -v name="$(one_line "$LEFT_REMOVE")" '$4 == name { print; exit }')
[ -n "$left_line" ] || die "No run has left anything of the name $LEFT_REMOVE here."
left_kind=$(printf '%s' "$left_line" | cut -f 3)
left_why=$(printf '%s' "$left_line" | cut -f 6)
[ -z "$left_why" ] || die "$LEFT_REMOVE is in use: $left_why."
if [ "$(printf '%s' "$left_line" | cut -f 7)" = yes ] && [ "$LEFT_NEWEST" != yes ]; then
    die "$LEFT_REMOVE is the newest whole backup, or has it inside."
fi
case $left_kind in
    database)
        echo 'drop database :"name"' | left_sql "$LEFT_REMOVE" || die "$LEFT_REMOVE could not be dropped."
        ;;
    *)
        case $LEFT_REMOVE in
            *//* | */./* | */../* | */.. | */. | */) die "$LEFT_REMOVE is not a plain path." ;;
            /*/*) ;;
            *) die "$LEFT_REMOVE is not a plain path." ;;
        esac
        [ ! -L "$LEFT_REMOVE" ] || die "$LEFT_REMOVE is a symbolic link."
        rm -rf -- "$LEFT_REMOVE" || die "$LEFT_REMOVE could not be removed."
        [ "$left_kind" != backup ] || rm -f -- "$LEFT_REMOVE.files.tar" || die "$LEFT_REMOVE.files.tar could not be removed."
        ;;
esac
