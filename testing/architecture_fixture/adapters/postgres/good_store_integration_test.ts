import "../redis/good_cache.ts";
import "../../testing/anything.ts";
