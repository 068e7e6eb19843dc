# shellcheck shell=sh
# Prints `@have`, tab, how many bytes of COPY_FILE.part are here.
size=0
[ ! -f "$COPY_FILE.part" ] || size=$(($(wc -c <"$COPY_FILE.part")))
printf '@have\t%s\n' "$size"
