# Run once by the postgres image, when it sets up a new volume: the three databases of sourcing, beside the shop's own.
# Three servers would do as well; the processes only know three addresses.
#
# For a volume that was there before:  docker compose exec postgres bash /docker-entrypoint-initdb.d/sourcing_databases.sh
for name in drop01_source drop01_dropship drop01_market; do
  createdb --username "$POSTGRES_USER" --owner "$POSTGRES_USER" "$name"
done
