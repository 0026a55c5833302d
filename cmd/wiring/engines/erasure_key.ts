import { Buffer } from "node:buffer";
import { ErasureDigests } from "../../../adapters/system/erasure_digests.ts";
import type { Config } from "../config/config.ts";

/**
 * ERASURE_KEY, or beside an embedded database a file that is made with the first register. Where several machines share
 * a database and none is set, digests have no key.
 */
export function openErasureDigests({ erasureKey, dataFolder, database }: Config): ErasureDigests {
  if (erasureKey !== null) return new ErasureDigests(Buffer.from(erasureKey));
  if (dataFolder === null || database.kind === "server") return new ErasureDigests();
  const path = `${dataFolder}/erasure.key`;
  try {
    const fresh = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("hex");
    Deno.writeTextFileSync(path, fresh, { createNew: true, mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
  }
  return new ErasureDigests(Buffer.from(Deno.readTextFileSync(path)));
}
