#!/bin/sh
# PostgreSQL 12 as Maven Central has it: Debian's bookworm starts at 15. Runs on this machine; host.sh FOLDER
set -eu
mvn -q -B -f "$(dirname "$0")/pom.xml" dependency:copy-dependencies -DoutputDirectory="$1"
cd "$1"
unzip -q -o ./*.jar '*.txz'
tar -xJf ./*.txz
rm -f ./*.jar ./*.txz
