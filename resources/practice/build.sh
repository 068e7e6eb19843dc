#!/bin/sh
# Builds the practice deployment in the folder $1: an origin with tags, a checkout of 2.3.0 with local settings, data and services.
# The folder `app` beside this script holds what the "developers" wrote.
set -eu
home=$1
app=$(cd "$(dirname "$0")" && pwd)/app
root=$home/status-page
origin=$home/origin.git

GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null GIT_CONFIG_NOSYSTEM=1
export GIT_CONFIG_GLOBAL GIT_CONFIG_SYSTEM GIT_CONFIG_NOSYSTEM

# commit VERSION DATE TEXT: what the developers had at that time.
commit() {
    printf '%s\n' "$1" >VERSION
    git add -A
    GIT_AUTHOR_DATE="$2 12:00:00 +0000" GIT_COMMITTER_DATE="$2 12:00:00 +0000" \
        git -c user.name='Practice Developers' -c user.email=developers@practice.invalid commit -q -m "$3"
}

rm -rf "$home/work" "$root" "$origin"
git init -q --bare "$origin"
git -C "$origin" symbolic-ref HEAD refs/heads/main
mkdir -p "$home/work"
cd "$home/work"
git init -q .
git symbolic-ref HEAD refs/heads/main

cp "$app/upgrade.sh" "$app/manage.sh" "$app/manage.py" "$app/service.sh" "$app/web.py" "$app/worker.sh" "$app/gitignore" .
mv gitignore .gitignore
chmod +x ./*.sh
mkdir migrations
for name in 0001_initial 0002_incidents 0003_subscribers; do cp "$app/migrations/$name.sql" migrations/; done
cp "$app/example-2.3.0.conf" status-page.conf.example
commit 2.3.0 2023-06-05 'Release 2.3.0' && git tag v2.3.0
commit 2.3.1-dev 2023-06-05 'Prepare the next version' && git tag v2.3-beta1

cp "$app/migrations/0004_component_groups.sql" migrations/
cp "$app/example-2.4.0.conf" status-page.conf.example
commit 2.4.0 2023-06-09 'Release 2.4.0' && git tag v2.4.0
commit 2.4.1-dev 2023-06-09 'Prepare the next version' && git tag v2.4-beta1

cp "$app/migrations/0005_subscriber_tags.sql" "$app/migrations/0006_incident_visibility.sql" migrations/
cp "$app/example-2.5.0.conf" status-page.conf.example
commit 2.5.0 2024-05-30 'Release 2.5.0' && git tag v2.5.0
commit 2.5.1-dev 2024-05-30 'Prepare the next version' && git tag v2.5-beta1
commit 2.5.1 2024-10-30 'Release 2.5.1' && git tag v2.5.1
git push -q "$origin" main --tags
cd "$home"
rm -rf work

git clone -q "$origin" status-page
cd "$root"
git checkout -q v2.3.0
mkdir data
sed -e 's/^SITE_NAME=.*/SITE_NAME=Status of the Example Company/' -e 's/^ITEMS_PER_PAGE=.*/ITEMS_PER_PAGE=50/' \
    -e 's/^SECRET_KEY=.*/SECRET_KEY=practice-only-0d1f4c/' status-page.conf.example >status-page.conf
chmod 600 status-page.conf
printf '# Packages of our own\n' >local_requirements.txt
PACE=quick ./upgrade.sh >"$home/first-installation.log" 2>&1
./manage.sh fill
./service.sh start web scheduler worker
printf 'This folder was made by Handrail to practise on. It may be deleted when Handrail is closed.\n' >"$home/practice-server"
