# shellcheck shell=sh disable=SC2154
# Whether a merged file can be read: sections and settings.
set -u
case $MERGE_FILE in
    /etc/st2/*.conf | /etc/mistral/*.conf) ;;
    *) exit 0 ;;
esac
have python3 || exit 0
(cd / && python3 -B -c 'import configparser, sys
text = open(0, encoding="utf-8", errors="surrogateescape").read()
configparser.RawConfigParser(strict=False, allow_no_value=True).read_string(text, sys.argv[1])' "${MERGE_FILE##*/}") <"$MERGE_RESULT" ||
    die 'StackStorm cannot read it.'
