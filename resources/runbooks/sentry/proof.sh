# shellcheck shell=sh disable=SC2154
# Whether a merged file can be read: Python's own syntax, or YAML.
set -u
case $MERGE_FILE in
    *.py) code='import sys; compile(sys.stdin.read(), sys.argv[1], "exec")' ;;
    *.yml) code='import sys, yaml; yaml.safe_load(sys.stdin)' ;;
    *) exit 0 ;;
esac
reader=$(sy_python) || exit 0
(cd / && as_user "${F_SERVICE_USER:-root}" "$reader" -B -c "$code" "${MERGE_FILE##*/}") <"$MERGE_RESULT" || die 'Sentry cannot read it.'
