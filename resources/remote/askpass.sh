#!/bin/sh
# Passes a question of ssh on to Handrail, which watches this folder, and prints the answer. The
# answer comes through a FIFO, so that it never lies on a disk.
umask 077
folder=${0%/*}
new=$(mktemp -d "$folder/new.XXXXXX") || exit 1
mkfifo "$new/answer" || exit 1
printf '%s' "${SSH_ASKPASS_PROMPT:-}" >"$new/kind"
printf '%s' "${1:-}" >"$new/prompt"
question=$folder/question.${new##*.}
mv "$new" "$question" || exit 1
IFS= read -r answer <"$question/answer"
rm -rf "$question"
case $answer in
    +*) printf '%s\n' "${answer#+}" ;;
    *) exit 1 ;;
esac
