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
# link, belongs to someone else or can be written to by others; and if others could move the base itself away.
enter() {
    no_links
    [ -d "$base/$run/$name" ] || return 1
    cd -P "$base/$run/$name" || refuse folder "$base/$run/$name"
    me=$(id -u)
    # shellcheck disable=SC2012 # these names have no special signs
    LC_ALL=C ls -ldn ../../.. ../.. .. . | while read -r mode _ owner rest; do
        case $mode:$owner:$rest in
        d????-??-*:"$me":*) ;;
        d???????-?*:"$me":*' ../../..' | d???????-?*:0:*' ../../..') ;;
        d????????[tT]*:"$me":*' ../../..' | d????????[tT]*:0:*' ../../..') ;;
        *) exit 1 ;;
        esac
    done || refuse owner "$base/$run/$name"
}

# Whether anything shows that the step's start was claimed. Empty files show it as well: a power cut leaves those.
begun() {
    [ -e pid ] || [ -e rc ] || [ -e group ] || [ -s log ]
}

# Whether the supervisor lives; else `why` says what became of it.
supervised() {
    why=damaged
    { read -r keeper ticks_then boot_then <pid; } 2>/dev/null || return 1
    case $keeper:$ticks_then in :* | *: | *[!0-9:]*) return 1 ;; esac
    [ -n "$boot_then" ] || return 1
    boot
    why=reboot
    [ "$boot_then" = "$booted" ] || return 1
    why=died
    live "$keeper" "$ticks_then"
}

# Says when the step began and ended, and the time now, unless a supervisor of before did not write it.
measured() {
    case $began:$began_at:$over:$over_at in :* | *: | *::* | *[!0-9.:]*) return 0 ;; esac
    { read -r _ _ boot_then <pid; } 2>/dev/null || return 0
    boot
    clock
    say "times $boot_then $began $began_at $over $over_at $booted $up $now"
}

# Says how the step ended, if its exit code is there and whole.
ended() {
    { read -r code bytes space began began_at over over_at _ <rc; } 2>/dev/null || return 1
    case $code:$bytes in :* | *: | *[!0-9:]*) return 1 ;; esac
    case $space in ok | nospace | limit | filling) ;; *) return 1 ;; esac
    measured
    say "end $code $bytes $space"
}

# Says that nobody knows how the step ended.
lost() {
    supervised
    [ ! -e rc ] || why=damaged
    say "lost $why $(log_bytes)"
}

log_bytes() {
    if [ -e log ]; then
        bytes=$(wc -c <log)
        printf '%s' $((bytes))
    else
        printf 0
    fi
}
