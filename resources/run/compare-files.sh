# shellcheck shell=sh disable=SC2154
# Says what became of files that a run wrote, in their order: hash, time of the last change, owner. Read-only.
# COMPARE_FILES: one path a line.
printf '%s\n' "$COMPARE_FILES" | while IFS= read -r file; do
    if [ ! -e "$file" ]; then
        printf '@file\tnone\t0\t-\n'
    elif [ -f "$file" ] && sum=$(sha256sum <"$file" 2>/dev/null); then
        printf '@file\t%s\t%s\n' "${sum%% *}" "$(stat -L -c '%Y	%U' "$file")"
    else
        printf '@file\tunreadable\t0\t-\n'
    fi
done
