#!/bin/sh
# Runs `portal` in a container. What is secret comes from files, never from the settings of the
# container, which everybody who may inspect it can read.
#
# DATABASE_URL_FILE        file with the address of the database, for the application
# OWNER_DATABASE_URL_FILE  file with its address for the owner; only where something is migrated
set -eu

if [ -n "${DATABASE_URL_FILE:-}" ]; then
    PORTAL_DATABASE_URL=$(cat "$DATABASE_URL_FILE")
    export PORTAL_DATABASE_URL
fi
if [ -n "${OWNER_DATABASE_URL_FILE:-}" ]; then
    PORTAL_OWNER_DATABASE_URL=$(cat "$OWNER_DATABASE_URL_FILE")
    export PORTAL_OWNER_DATABASE_URL
fi

# The portal serves as a role that owns nothing, and does not know the owner.
if [ "${1:-}" = serve ] && [ -n "${PORTAL_OWNER_DATABASE_URL:-}" ]; then
    portal migrate
    unset PORTAL_OWNER_DATABASE_URL OWNER_DATABASE_URL_FILE
fi

exec portal "$@"
