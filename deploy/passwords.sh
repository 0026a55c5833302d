#!/bin/sh
# Gives everything of compose.yaml that has a password one of its own, in .env; what has one keeps it.
#   sh deploy/passwords.sh
set -eu
cd "$(dirname "$0")/.."
umask 077
touch .env
chmod 600 .env
# A last line without an end would swallow the first password.
[ -z "$(tail -c 1 .env)" ] || echo >>.env
for name in POSTGRES_PASSWORD GRAFANA_PASSWORD GRAFANA_DB_PASSWORD KAFKA_UI_PASSWORD; do
  if grep -q "^$name=." .env; then
    echo "$name: kept"
  else
    # Letters and digits alone: it stands in addresses too.
    echo "$name=$(LC_ALL=C tr -dc 'A-Za-z0-9' </dev/urandom | head -c 32)" >>.env
    echo "$name: made"
  fi
done
