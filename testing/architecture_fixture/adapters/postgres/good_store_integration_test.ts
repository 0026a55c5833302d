import "../redis/good_cache.ts";
import "../../cmd/services/engines.ts";
