import { assert, assertEquals, assertRejects } from "@std/assert";
import { WrongSettings } from "../wiring/config/settings.ts";
import { writeMigration } from "./write_migration.ts";

async function inFolder(files: readonly string[], test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    for (const file of files) await Deno.writeTextFile(`${folder}/${file}`, "select 1;\n");
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function names(folder: string): Promise<string[]> {
  return (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name).sort();
}

Deno.test("writeMigration numbers after the highest there is, whatever is missing below", () =>
  inFolder(["001.do.fruit.sql", "001.undo.fruit.sql", "009.do.colour.sql", "README.md"], async (folder) => {
    const { version, files } = await writeMigration(folder, "store_hours");
    assertEquals(version, 10);
    assertEquals(files, [`${folder}/010.do.store_hours.sql`, `${folder}/010.undo.store_hours.sql`]);
    for (const file of files) assert((await Deno.readTextFile(file)).startsWith("-- "));
    assertEquals((await writeMigration(folder, "next")).version, 11);
  }));

Deno.test("writeMigration writes a draft's statements into both files, and asks for none where the name is wrong", () =>
  inFolder([], async (folder) => {
    const draft = () =>
      Promise.resolve({ do: ["alter table a add column b int;"], undo: ["alter table a drop column b;"] });
    const { files } = await writeMigration(folder, "more", draft);
    const [does, undoes] = await Promise.all(files.map((file) => Deno.readTextFile(file)));
    assertEquals(does, "-- What this changes, and why.\nalter table a add column b int;\n");
    assertEquals(undoes, "-- Takes back what 001.do.more.sql does, all of it.\nalter table a drop column b;\n");
    await assertRejects(() => writeMigration(folder, "Bad", () => Promise.reject(new Error("asked"))), WrongSettings);
  }));

Deno.test("writeMigration begins with 1", () =>
  inFolder([], async (folder) => {
    assertEquals((await writeMigration(folder, "first")).version, 1);
    assertEquals(await names(folder), ["001.do.first.sql", "001.undo.first.sql"]);
  }));

Deno.test("writeMigration refuses names that no file should have, names that are taken, and writes nothing then", () =>
  inFolder(["001.do.fruit.sql", "001.undo.fruit.sql"], async (folder) => {
    const before = await names(folder);
    for (const name of ["", "Fruit", "fruit-bowl", "../fruit", "1st", "a.b", "과일", "a".repeat(51), "fruit"]) {
      await assertRejects(() => writeMigration(folder, name), WrongSettings, name === "" ? "missing" : `"${name}"`);
    }
    assertEquals(await names(folder), before);
  }));

Deno.test("writeMigration by many at once gives no number twice", () =>
  inFolder([], async (folder) => {
    await Promise.allSettled(Array.from({ length: 10 }, (_, n) => writeMigration(folder, `name_${n}`)));
    const numbers = (await names(folder)).map((name) => name.split(".").slice(0, 2).join("."));
    assertEquals(numbers.length, new Set(numbers).size);
  }));

Deno.test("writeMigration writes no number of four digits", () =>
  inFolder(["999.do.last.sql"], async (folder) => {
    await assertRejects(() => writeMigration(folder, "more"), Error, "999");
    assertEquals(await names(folder), ["999.do.last.sql"]);
  }));
