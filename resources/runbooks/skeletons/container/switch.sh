# shellcheck shell=sh
# Names the new version in the file .env.
set -u
umask 077
awk '/^TAG=/ { print "TAG=" ENVIRON["HR_TO"]; next } { print }' "$F_PATH/.env" >"$HR_HOP_WORK/env.new" || die "The file $F_PATH/.env cannot be read."
replace_file "$F_PATH/.env" "$HR_HOP_WORK/env.new" || exit 1
rm -f "$HR_HOP_WORK/env.new"
[ "$(my_tag)" = "$HR_TO" ] || die "The file $F_PATH/.env has no line TAG=."
