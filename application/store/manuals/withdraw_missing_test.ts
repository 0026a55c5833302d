import { assertEquals } from "@std/assert";
import { manualIdSchema } from "../../../domain/store/manuals/manual.ts";
import { MemoryManuals } from "../../../testing/memory/store/manuals.ts";
import { withdrawMissing } from "./withdraw_missing.ts";

const NOW = new Date("2026-03-02T03:00:00Z");
const deps = (manuals: MemoryManuals) => ({ manuals, clock: () => NOW });

async function holding(...added: readonly (readonly [id: string, kind?: string, ...stores: string[]])[]) {
  const manuals = new MemoryManuals();
  for (const [id, kind = "manual", ...stores] of added) {
    const version = { title: id, text: id, validFrom: "2026-01-01", fingerprint: id, format: "text" as const };
    const given = { ...version, manualId: manualIdSchema.parse(id), kind, stores, passages: [] };
    await manuals.add(given, { space: "s", byHash: new Map() }, NOW);
  }
  const held = async () =>
    (await manuals.list({ on: "2026-03-02", kind: null, store: null }, { after: null, limit: 99 }))
      .filter(({ withdrawn }) => !withdrawn).map(({ manualId }) => manualId);
  return { manuals, held };
}

Deno.test("withdrawMissing withdraws what holds and is not present, from today on", async () => {
  const { manuals, held } = await holding(["a"], ["b"], ["c"]);
  const withdrawn = await withdrawMissing(deps(manuals), new Set(["a", "c", "new"]), { mostMissing: 0.2 });
  assertEquals<unknown>(withdrawn, { outcome: "withdrawn", held: 3, missing: ["b"] });
  assertEquals<string[]>(await held(), ["a", "c"]);
  const yesterday = await manuals.list({ on: "2026-03-01", kind: null, store: null }, { after: null, limit: 99 });
  assertEquals(yesterday.length, 3);
});

Deno.test("withdrawMissing withdraws nothing where more is missing than allowed", async () => {
  const { manuals, held } = await holding(["a"], ["b"], ["c"], ["d"]);
  const refused = await withdrawMissing(deps(manuals), new Set(["a", "d"]), { mostMissing: 0.2 });
  assertEquals<unknown>(refused, { outcome: "refused", held: 4, missing: ["b", "c"] });
  assertEquals((await held()).length, 4);
  assertEquals((await withdrawMissing(deps(manuals), new Set(["a", "d"]), { mostMissing: 0.5 })).outcome, "withdrawn");
});

Deno.test("withdrawMissing keeps to the kind and to the stores that the folder is the whole of", async () => {
  const { manuals, held } = await holding(["a", "recipe", "1"], ["b", "recipe", "2"], ["c", "policy"], ["d", "recipe"]);
  await withdrawMissing(deps(manuals), new Set(), { kind: "recipe", stores: ["1"], mostMissing: 1 });
  assertEquals<string[]>(await held(), ["b", "c", "d"]);
  await withdrawMissing(deps(manuals), new Set(["d"]), { kind: "recipe", mostMissing: 1 });
  assertEquals<string[]>(await held(), ["c", "d"]);
});
