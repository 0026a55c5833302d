import { reasonOf } from "../../application/shared/fault.ts";
import { UnusableFile } from "./unusable_file.ts";

/** What is unpacked, as it comes; fails with `UnusableFile` where the archive does. */
export function wholeOrDamaged(
  name: string,
  unpacked: ReadableStream<Uint8Array<ArrayBuffer>>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return ReadableStream.from((async function* () {
    try {
      yield* unpacked;
    } catch (cause) {
      throw damaged(name, cause);
    }
  })());
}

export function damaged(name: string, cause: unknown): UnusableFile {
  return new UnusableFile(name, `the archive is damaged or cut off (${reasonOf(cause)}); export or download it again`, {
    cause,
  });
}
