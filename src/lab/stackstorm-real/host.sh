#!/bin/sh
# What stands in for MongoDB, from Go's modules. host.sh FOLDER
set -eu
cd "$(dirname "$0")/mongod"
CGO_ENABLED=0 GOFLAGS=-mod=readonly go build -o "$1/mongod" .
