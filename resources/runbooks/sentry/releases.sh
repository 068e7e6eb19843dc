# shellcheck shell=sh
# Lists the releases that pip can get, by asking for one that does not exist: every pip answers that with a list. Read-only.
set -u
if [ "${F_INSTALL-}" != pip ]; then
    releases_state failed 'There is no pip in a virtual environment here.'
    exit 0
fi
if ! answer=$("$F_VENV/bin/python" -m pip --version 2>&1); then
    releases_state failed "$F_VENV/bin/python -m pip: $(printf '%s\n' "$answer" | tail -n 1)"
    exit 0
fi
answer=$(limited 60 "$F_VENV/bin/python" -m pip --disable-pip-version-check install --no-deps --retries 1 --timeout 20 'sentry==0.nonsense' 2>&1)
versions=$(printf '%s\n' "$answer" | sed -n 's/.*(from versions: \(.*\)).*/\1/p' | first_line | tr -d ' ' | tr ',' '\n' | grep '^[0-9]')
if [ -n "$versions" ]; then
    for version in $versions; do release "$version"; done
    releases_state listed 'pip install sentry==0.nonsense'
else
    releases_state unreachable "$(printf '%s\n' "$answer" | grep -v '^DEPRECATION' | grep . | tail -n 1)"
fi
