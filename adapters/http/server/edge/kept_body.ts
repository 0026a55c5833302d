import { createHash } from "node:crypto";
import type { RequestContext } from "../environment.ts";
import { chunksOf } from "./body_limit.ts";

interface KeptBody extends AsyncDisposable {
  readonly path: string;
  readonly bytes: number;
  /** SHA-256, hexadecimal. */
  readonly digest: string;
}

const PREFIX = "tillstream-upload-";
const ABANDONED_MS = 24 * 60 * 60 * 1_000;

/** The body in a file that only this user may read, removed when it is disposed of: memory does not grow with it. */
export async function keepBody(c: RequestContext): Promise<KeptBody> {
  const path = await Deno.makeTempFile({ prefix: PREFIX });
  const remove = () => Deno.remove(path).catch(() => {});
  try {
    const hash = createHash("sha256");
    let bytes = 0;
    {
      using file = await Deno.open(path, { write: true });
      for await (const chunk of chunksOf(c)) {
        hash.update(chunk);
        bytes += chunk.length;
        for (let written = 0; written < chunk.length;) written += await file.write(chunk.subarray(written));
      }
    }
    return { path, bytes, digest: hash.digest("hex"), [Symbol.asyncDispose]: remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Files of processes that were killed while they had them. */
export async function removeAbandonedBodies(folder: string, now: Date): Promise<void> {
  for await (const { name, isFile } of Deno.readDir(folder)) {
    if (!isFile || !name.startsWith(PREFIX)) continue;
    const path = `${folder}/${name}`;
    const { mtime } = await Deno.stat(path).catch(() => ({ mtime: null }));
    if (mtime && now.getTime() - mtime.getTime() > ABANDONED_MS) await Deno.remove(path).catch(() => {});
  }
}
