# shellcheck shell=sh
# Dumps the copy: what the users are made of first, then all the rest, as only this order can be loaded. The history of migrations is
# left out, because the new database gets its own.
set -u
copy=$(sy_copy)
cd "$copy" || die 'There is no copy of the database.'
dump() { # FILE ARGUMENT...
    say "dumpdata to $1"
    dump_file=$1
    shift
    sy_old "$copy/copied.conf.py" dumpdata --format=json "$@" >"$copy/$dump_file" || die 'dumpdata failed; what it said stands above.'
    ls -l "$copy/$dump_file"
    [ -s "$copy/$dump_file" ] || die 'It is empty.'
}
dump 1-contenttypes.json contenttypes
dump 2-auth.json auth
dump 3-rest.json --exclude contenttypes --exclude auth --exclude south
chown "$F_SERVICE_USER" "$copy"/*.json
say 'The data are dumped'
