import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { UnusableFile } from "./unusable_file.ts";
import { wholeOrDamaged } from "./whole_or_damaged.ts";

const MEGABYTE = new Uint8Array(1_048_576);

function unpacked(megabytes: number, taken: { count: number } = { count: 0 }) {
  return ReadableStream.from((function* () {
    for (; taken.count < megabytes; taken.count++) yield MEGABYTE;
  })());
}

async function lengthOf(stream: ReadableStream<Uint8Array>): Promise<number> {
  let bytes = 0;
  for await (const chunk of stream) bytes += chunk.length;
  return bytes;
}

Deno.test("wholeOrDamaged stops reading what unpacks without end, and reads all of a table", async () => {
  const taken = { count: 0 };
  const { message } = await assertRejects(
    () => lengthOf(wholeOrDamaged("a.csv.gz", unpacked(1_000, taken), 100_000)),
    UnusableFile,
  );
  assertStringIncludes(message, "a.csv.gz: it unpacks to more than");
  assert(taken.count < 100, `${taken.count} megabytes`);
  assertEquals(await lengthOf(wholeOrDamaged("a.csv.gz", unpacked(64), 100)), 64 * MEGABYTE.length);
  assertEquals(await lengthOf(wholeOrDamaged("a.csv.gz", unpacked(90), MEGABYTE.length)), 90 * MEGABYTE.length);
  assertEquals(await lengthOf(wholeOrDamaged("a pipe", unpacked(90), null)), 90 * MEGABYTE.length);
});
