# shellcheck shell=sh disable=SC2154
# Prints the step's log from byte `offset` until the step has ended. Comes behind start.sh or attach.sh.
waited=0
while ! begun; do
    [ "$waited" -lt 60 ] || refuse not-started "$base/$run/$name"
    nap "$waited"
    waited=$((waited + 1))
done
say started
exec 4</dev/null
[ ! -e log ] || exec 4<log
if [ "$offset" -eq 0 ]; then
    cat <&4
else
    tail -c "+$((offset + 1))" <&4
fi
polls=0
while [ ! -e rc ]; do
    nap "$polls"
    cat <&4
    polls=$((polls + 1))
    [ $((polls % 10)) -eq 0 ] || continue
    if supervised; then
        say alive
    elif [ ! -e rc ]; then
        cat <&4
        lost
        exit 0
    fi
done
cat <&4
ended || lost
exit 0
