# shellcheck shell=sh disable=SC2154
# Prints a file. READ_FILE: its path. READ_MOST: how many bytes at most. Exit code 4: there is no such file.
# In somebody else's folder root reads as that user, so that a link there shows nothing that he may not read.
# The functions of place.sh stand in front.
[ -e "$READ_FILE" ] || exit 4
[ -f "$READ_FILE" ] || exit 5
place_find "$READ_FILE"
case $(id -u):$(hr_place_rights .) in
    0:0\ *) head -c "$READ_MOST" "./$place_name" ;;
    0:*) as_user "$(stat -c %U .)" head -c "$READ_MOST" "./$place_name" ;;
    *) head -c "$READ_MOST" "./$place_name" ;;
esac
