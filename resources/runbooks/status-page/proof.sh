# shellcheck shell=sh disable=SC2154
# Whether a merged file can be read: Python's own syntax, or a unit as systemd reads it.
set -u

# unit_flaws FILE: what systemd cannot read in a unit. It also names programs that are not there yet and settings that it does not know;
# these stop nothing.
unit_flaws() {
    timeout 60 systemd-analyze verify "$1" 2>&1 |
        grep -e "Missing '='" -e 'Invalid section header' -e 'Unbalanced quoting' -e 'Assignment outside of section' \
            -e 'bad unit file setting' -e 'failed to load properly'
}

case $MERGE_FILE in
    *.py) ;;
    *.service)
        if ! have systemd-analyze || ! have timeout; then
            say 'systemd-analyze is not installed, so nobody has read the unit.'
            exit 0
        fi
        flaws=$(unit_flaws "$MERGE_RESULT") || exit 0
        printf '%s\n' "$flaws" >&2
        # Your own unit may have them already.
        ! unit_flaws "$MERGE_FILE" >/dev/null || exit 0
        die 'systemd cannot read it.'
        ;;
    *) exit 0 ;;
esac
reader=$(sp_python) || {
    say 'No Python was found, so nobody has read the file.'
    exit 0
}
as_user "${F_SERVICE_USER:-root}" "$reader" -B -c 'import ast, sys
ast.parse(sys.stdin.buffer.read(), sys.argv[1])' "${MERGE_FILE##*/}" <"$MERGE_RESULT" || die "Python cannot read it."
