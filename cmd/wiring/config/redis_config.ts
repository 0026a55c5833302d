import { z } from "zod";
import { type PasswordFile, passwordFileOf } from "./reread.ts";
import { type Env, flag, readSettings } from "./settings.ts";
import { type ClientCertificate, clientCertificate } from "./tls.ts";

export interface RedisConfig {
  readonly url: string;
  /** Whether the one address is the entrance to a Cluster; several addresses always are. */
  readonly cluster: boolean;
  /** Instead of the address' password. */
  readonly passwordFile: PasswordFile | null;
  readonly caFile: string | null;
  readonly certificate: ClientCertificate | null;
}

const settings = z.object({
  REDIS_URL: z.string().refine(
    isRedisUrl,
    "expected redis://host:port, or rediss:// for TLS; a password percent-encoded",
  )
    .optional(),
  REDIS_PASSWORD_FILE: z.string().optional(),
  REDIS_CLUSTER: flag.default(false),
  REDIS_CA_FILE: z.string().optional(),
  REDIS_CERT_FILE: z.string().optional(),
  REDIS_KEY_FILE: z.string().optional(),
});

export const REDIS_SETTINGS: readonly string[] = Object.keys(settings.shape);

export function parseRedisConfig(env: Env): RedisConfig | null {
  const s = readSettings(settings, env);
  const certificate = clientCertificate("REDIS", s);
  if (!s.REDIS_URL) return null;
  return {
    url: s.REDIS_URL,
    cluster: s.REDIS_CLUSTER,
    passwordFile: passwordFileOf("REDIS_PASSWORD_FILE", s.REDIS_PASSWORD_FILE),
    caFile: s.REDIS_CA_FILE ?? null,
    certificate,
  };
}

/** One address, or several of a Cluster, all with TLS or all without. */
function isRedisUrl(text: string): boolean {
  const parts = text.split(",").map((part) => part.trim());
  const protocols = new Set(parts.map((part) => URL.canParse(part) ? new URL(part).protocol : ""));
  return protocols.size === 1 && (protocols.has("redis:") || protocols.has("rediss:")) &&
    parts.every((part) => new URL(part).hostname !== "");
}
