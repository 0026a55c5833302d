import "../../adapters/redis/good_cache.ts";
import "../../adapters/postgres/good_store.ts";
import "npm:p-retry@9.0.0";
