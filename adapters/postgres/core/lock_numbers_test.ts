import { assert, assertEquals } from "@std/assert";
import { LOCKS } from "./lock_numbers.ts";

const ROOT = new URL("../../../", import.meta.url);
const FOLDERS = ["adapters", "application", "cmd", "domain", "migrations", "testing"];
/** Numbers of the range that the locks have, and any other that a lock is taken under. */
const LITERALS = [/\b7_?15\d_?\d{3}\b/g, /(?<=advisory\w*lock\w*\(\s*)\d[\d_]*/g];

async function* sources(folder: URL): AsyncGenerator<URL> {
  for await (const entry of Deno.readDir(folder)) {
    const url = new URL(entry.isDirectory ? `${entry.name}/` : entry.name, folder);
    if (entry.isDirectory) yield* sources(url);
    else if (/\.(ts|sql)$/.test(entry.name)) yield url;
  }
}

Deno.test("LOCKS has no number twice", () => {
  const numbers = Object.values(LOCKS);
  assertEquals(new Set(numbers).size, numbers.length);
});

Deno.test("LOCKS has every advisory lock's number: no program writes one itself, and no migration another", async () => {
  const numbers: ReadonlySet<number> = new Set(Object.values(LOCKS));
  const strays: string[] = [];
  const inMigrations: number[] = [];
  for (const folder of FOLDERS) {
    for await (const url of sources(new URL(`${folder}/`, ROOT))) {
      if (/\/lock_numbers(_test)?\.ts$/.test(url.pathname)) continue;
      const text = await Deno.readTextFile(url);
      const found = LITERALS.flatMap((literal) => text.match(literal) ?? []).map((n) => Number(n.replaceAll("_", "")));
      if (folder === "migrations") inMigrations.push(...found);
      if (found.some((number) => folder !== "migrations" || !numbers.has(number))) strays.push(url.pathname);
    }
  }
  assertEquals(strays, []);
  assert(inMigrations.includes(LOCKS.identityPartitions), "the search finds those that are there");
});
