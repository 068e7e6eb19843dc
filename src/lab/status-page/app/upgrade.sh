#!/bin/bash
# Brings a checkout into service: a new virtual environment, its packages, the database, the static files.
# Written for Handrail's lab in the shape of Status-Page's script: the same steps, texts and exit codes.

# 1: work in the folder of the checkout
cd "$(dirname "$0")" || exit 1
VIRTUALENV="$(pwd -P)/venv"
PYTHON="${PYTHON:-python3}"

# 2: the version of Python
COMMAND="${PYTHON} -c 'import sys; exit(1 if sys.version_info < (3, 10) else 0)'"
PYTHON_VERSION=$(eval "${PYTHON} -V") || exit 1
eval "$COMMAND" || {
  echo "--------------------------------------------------------------------"
  echo "ERROR: Unsupported Python version: ${PYTHON_VERSION}. Status-Page requires"
  echo "Python 3.10 or later. To specify an alternate Python executable, set"
  echo "the PYTHON environment variable. For example:"
  echo ""
  echo "  sudo PYTHON=/usr/bin/python3.10 ./upgrade.sh"
  echo ""
  echo "To show your current Python version: ${PYTHON} -V"
  echo "--------------------------------------------------------------------"
  exit 1
}
echo "Using ${PYTHON_VERSION}"

# 3: the old virtual environment goes away
if [ -d "$VIRTUALENV" ]; then
  COMMAND="rm -rf ${VIRTUALENV}"
  echo "Removing old virtual environment..."
  eval "$COMMAND"
else
  WARN_MISSING_VENV=1
fi

# 4: a new one
COMMAND="${PYTHON} -m venv ${VIRTUALENV}"
echo "Creating a new virtual environment at ${VIRTUALENV}..."
eval "$COMMAND" || {
  echo "--------------------------------------------------------------------"
  echo "ERROR: Failed to create the virtual environment. Check that you have"
  echo "the required system packages installed and the following path is"
  echo "writable: ${VIRTUALENV}"
  echo "--------------------------------------------------------------------"
  exit 1
}
# shellcheck disable=SC1091
source "${VIRTUALENV}/bin/activate"

run() {
  echo "$1 ($2)..."
  eval "$2" || exit 1
}

# 5 and 6: its own tools
run "Updating pip" "pip install --upgrade pip"
run "Installing Python system packages" "pip install wheel"

# 7 and 8: what the application needs, and what this deployment adds
run "Installing core dependencies" "pip install -r requirements.txt"
if [ -s "local_requirements.txt" ]; then
  run "Installing local dependencies" "pip install -r local_requirements.txt"
elif [ -f "local_requirements.txt" ]; then
  echo "Skipping local dependencies (local_requirements.txt is empty)"
else
  echo "Skipping local dependencies (local_requirements.txt not found)"
fi

# 9 to 14: database, documentation, static files, left-overs
run "Applying database migrations" "python3 statuspage/manage.py migrate"
run "Building documentation" "mkdocs build"
run "Collecting static files" "python3 statuspage/manage.py collectstatic --no-input"
run "Removing stale content types" "python3 statuspage/manage.py remove_stale_contenttypes --no-input"
run "Removing expired user sessions" "python3 statuspage/manage.py clearsessions"
run "Clearing cache data" "python3 statuspage/manage.py clearcache"

# 15: someone who had no environment before should look at the services
if [ -n "${WARN_MISSING_VENV}" ]; then
  echo "--------------------------------------------------------------------"
  echo "WARNING: No existing virtual environment was detected. A new one has"
  echo "been created. Update your systemd service files to reflect the new"
  echo "Python and gunicorn executables. (If this is a new installation,"
  echo "this warning can be ignored.)"
  echo "--------------------------------------------------------------------"
fi

# 16
echo "Upgrade complete! Don't forget to restart the Status-Page services:"
echo "  > sudo systemctl restart status-page status-page-scheduler status-page-rq"
