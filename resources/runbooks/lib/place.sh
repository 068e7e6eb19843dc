# shellcheck shell=sh
# Functions for work in folders that belong to somebody else, who may plant a link or swap a folder at any moment. No name is looked
# at first and used afterwards: a folder is entered and then looked at, and a file is made in a private folder beside its place and
# then renamed, which follows no link. They change the folder that the script works in: call them in a subshell.

# hr_place_refuse SENTENCE: ends the script.
hr_place_refuse() {
    printf 'ERROR: %s\n' "$*" >&2
    exit 1
}

# hr_place_here: the path of the folder we are in, as the kernel says it: the shell itself may only remember one.
hr_place_here() {
    env pwd -P
}

# hr_place_rights FILE: the number of its owner, and `yes` if others may write to it.
hr_place_rights() {
    # shellcheck disable=SC2012
    LC_ALL=C ls -ldn "$1" | awk '{ print $3, ($1 ~ /^.....w|^........w/ ? "yes" : "no") }'
}

# hr_place_link PATH: whether the link in the folder we are in may be followed. Root follows one of root's, and one of a folder's owner
# only to what is his.
hr_place_link() {
    place_links=$((place_links + 1))
    [ "$place_links" -le 40 ] || hr_place_refuse "$1 leads nowhere."
    [ "$(id -u)" = 0 ] || return 0
    case $(hr_place_rights .) in
        '0 no') ;;
        '0 yes') hr_place_refuse "$1 leads through a symbolic link in $(hr_place_here), where others may write." ;;
        *)
            place_now=$(hr_place_rights .)
            [ "${place_owner:-${place_now% *}}" = "${place_now% *}" ] || hr_place_refuse "$1 leads through symbolic links of two owners."
            place_owner=${place_now% *}
            ;;
    esac
}

# hr_place_step NAME PATH: goes into the folder of that name, which is a part of the path.
hr_place_step() {
    case $1 in '' | .) return ;; ..)
        cd -P .. || hr_place_refuse "$2 leads nowhere."
        return
        ;;
    esac
    place_above=$(hr_place_here)
    cd -P "./$1" 2>/dev/null || hr_place_refuse "$2 leads to no folder."
    [ "$(hr_place_here)" = "${place_above%/}/$1" ] || hr_place_refuse "$2 was changed meanwhile: $1 is a symbolic link now."
}

# place_find PATH: goes into the folder in which the file lies, and sets `place_name`. Links on the way are read, never followed blindly.
place_find() {
    place_owner=
    place_links=0
    place_rest=$1
    case $1 in /*) cd / ;; *) hr_place_refuse "$1 is no whole path." ;; esac
    while :; do
        place_name=${place_rest%%/*}
        case $place_rest in */*) place_rest=${place_rest#*/} ;; *) place_rest= ;; esac
        if [ -n "$place_name" ] && [ -L "./$place_name" ]; then
            hr_place_link "$1"
            place_to=$(readlink "./$place_name") || hr_place_refuse "$1 was changed meanwhile."
            case $place_to in /*) cd / ;; esac
            place_rest=$place_to${place_rest:+/$place_rest}
        elif [ -z "$place_rest" ]; then
            break
        else
            hr_place_step "$place_name" "$1"
        fi
    done
    case $place_name in '' | . | ..) hr_place_refuse "$1 is no file." ;; esac
    place_now=$(hr_place_rights .)
    [ "${place_owner:-${place_now% *}}" = "${place_now% *}" ] || hr_place_refuse "$1 leads through a symbolic link of somebody else to $(hr_place_here)."
}

# place_enter NAME: goes into a folder that lies in the one we are in, is ours, and to which nobody else can write.
place_enter() {
    place_above=$(hr_place_here)
    cd -P "./$1" || hr_place_refuse "$place_above/$1 is no folder."
    [ "$(hr_place_here)" = "${place_above%/}/$1" ] || hr_place_refuse "$place_above/$1 is a symbolic link."
    [ "$(hr_place_rights .)" = "$(id -u) no" ] || hr_place_refuse "$place_above/$1 belongs to somebody else, or others may write there."
}

# place_own PATH: goes into a folder of ours, and makes it if it is not there yet.
place_own() {
    place_find "$1"
    [ -e "./$place_name" ] || (umask 022 && mkdir "./$place_name") || hr_place_refuse "The folder $1 cannot be made."
    place_enter "$place_name"
}

# place_open: makes a private folder in the one we are in, and goes into it. It is gone when the subshell ends; one of a try that was
# killed goes now.
place_open() {
    place_folder=$(hr_place_here)
    rm -rf ./.handrail-????????
    place_private=$(mktemp -d ./.handrail-XXXXXXXX) || hr_place_refuse "Nothing can be written in $place_folder."
    place_enter "${place_private#./}"
    [ -z "$(ls -A)" ] || hr_place_refuse "$place_folder/$place_private is not empty."
    trap hr_place_close EXIT
    trap 'exit 143' HUP INT TERM
}

hr_place_close() {
    rm -rf ./mine ./old ./new
    cd .. && rmdir "$place_private"
}

# place_take: keeps hold of the file `place_name`, whatever becomes of its name, and copies it to ./old. Fails if there is none.
place_take() {
    [ -e "../$place_name" ] || return 1
    ln -P "../$place_name" ./mine 2>/dev/null || cp -P -p "../$place_name" ./mine || hr_place_refuse "$place_folder/$place_name cannot be read."
    [ ! -L ./mine ] || hr_place_refuse "$place_folder/$place_name was changed meanwhile: it is a symbolic link now."
    [ -f ./mine ] || hr_place_refuse "$place_folder/$place_name is no file."
    if [ -n "$place_owner" ]; then
        case $(hr_place_rights ./mine) in
            "$place_owner "*) ;;
            *) hr_place_refuse "A symbolic link of somebody else leads to $place_folder/$place_name." ;;
        esac
    fi
    hr_place_copy ./mine ./old
}

# hr_place_copy FROM TO: with owner, mode and ACL, and with all else that this file system can keep.
hr_place_copy() {
    cp --preserve=all "$1" "$2" 2>/dev/null || cp -p "$1" "$2" || hr_place_refuse "$place_folder/$place_name cannot be copied."
}

# place_put: gives ./new the name `place_name`.
place_put() {
    if [ -u ./new ] || [ -g ./new ]; then chmod a-s ./new; fi
    sync ./new 2>/dev/null || sync
    mv -f -T ./new "../$place_name" || hr_place_refuse "$place_folder/$place_name cannot be replaced."
}

# place_copied TREE FOLDER: makes a whole copy of the tree, beside which or elsewhere, under a name that nothing has yet.
place_copied() (
    case $1 in /*) ;; *) hr_place_refuse "$1 is no whole path." ;; esac
    place_find "$2"
    place_open
    cp -a "$1" ./new || hr_place_refuse "$1 cannot be copied."
    mv -n -T ./new "../$place_name"
    [ ! -e ./new ] || hr_place_refuse "$2 cannot be put in its place."
)

# replace_file FILE TEXT: puts the contents of the file TEXT into FILE, which keeps owner, mode and ACL. A new one is the caller's alone.
replace_file() (
    case $2 in /*) ;; *) hr_place_refuse "$2 is no whole path." ;; esac
    place_find "$1"
    place_open
    umask 077
    ! place_take || hr_place_copy ./old ./new
    cat "$2" >./new || hr_place_refuse "$1 cannot be written."
    place_put
)
