import { parseEnv } from "node:util";

export type Env = Readonly<Record<string, string | undefined>>;

/**
 * What the process was told: the environment, and beneath it a `.env` file in the folder it was started in. The only
 * place that reads either; an empty value counts as not set, as Compose's `${NAME:-}` gives it.
 */
export async function readEnv(): Promise<Env> {
  const file = await Deno.readTextFile(".env").catch(() => "");
  const merged = { ...parseEnv(file), ...Deno.env.toObject() };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value?.trim() !== ""));
}
