# shellcheck shell=sh disable=SC2154
# Starts a step exactly once, however often this is sent. Given: `script`, `supervisor`, `shell`, `kind` (plain, prompts,
# terminal), `scope` (empty: find out), `most` (bytes that it may print).
mask=$(umask)
umask 077
no_links
error=$(LC_ALL=C mkdir -p "$base/$run/$name" 2>&1) || refuse folder "$error"
enter || refuse folder "$base/$run/$name"

# put NAME TEXT: whole or not at all. One that is there is replaced: a power cut may have emptied it.
put() {
    { printf '%s\n' "$2" | cat >"$1.$$" && mv -f "$1.$$" "$1"; } 2>/dev/null && return 0
    rm -f "$1.$$"
    refuse space "$base"
}

# A server that ends all processes of a user who logs out would end the step with the connection.
find_scope() {
    scope=none
    [ -d /run/systemd/system ] && command -v busctl >/dev/null || return 0
    case $(busctl get-property org.freedesktop.login1 /org/freedesktop/login1 \
        org.freedesktop.login1.Manager KillUserProcesses 2>/dev/null) in
    *true) ;;
    *) return 0 ;;
    esac
    if [ "$me" -eq 0 ]; then
        scope=system
    else
        [ -e "/var/lib/systemd/linger/$(id -un)" ] || refuse logout "$(id -un)"
        scope=user
    fi
}

launch() {
    "$@" "$shell" ./supervisor supervise "$shell" "$mask" "$kind" "$run/$name" "$most" </dev/null >/dev/null 2>&1
}

if ! begun; then
    case $kind in
    terminal)
        script --version >/dev/null 2>&1 || refuse no-terminal "$base"
        ;;
    esac
    put script "$script"
    put supervisor "$supervisor"
    [ "$kind" = plain ] || [ -p input ] || mkfifo -m 600 input 2>/dev/null || [ -p input ] || refuse space "$base"
    [ -n "$scope" ] || find_scope
    say "scope $scope"
    case $scope in
    system) launch systemd-run --quiet --collect --scope setsid -f ;;
    user) launch systemd-run --user --quiet --collect --scope setsid -f ;;
    *) launch setsid -f || { launch setsid & } ;;
    esac
fi
