# shellcheck shell=sh disable=SC2154
# Types what stands on descriptor 3 into a step that has prompts.
if ! enter; then
    say none
    exit 0
fi
if [ -e rc ] || [ ! -p input ] || ! supervised; then
    say not-listening
    exit 0
fi
# Opened for both, so that it never waits for a reader.
cat <&3 1<>input
say typed
exit 0
