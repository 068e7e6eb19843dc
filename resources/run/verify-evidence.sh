# shellcheck shell=sh
# Stands before a product's state script: shows what it sees as lines to read.
say 'What is there now'
fact() {
    printf '%s: %s\n' "$1" "$(one_line "$2")"
}
