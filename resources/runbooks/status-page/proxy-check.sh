# shellcheck shell=sh
# Does no site name the old folder any more?
set -u
! grep -qsE "alias +$(pattern "$F_PATH")/status-page/" /etc/nginx/sites-enabled/* /etc/nginx/conf.d/* /etc/apache2/sites-enabled/* /etc/httpd/conf.d/*
