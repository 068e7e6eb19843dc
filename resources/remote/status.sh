# shellcheck shell=sh disable=SC2154
# Says what is known of a step.
if ! enter; then
    say none
    exit 0
fi
if ! begun; then
    say not-started
    exit 0
fi
# A step that ends between two looks has left its exit code at the second.
for _ in 1 2; do
    ended && exit 0
    if supervised; then
        say "running $(log_bytes)"
        exit 0
    fi
done
lost
exit 0
