# shellcheck shell=sh disable=SC2154
# Says what became of files that a run wrote: number, hash, time of the last change, owner. Read-only.
# COMPARE_FILES: one path a line; the numbers count them from 1.
n=0
printf '%s\n' "$COMPARE_FILES" | while IFS= read -r file; do
    n=$((n + 1))
    if [ ! -e "$file" ]; then
        printf '@file\t%s\tnone\t0\t-\n' "$n"
    elif [ -f "$file" ] && sum=$(sha256sum <"$file" 2>/dev/null) && seen=$(stat -L -c '%Y	%U' "$file" 2>/dev/null); then
        printf '@file\t%s\t%s\t%s\n' "$n" "${sum%% *}" "$seen"
    else
        printf '@file\t%s\tunreadable\t0\t-\n' "$n"
    fi
done
