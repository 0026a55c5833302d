import { assert, assertEquals, assertRejects } from "@std/assert";
import { SmallDisk } from "./small_disk.ts";

Deno.test("SmallDisk is full until it is freed, or says why there is none", async () => {
  const disk = await SmallDisk.make(16);
  if (!(disk instanceof SmallDisk)) return assert(disk.refused.length > 0);
  await using small = disk;
  const write = () => Deno.writeFile(`${small.path}/data`, new Uint8Array(64 * 1024));
  await write();
  const free = await small.fill();
  await assertRejects(() => Deno.writeFile(`${small.path}/more`, new Uint8Array(64 * 1024)));
  assertEquals((await Deno.stat(`${small.path}/data`)).size, 64 * 1024);
  await free();
  await write();
});
