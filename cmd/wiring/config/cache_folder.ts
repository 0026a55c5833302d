import type { Env } from "./read_env.ts";

/** Where this system keeps what a program can make again, for the user; `null` when the environment does not say. */
export function cacheFolder(env: Env, os: typeof Deno.build.os): string | null {
  const base = os === "windows"
    ? env.LOCALAPPDATA
    : env.XDG_CACHE_HOME ?? (env.HOME && (os === "darwin" ? `${env.HOME}/Library/Caches` : `${env.HOME}/.cache`));
  return base ? `${base}/tillstream` : null;
}
