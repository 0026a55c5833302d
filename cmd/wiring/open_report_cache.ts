import { MemoryReportCache } from "../../adapters/memory/store/report_cache.ts";
import { RedisReportCache, type RedisReportCacheOptions } from "../../adapters/redis/store/report_cache.ts";
import type { ReportCache } from "../../application/store/ports/report_cache.ts";
import { openRedis } from "./engines/open_redis.ts";
import type { Process } from "./process/run_process.ts";

/** Opens the configured Redis, or, where none is, the reports of this process. */
export function openReportCache(process: Process, options: RedisReportCacheOptions = {}): ReportCache {
  const { redis, prefix } = process.config;
  if (!redis) return new MemoryReportCache({ now: () => performance.now() });
  return new RedisReportCache(openRedis(process, redis), prefix, options);
}
