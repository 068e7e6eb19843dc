# shellcheck shell=sh disable=SC2034,SC2154
# Puts the new text of a file, which comes on descriptor 3, into a private folder. The runbook's proof stands behind.
# MERGE_FILE: where the file is to be written. MERGE_RESULT: the new text, in a file of the same name.
umask 077
proof=$HR_HOP_WORK/proof-$HR_STEP
mkdir -p "$proof" || die "$proof cannot be made."
MERGE_RESULT=$proof/${MERGE_FILE##*/}
cat <&3 >"$MERGE_RESULT" || die "$MERGE_RESULT cannot be written."
trap 'rm -f "$MERGE_RESULT"' EXIT
