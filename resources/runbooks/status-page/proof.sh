# shellcheck shell=sh disable=SC2154
# Whether a merged file can be read: Python's own syntax.
set -u
case $MERGE_FILE in
    *.py) ;;
    *) exit 0 ;;
esac
reader=$(sp_python) || exit 0
as_user "${F_SERVICE_USER:-root}" "$reader" -B -c 'import ast, sys
ast.parse(sys.stdin.buffer.read(), sys.argv[1])' "${MERGE_FILE##*/}" <"$MERGE_RESULT" || die "Python cannot read it."
