import { assertEquals, assertRejects } from "@std/assert";
import { createWhole } from "./create_whole.ts";

Deno.test("createWhole leaves no folder when filling fails, and fills it the next time", async () => {
  const root = await Deno.makeTempDir();
  const path = `${root}/data`;
  const fill = async (into: string, last: () => void) => {
    await Deno.mkdir(into);
    await Deno.writeTextFile(`${into}/first`, "1");
    last();
  };
  try {
    const fail = () => {
      throw new Error("on purpose");
    };
    await assertRejects(() => createWhole(path, (into) => fill(into, fail)), Error, "on purpose");
    await assertRejects(() => Deno.stat(path), Deno.errors.NotFound);
    await createWhole(path, (into) => fill(into, () => {}));
    await createWhole(path, (into) => fill(into, fail));
    assertEquals([...Deno.readDirSync(root)].map((entry) => entry.name), ["data"]);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
