# shellcheck shell=sh
# Configuration files of ours beside what the packages bring. Before the upgrade the new ones stand in a folder of the run; afterwards
# beside ours. Read-only.
set -u

# pair MINE NEW: a line, with what the installed version brought.
pair() {
    printf '%s\t%s\t%s\n' "$1" "$2" "$HR_HOP_WORK/conf.old$1"
}

# ahead: the files that dpkg or rpm will find changed both by us and by the new version. Those that we did not edit they replace.
ahead() {
    for name in $F_PACKAGES; do st_edited "$name"; done | while IFS=$TAB read -r mine sum; do
        new=$HR_HOP_WORK/conf.new$mine
        case $mine in
            /etc/st2/* | /etc/mistral/* | /opt/stackstorm/chatops/* | /etc/nginx/conf.d/*) ;;
            *) continue ;;
        esac
        # Who knows neither what the package brought nor its sum cannot say what rpm will do; the file is asked about after the upgrade.
        [ -n "$sum" ] || [ -f "$HR_HOP_WORK/conf.old$mine" ] || continue
        [ ! -f "$new" ] || [ "$(md5sum <"$new" | cut -d' ' -f1)" = "$sum" ] || cmp -s "$HR_HOP_WORK/conf.old$mine" "$new" || pair "$mine" "$new"
    done
}

listed=''
[ "${HR_STEP-}" = configuration ] || listed=$(ahead)
[ -z "$listed" ] || printf '%s\n' "$listed"
for fresh in $(find /etc/st2 /etc/mistral /opt/stackstorm/chatops /etc/nginx/conf.d \( -name '*.dpkg-dist' -o -name '*.dpkg-new' -o -name '*.rpmnew' -o -name '*.ucf-dist' \) 2>/dev/null | sort); do
    mine=${fresh%.dpkg-dist}
    mine=${mine%.dpkg-new}
    mine=${mine%.rpmnew}
    mine=${mine%.ucf-dist}
    [ ! -f "$mine" ] || printf '%s\n' "$listed" | grep -qF "$mine$TAB" || pair "$mine" "$fresh"
done
