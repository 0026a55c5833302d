import { createHash } from "node:crypto";

/** SHA-256, hexadecimal; `null` for a pipe, which can't be read twice. */
export async function fileDigest(path: string): Promise<string | null> {
  if (!(await Deno.stat(path)).isFile) return null;
  const hash = createHash("sha256");
  for await (const chunk of (await Deno.open(path)).readable) hash.update(chunk);
  return hash.digest("hex");
}
