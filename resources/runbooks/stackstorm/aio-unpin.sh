# shellcheck shell=sh
# Takes st2::version and st2::revision out of the installer's answers: with both pinned it ends at once, without an upgrade.
set -u
umask 077
[ -n "${F_ANSWERS_ALL-}" ] || {
    say 'There is no file of answers, so nothing is pinned'
    exit 0
}
interpreter=$(command -v python3 || command -v python2.7 || command -v python) || die 'There is no Python to edit JSON with.'
for file in $F_ANSWERS_ALL; do
    say "$file"
    fresh=$HR_HOP_WORK/answers.fresh
    case $file in
        *.json)
            "$interpreter" - "$file" "$fresh" <<'PYTHON' || die "$file is no valid JSON; nothing was changed."
import collections, json, sys
with open(sys.argv[1]) as file:
    answers = json.load(file, object_pairs_hook=collections.OrderedDict)
for key in ("st2::version", "st2::revision"):
    answers.pop(key, None)
with open(sys.argv[2], "w") as file:
    json.dump(answers, file, indent=2)
    file.write("\n")
PYTHON
            ;;
        *) grep -vE "^[\"']?st2::(version|revision)[\"']? *:" "$file" >"$fresh" ;;
    esac
    [ -s "$fresh" ] || [ ! -s "$file" ] || die "$file would be empty; nothing was changed."
    if cmp -s "$file" "$fresh"; then
        echo 'nothing was pinned'
        rm -f "$fresh"
    else
        diff "$file" "$fresh" | grep -E 'st2::(version|revision)'
        replace_file "$file" "$fresh" || die "$file cannot be replaced."
    fi
    chmod 600 "$file"
done
