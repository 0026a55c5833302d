import { assertEquals } from "@std/assert";
import { sweepTemplates } from "./sweep_templates.ts";
import { DAY_MS } from "../../domain/shared/durations.ts";

const NOW = Date.UTC(2026, 2, 2);

Deno.test("sweepTemplates removes templates unused for a month and abandoned partial ones", async () => {
  const folder = await Deno.makeTempDir();
  await using _folder = { [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }) };
  const unusedForDays = {
    "pglite-1/main-old": 31,
    "pglite-1/main-other": 29,
    "pglite-1/main-old.1234.half": 2,
    "pglite-2/main-new": 0,
    "pglite-2/main-new.5678.half": 0.5,
  };
  for (const [name, days] of Object.entries(unusedForDays)) {
    await Deno.mkdir(`${folder}/${name}/base`, { recursive: true });
    const at = new Date(NOW - days * DAY_MS);
    await Deno.utime(`${folder}/${name}`, at, at);
  }
  await Deno.writeTextFile(`${folder}/pglite-1/a file`, "");
  await sweepTemplates(folder, NOW);
  const left = async (version: string) =>
    (await Array.fromAsync(Deno.readDir(`${folder}/${version}`))).map(({ name }) => name).sort();
  assertEquals(await left("pglite-1"), ["a file", "main-other"]);
  assertEquals(await left("pglite-2"), ["main-new", "main-new.5678.half"]);
  await sweepTemplates(`${folder}/not there`, NOW);
});
