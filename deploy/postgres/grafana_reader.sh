# Run once by the postgres image, when it sets up a new volume: a role that can read everything and change nothing. Grafana
# lets whoever sees a dashboard send any query, so it does not get the owner's account.
#
# For a database that was there before:  docker compose exec postgres bash /docker-entrypoint-initdb.d/grafana_reader.sh
psql --set ON_ERROR_STOP=1 --set password="$GRAFANA_DB_PASSWORD" --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
create role grafana_reader login password :'password' in role pg_read_all_data;
alter role grafana_reader set default_transaction_read_only = on;
alter role grafana_reader set statement_timeout = '30s';
SQL
