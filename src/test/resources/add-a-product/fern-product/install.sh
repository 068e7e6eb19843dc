#!/bin/sh
# Makes an index with three releases of Fern Wiki, and installs 1.0.0 from it: install.sh FOLDER SOCKET PORT
set -eu
product=$(cd "$(dirname "$0")" && pwd)
folder=$1
mkdir -p "$folder/index"
for version in 1.0.0 1.1.0 2.0.0; do python3 "$product/wheel.py" "$version" "$product/fern.py" "$folder/index"; done
mkdir "$folder/fern-wiki"
cd "$folder/fern-wiki"
printf 'DB_NAME=fern\nDB_USER=fern\nDB_PASSWORD=a:b\nDB_HOST=%s\nDB_PORT=%s\nINDEX=%s\n' "$2" "$3" "$folder/index" >settings.env
psql -Xq -h "$2" -p "$3" -U postgres -d postgres -c 'create role fern login createdb' -c 'create database fern owner fern'
python3 -m venv venv
venv/bin/python3 -m pip install -q --no-index --find-links "$folder/index" fern==1.0.0
FERN_SETTINGS=$PWD/settings.env venv/bin/python3 -m fern migrate
