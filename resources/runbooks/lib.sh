# shellcheck shell=sh
# shellcheck disable=SC2034
# Functions that every script of every runbook may call. They only print, look or wait; none changes the server.
LC_ALL=C
PATH=$PATH:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export LC_ALL PATH
unset CDPATH
TAB='	'

# one_line TEXT: the text on one line; backslash, tab and newline escaped, other control characters removed, cut at 4096 bytes.
one_line() {
    case $1 in
        *[![:print:]]* | *\\*) ;;
        *)
            if [ "${#1}" -le 4096 ]; then
                printf '%s' "$1"
                return
            fi
            ;;
    esac
    printf '%s' "$1" | head -c 4096 | tr -d '\000-\010\013-\037\177' |
        sed -e 's/\\/\\\\/g' -e 's/	/\\t/g' -e '$!s/$/\\n/' | tr -d '\n'
}

# fact KEY VALUE EVIDENCE: something that was seen, and the command that showed it.
fact() {
    printf '@fact%s\t%s\t%s\t%s\n' "${HR_MARK-}" "$(one_line "$1")" "$(one_line "$2")" "$(one_line "${3-}")"
}

# fact_if KEY VALUE EVIDENCE: the same, unless the value is empty.
fact_if() {
    [ -z "$2" ] || fact "$@"
}

# release VERSION: a version that this server can get.
release() {
    printf '@release\t%s\n' "$(one_line "$1")"
}

# releases_state listed|stale|unreachable|failed DETAIL: how well the list of versions is known.
releases_state() {
    printf '@releases\t%s\t%s\n' "$1" "$(one_line "${2-}")"
}

# say SENTENCE: a heading in the output.
say() {
    printf '==> %s\n' "$*"
}

# warn SENTENCE: something the admin should read, though the step goes on.
warn() {
    printf 'WARNING: %s\n' "$*"
}

# die SENTENCE: ends the step as failed.
die() {
    printf 'ERROR: %s\n' "$*" >&2
    exit 1
}

# have COMMAND: whether the command is there.
have() {
    command -v "$1" >/dev/null 2>&1
}

# limited SECONDS COMMAND...: runs it for so long at most, where the server can do that.
limited() {
    if have timeout; then
        timeout "$@"
    else
        shift
        "$@"
    fi
}

# first_line: the first line of what comes in.
first_line() {
    sed -n 1p
}

# version_at_least A B: whether version A is B or newer (numbers joined by dots).
version_at_least() {
    awk 'BEGIN {
        n = split(ARGV[1], x, "."); m = split(ARGV[2], y, "."); if (m > n) n = m
        for (i = 1; i <= n; i++) { if (x[i] + 0 > y[i] + 0) exit 0; if (x[i] + 0 < y[i] + 0) exit 1 }
        exit 0 }' "$1" "$2"
}

# before_backup: whether this is a roll-back of steps before the backup only, so that none had changed the data.
before_backup() {
    [ ! -e "$HR_HOP_WORK/backup" ] && [ "$HR_FROM" != "$HR_TO" ] && version_at_least "$HR_FROM" "$HR_TO"
}

# free_kb PATH: free space for new files at PATH, or at its nearest folder that exists, in KiB.
free_kb() {
    hr_path=$1
    while [ ! -e "$hr_path" ] && [ "$hr_path" != / ] && [ -n "$hr_path" ]; do
        hr_path=$(dirname -- "$hr_path")
    done
    df -Pk -- "${hr_path:-/}" 2>/dev/null | awk 'NR == 2 { print $4 }'
}

# fresh_name PATH: a name that nothing has yet: PATH itself, else PATH-2, PATH-3 and so on. What is kept is never overwritten.
fresh_name() {
    hr_fresh=$1
    hr_count=1
    while [ -e "$hr_fresh" ] || [ -L "$hr_fresh" ]; do
        hr_count=$((hr_count + 1))
        hr_fresh=$1-$hr_count
    done
    printf '%s\n' "$hr_fresh"
}

# size_kb PATH...: what these files and folders take, in KiB; those that are not there take nothing.
size_kb() {
    for hr_path in "$@"; do
        [ ! -e "$hr_path" ] || du -sk -- "$hr_path" 2>/dev/null | first_line
    done | awk '{ sum += $1 } END { print sum + 0 }'
}

# pattern TEXT: the text as a pattern for grep, basic or extended, that matches it alone.
pattern() {
    printf '%s' "$1" | sed -e 's/[][\\.*$+?(){}|]/[&]/g' -e 's/\^/\\^/g' | tr '\n' .
}

