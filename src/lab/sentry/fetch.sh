#!/bin/sh
# Sentry itself, the old and the last release for pip, and all that they need, from the package registry.
# shellcheck source=/dev/null
. /lab/lib.sh
set -eu
export PIP_CERT=/etc/ssl/certs/ca-certificates.crt PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_DEFAULT_TIMEOUT=180

# psycopg2 2.6, which 8.22 pins, reads the version of PostgreSQL's tools and knows none from 10 on.
mkdir /tmp/old
# shellcheck disable=SC2016 # the shim itself expands them
printf '#!/bin/sh\n[ "$1" = --version ] && { echo "PostgreSQL 9.6.24"; exit; }\nexec /usr/bin/pg_config "$@"\n' >/tmp/old/pg_config
chmod +x /tmp/old/pg_config
PATH=/tmp/old:$PATH

virtualenv -q -p python2.7 /tmp/fetch
/tmp/fetch/bin/pip -q install --force-reinstall pip==20.3.4
# What was there when 9.1.2 came out; newer ones ask for more than the rest allows.
printf 'httplib2<0.20\nsentry-sdk<0.10\nsetuptools<45\n' >/tmp/constraints
for release in 8.22.0 9.1.2; do
    /tmp/fetch/bin/pip -q wheel -w /tmp/wheels -c /tmp/constraints --use-deprecated=legacy-resolver "sentry==$release"
done
/tmp/fetch/bin/pip -q wheel -w /tmp/wheels pip==20.3.4 setuptools==44.1.1 wheel==0.37.1
package_index /tmp/wheels
rm -rf /tmp/fetch /tmp/wheels /tmp/old /tmp/constraints
