import { Outage } from "../../../application/shared/fault.ts";
import type { ErasureDigests } from "../../system/erasure_digests.ts";
import type { SqlScope } from "./connect.ts";

/**
 * Under another key everybody who was erased would come back unnoticed. Throws `Outage`.
 *
 * @param fingerprint of the key under which registers were begun, hexadecimal
 */
export function requireSameKey(digests: ErasureDigests, fingerprint: string | null): void {
  const own = digests.fingerprint();
  if (fingerprint === null || own?.toString("hex") === fingerprint) return;
  const found = own ? "is another one than the register was begun with" : "is not set here, and the register has one";
  throw new Outage("the register of erased ids", `ERASURE_KEY ${found}`);
}

export async function requireRegistersKey(sql: SqlScope, digests: ErasureDigests): Promise<void> {
  const [row] = await sql<{ fingerprint: string }[]>`select encode(fingerprint, 'hex') as fingerprint from erasure_key`;
  requireSameKey(digests, row?.fingerprint ?? null);
}

/** Before the first digest under it. */
export async function noteKey(sql: SqlScope, digests: ErasureDigests): Promise<void> {
  await requireRegistersKey(sql, digests);
  const fingerprint = digests.fingerprint();
  if (fingerprint) await sql`insert into erasure_key (fingerprint) values (${fingerprint}) on conflict do nothing`;
}
