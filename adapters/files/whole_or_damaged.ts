import { reasonOf } from "../../application/shared/fault.ts";
import { UnusableFile } from "./unusable_file.ts";

/** Tables of orders are packed to a tenth; a hundredfold more is made to keep its reader busy. */
const MOST_UNPACKED_FROM_ONE = 200;
const ALWAYS_UNPACKED_BYTES = 64 * 1024 * 1024;

/**
 * What is unpacked, as it comes; fails with `UnusableFile` where the archive does, or where it is no archive of data.
 *
 * @param packedBytes `null` where they aren't known
 */
export function wholeOrDamaged(
  name: string,
  unpacked: ReadableStream<Uint8Array<ArrayBuffer>>,
  packedBytes: number | null,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const most = packedBytes === null ? Infinity : Math.max(ALWAYS_UNPACKED_BYTES, MOST_UNPACKED_FROM_ONE * packedBytes);
  return ReadableStream.from((async function* () {
    let bytes = 0;
    try {
      for await (const chunk of unpacked) {
        bytes += chunk.length;
        if (bytes > most) throw new UnusableFile(name, `it unpacks to more than ${most} bytes, as no table does`);
        yield chunk;
      }
    } catch (cause) {
      throw cause instanceof UnusableFile ? cause : damaged(name, cause);
    }
  })());
}

export function damaged(name: string, cause: unknown): UnusableFile {
  return new UnusableFile(name, `the archive is damaged or cut off (${reasonOf(cause)}); export or download it again`, {
    cause,
  });
}
