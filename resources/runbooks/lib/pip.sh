# shellcheck shell=sh
# Functions for products that pip installs.

# pip_facts PYTHON: the package index that pip of this Python asks, and whether it answers.
pip_facts() {
    # pip 26.3 has an index-url in "config list" that "config get" does not find.
    hr_index=${PIP_INDEX_URL:-$("$1" -m pip config list 2>/dev/null | sed -n "s/^[a-z]*\.index-url='\(.*\)'\$/\1/p" | tail -n 1)}
    [ -n "$hr_index" ] || hr_index=$("$1" -c 'from pip._internal.models.index import PyPI; print(PyPI.simple_url)' 2>/dev/null)
    hr_shown=$(printf '%s' "${hr_index:-unknown}" | sed 's,//[^/@]*@,//,')
    fact pip.index "$hr_shown" 'pip config list, or what pip has built in'
    # Not as an argument, which everybody could read: there may be a password in it.
    if printf '%s\n' "$hr_index" | limited 12 "$1" -c '
import base64, sys
try:
    from urllib.error import HTTPError
    from urllib.parse import unquote, urlsplit
    from urllib.request import Request, urlopen
except ImportError:
    from urllib import unquote
    from urllib2 import HTTPError, Request, urlopen
    from urlparse import urlsplit
url = urlsplit(sys.stdin.readline().strip())
who, _, host = url.netloc.rpartition("@")
request = Request(url._replace(netloc=host).geturl().rstrip("/") + "/pip/")
if who:
    request.add_header("Authorization", "Basic " + base64.b64encode(unquote(who).encode("utf-8")).decode("ascii"))
try:
    urlopen(request, timeout=8).close()
except HTTPError as error:
    sys.exit(0 if error.code in (401, 403, 404) else 1)
' >/dev/null 2>&1; then
        fact pip.reachable yes "GET $hr_shown"
    else
        fact pip.unreachable yes "GET $hr_shown: no answer"
    fi
}

# pip_whole PYTHON FOLDER: removes wheels there that an earlier try left half written, which pip would refuse for good.
pip_whole() {
    for hr_wheel in "$2"/*.whl; do
        if [ -f "$hr_wheel" ] && ! "$1" -c 'import sys, zipfile; sys.exit(zipfile.ZipFile(sys.argv[1]).testzip() is not None)' "$hr_wheel" 2>/dev/null; then
            echo "$hr_wheel is not whole: it is fetched again"
            rm -f "$hr_wheel" || die 'It cannot be removed.'
        fi
    done
}
