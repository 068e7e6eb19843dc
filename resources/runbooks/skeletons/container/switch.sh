# shellcheck shell=sh
# Names the new version in the file .env.
set -u
awk '/^TAG=/ { print "TAG=" ENVIRON["HR_TO"]; next } { print }' "$F_PATH/.env" >"$HR_HOP_WORK/env.new" || die "The file $F_PATH/.env cannot be read."
cat "$HR_HOP_WORK/env.new" >"$F_PATH/.env" || die "The file $F_PATH/.env cannot be written."
[ "$(my_tag)" = "$HR_TO" ] || die "The file $F_PATH/.env has no line TAG=."
