# shellcheck shell=sh
# Takes a piece of a file on descriptor 3, where COPY_OFFSET bytes of COPY_FILE.part are here already; what is
# more than those came in a try that was cut off.
umask 077
part=$COPY_FILE.part
mkdir -p "${COPY_FILE%/*}" || exit 1
[ -e "$part" ] || : >"$part" || exit 1
[ "$(($(wc -c <"$part")))" -ge "$COPY_OFFSET" ] || exit 6
if [ "$(($(wc -c <"$part")))" -gt "$COPY_OFFSET" ]; then
    { head -c "$COPY_OFFSET" "$part" >"$part.cut" && mv -f "$part.cut" "$part"; } || exit 1
fi
cat <&3 >>"$part"
