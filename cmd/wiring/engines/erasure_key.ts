import { Buffer } from "node:buffer";
import { ErasureDigests } from "../../../adapters/system/erasure_digests.ts";
import type { Config } from "../config/config.ts";

/** Where several machines share a database and no key is set, digests have none. */
export function openErasureDigests(config: Config): ErasureDigests {
  return new ErasureDigests(rootKeyOf(config));
}

/** ERASURE_KEY, or beside an embedded database a file that is made with the first call; otherwise `null`. */
export function rootKeyOf({ erasureKey, dataFolder, database }: Config): Uint8Array | null {
  if (erasureKey !== null) return Buffer.from(erasureKey);
  if (dataFolder === null || database.kind === "server") return null;
  const path = `${dataFolder}/erasure.key`;
  try {
    const fresh = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("hex");
    Deno.writeTextFileSync(path, fresh, { createNew: true, mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
  }
  return Buffer.from(Deno.readTextFileSync(path));
}
