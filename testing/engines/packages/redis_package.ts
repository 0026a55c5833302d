import { findProgram } from "../find_program.ts";
import type { Package } from "./package.ts";
import { aptInstall, missingForApt } from "./apt.ts";

/** Redis 7 or newer (which can choose the cluster's bus ports), from the system's packages. */
export const redisPackage: Package = {
  title: "Redis",
  through: "apt",
  installed: () => findProgram("redis-server") !== undefined && findProgram("redis-cli") !== undefined,
  missing: () =>
    Promise.resolve(redisPackage.installed() ? [] : missingForApt("redis-server", "Redis and Redis Cluster")),
  install: () => aptInstall("redis-server"),
};
