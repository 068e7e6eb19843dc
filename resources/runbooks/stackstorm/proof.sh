# shellcheck shell=sh disable=SC2154
# Whether a merged file can be read: by StackStorm's own parser, or as sections and settings where that cannot run.
set -u

# own_parser: 0 if StackStorm's parser reads the result, 1 if it refuses it, 3 if the parser cannot run.
own_parser() (
    python=/opt/stackstorm/st2/bin/python
    [ -x "$python" ] || exit 3
    cd / && "$python" -B -c 'import sys
try:
    from oslo_config import cfg
    cfg.ConfigOpts()(args=[], project="st2", default_config_files=[sys.argv[1]])
except ImportError:
    sys.exit(3)
except cfg.ConfigFileParseError as error:
    sys.stderr.write("%s\n" % error)
    sys.exit(1)
except Exception:
    sys.exit(3)' "$MERGE_RESULT"
)

case $MERGE_FILE in
    /etc/st2/*.conf | /etc/mistral/*.conf) ;;
    *) exit 0 ;;
esac
own_parser
case $? in
    0) exit 0 ;;
    1) die 'StackStorm cannot read it.' ;;
esac
have python3 || {
    say 'No Python was found, so nobody has read the file.'
    exit 0
}
(cd / && python3 -B -c 'import configparser, sys
text = open(0, encoding="utf-8", errors="surrogateescape").read()
configparser.RawConfigParser(strict=False, allow_no_value=True).read_string(text, sys.argv[1])' "${MERGE_FILE##*/}") <"$MERGE_RESULT" ||
    die 'StackStorm cannot read it.'
