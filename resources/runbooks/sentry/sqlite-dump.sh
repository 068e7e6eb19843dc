# shellcheck shell=sh
# Dumps the copy: what the users are made of first, then all the rest, as only this order can be loaded. The history of migrations is
# left out, because the new database gets its own.
set -u
copy=$(sy_copy)
[ -d "$copy" ] || die 'There is no copy of the database.'
dump() { # FILE ARGUMENT...
    say "dumpdata to $1"
    dump_file=$1
    shift
    sy_old "$copy/copied.conf.py" dumpdata --format=json "$@" >"$HR_HOP_WORK/$dump_file" || die 'dumpdata failed; what it said stands above.'
    ls -l "$HR_HOP_WORK/$dump_file"
    [ -s "$HR_HOP_WORK/$dump_file" ] || die 'It is empty.'
    # The folder is the user's: he writes there himself.
    as_user "$F_SERVICE_USER" tee "$copy/$dump_file" <"$HR_HOP_WORK/$dump_file" >/dev/null || die "It could not be given to $F_SERVICE_USER."
    rm -f "$HR_HOP_WORK/$dump_file"
}
dump 1-contenttypes.json contenttypes
dump 2-auth.json auth
dump 3-rest.json --exclude contenttypes --exclude auth --exclude south
say 'The data are dumped'
