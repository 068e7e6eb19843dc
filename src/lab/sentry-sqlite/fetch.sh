#!/bin/sh
# Sentry 4.10, the last of its series, installed; and 6.4.4, the last with Django 1.5, with all that it needs, as a package index.
# shellcheck source=/dev/null
. /lab/lib.sh
set -eu
export PIP_CERT=/etc/ssl/certs/ca-certificates.crt PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_DEFAULT_TIMEOUT=180

# kombu 2.5, which celery 3.0 pins, imports a name that Python 2.7.11 took out of the module uuid; it can do without the thing itself.
printf 'import uuid\nuuid._uuid_generate_random = None\n' >>/etc/python2.7/sitecustomize.py

mkdir /www
virtualenv -q -p python2.7 /www/sentry
/www/sentry/bin/pip -q install --force-reinstall pip==20.3.4 'setuptools<45'
# What was there in the days of 4.10; it names hardly an upper limit itself.
cat >/tmp/constraints <<'PINS'
Django==1.4.22
South==0.8.4
celery<3.1
cssutils<0.10
django-celery<3.1
django-crispy-forms<1.3
django-picklefield<0.3
django-social-auth<0.7.21
gunicorn<0.17
httpagentparser<1.3
httplib2<0.20
kombu<2.6
logan<0.5
oauth2<1.9
pynliner<0.5
pytz<2015
raven<3
simplejson<3.4
PINS
/www/sentry/bin/pip -q install -c /tmp/constraints --use-deprecated=legacy-resolver sentry==4.10.0
printf 'httplib2<0.20\n' >/tmp/constraints
/www/sentry/bin/pip -q wheel -w /tmp/wheels -c /tmp/constraints --use-deprecated=legacy-resolver sentry==6.4.4 psycopg2-binary==2.8.6
package_index /tmp/wheels
rm -rf /tmp/wheels /tmp/constraints