# renamed OLD NEW: what comes in, with NEW in place of OLD wherever OLD is followed by a slash, a blank or the end of the line.
renamed() {
    HR_OLD=$1 HR_NEW=$2 awk '{
        rest = $0; done = ""; old = ENVIRON["HR_OLD"]
        while ((at = index(rest, old)) > 0) {
            after = substr(rest, at + length(old), 1)
            done = done substr(rest, 1, at - 1) (after == "" || after == "/" || after == " " ? ENVIRON["HR_NEW"] : old)
            rest = substr(rest, at + length(old))
        }
        print done rest }'
}

# keep_file PATH: copies it, if it is there, under its whole path into the folder `files` of the backup that is made here.
keep_file() {
    [ -e "$1" ] || return 0
    case $1/ in
        */../*) die "$1 leads upwards: it cannot be saved under this path." ;;
        /*) ;;
        *) die "$1 is no whole path." ;;
    esac
    mkdir -p "files$(dirname "$1")"
    cp -a "$1" "files$1" || die "$1 could not be saved."
    printf '%s\n' "$1"
}

# as_user USER COMMAND...: runs the command as that user, without a login; needs root, unless one is that user already.
as_user() {
    hr_user=$1
    shift
    if [ "$(id -un)" = "$hr_user" ] || [ "$(id -u)" = "$hr_user" ]; then
        "$@"
    elif have runuser; then
        runuser -u "$hr_user" -- "$@"
    else
        # shellcheck disable=SC2016
        su -s /bin/sh -c 'exec "$0" "$@"' -- "$hr_user" "$@"
    fi
}

# wait_for SECONDS COMMAND...: tries the command each second until it succeeds; fails when the time is over.
wait_for() {
    hr_left=$1
    shift
    while ! "$@" >/dev/null 2>&1; do
        hr_left=$((hr_left - 1))
        [ "$hr_left" -gt 0 ] || return 1
        sleep 1
    done
}

# space_facts: reads lines NEEDED_MB PLACE and says for each file system whether it has enough room.
space_facts() {
    while read -r hr_needed hr_place; do
        while [ ! -e "$hr_place" ]; do hr_place=$(dirname -- "$hr_place"); done
        df -Pk -- "$hr_place" | awk -v needed="$hr_needed" 'NR == 2 { print $6, needed, int($4 / 1024) }'
    done | awk '{ needed[$1] += $2; free[$1] = $3 }
        END { for (place in needed) print (free[place] < needed[place] ? "short" : "enough"), place, needed[place], free[place] }' |
        while read -r hr_verdict hr_place hr_needed hr_free; do
            fact "space.$hr_verdict" "$hr_place: $hr_needed MB needed, $hr_free MB free" "du, df -Pk $hr_place"
        done
}

# checksums: writes the file checksums for all files of the current folder, and reads them all back.
checksums() {
    find . -type f ! -path ./checksums -exec sha256sum {} + >"$HR_HOP_WORK/checksums.new" || die 'The checksums could not be written.'
    mv "$HR_HOP_WORK/checksums.new" checksums
    sync
    sha256sum --quiet -c checksums || die 'A file differs from what was written.'
    echo "$(($(wc -l <checksums))) files"
}

# whole FOLDER: whether all files there are as their checksums say.
whole() {
    (cd "$1" 2>/dev/null && [ -s checksums ] && sha256sum --quiet -c checksums >/dev/null 2>&1)
}

# packed FOLDER FILE: where a copy of the backup is wanted, puts all of it but the dumps into FILE, with owners and modes.
packed() {
    [ "${COPY_BACKUP-no}" = yes ] || return 0
    say 'Packing the files for the copy'
    tar -C "$1" -cf "$2.part" --exclude=database.dump --exclude=mongodb.archive --exclude='*.db' . ||
        die 'The files could not be packed; nothing was changed.'
    mv "$2.part" "$2"
}

# packed_files FOLDER: what to copy of a backup, one path a line.
packed_files() {
    [ -f "$1.files.tar" ] || die "There is no file $1.files.tar."
    printf '%s\n' "$1.files.tar"
    find "$1" -type f \( -name database.dump -o -name mongodb.archive -o -name '*.db' \) | sort
}

# keeps KIND NAME WHY MORE: writes down what this run leaves on the server and why, for the clean-up list.
# KIND: backup (MORE: what tells its product from others, such as its folder), folder, file, or database (in this server's PostgreSQL; MORE: the
# configuration file that would name it were it in use).
keeps() {
    if mkdir -p "$HR_WORK" && printf '%s\t%s\t%s\t%s\n' "$1" "$(one_line "$2")" "$(one_line "$3")" "$(one_line "${4-}")" >>"$HR_WORK/keeps"; then
        say "Kept: $2 ($3)"
    else
        warn "It could not be written down that $2 stays here."
    fi
}
