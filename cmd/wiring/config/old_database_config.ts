import { z } from "zod";
import { connectionSettings, server, type ServerDatabase } from "./database_config.ts";
import type { Env } from "./read_env.ts";
import { readSettings } from "./settings.ts";

const settings = z.object({ OLD_DATABASE_URL: z.string().optional() });

/** Every variable that {@link parseOldDatabase} reads and nothing else does. */
export const OLD_DATABASE_SETTINGS: readonly string[] = Object.keys(settings.shape);

/**
 * The one database that is split into three, by a flag or `OLD_DATABASE_URL`; `null` when neither is given. TLS and
 * prepared statements as for the main one. Throws `WrongSettings`.
 */
export function parseOldDatabase(env: Env, flag?: string): ServerDatabase | null {
  const { OLD_DATABASE_URL } = readSettings(settings, env);
  const [variable, url] = flag === undefined ? ["OLD_DATABASE_URL", OLD_DATABASE_URL] : ["--from", flag];
  if (!url) return null;
  return server(readSettings(connectionSettings, env), variable, { variable, url: url.trim(), tls: "off" });
}
