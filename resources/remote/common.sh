# shellcheck shell=sh disable=SC2034,SC2154
# Shared by all scripts that deal with a step. Given: `base`, `run`, `name`. They answer in lines with `@@` on stderr.
unset CDPATH

say() {
    printf '@@%s\n' "$*" >&2
}

# refuse KEY DETAIL
refuse() {
    say "refused $1 $2"
    exit 74
}

# The first naps are short, so that a quick step is over quickly.
nap() {
    case $1 in
    ? | 1?) sleep 0.01 ;;
    2? | 3?) sleep 0.05 ;;
    *) sleep 0.2 ;;
    esac 2>/dev/null || sleep 1
}

no_links() {
    for folder in "$base" "$base/$run" "$base/$run/$name"; do
        [ ! -h "$folder" ] || refuse symlink "$folder"
    done
}

# Goes into the step's folder; fails if there is none. Refuses it if it, or a folder above it up to the base, is a symbolic
# link, belongs to someone else or can be written to by others.
enter() {
    no_links
    [ -d "$base/$run/$name" ] || return 1
    cd -P "$base/$run/$name" || refuse folder "$base/$run/$name"
    me=$(id -u)
    # shellcheck disable=SC2012 # these names have no special signs
    LC_ALL=C ls -ldn ../.. .. . | while read -r mode _ owner _; do
        case $mode:$owner in
        d????-??-*:"$me") ;;
        *) exit 1 ;;
        esac
    done || refuse owner "$base/$run/$name"
}

# Whether the supervisor lives; else `why` says what became of it.
supervised() {
    read -r keeper ticks_then boot_then <pid || return 1
    boot
    why=reboot
    [ "$boot_then" = "$booted" ] || return 1
    why=died
    live "$keeper" "$ticks_then"
}

# Says how the step ended, if it has.
ended() {
    [ -e rc ] || return 1
    read -r code bytes space _ <rc
    say "end $code $bytes $space"
}

log_bytes() {
    if [ -e log ]; then
        bytes=$(wc -c <log)
        printf '%s' $((bytes))
    else
        printf 0
    fi
}
