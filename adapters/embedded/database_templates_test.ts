import { assert, assertEquals } from "@std/assert";
import { connectPostgres } from "../postgres/core/connect.ts";
import { type Beginning, DatabaseTemplates, PGLITE_VERSION } from "./database_templates.ts";
import { startEmbeddedPostgres } from "./start_postgres.ts";

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  await using _folder = { [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }) };
  await work(folder);
}

const on = async <T>(url: string, work: (sql: ReturnType<typeof connectPostgres>) => PromiseLike<T>): Promise<T> => {
  const sql = connectPostgres({ url, max: 1 });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
};

/** A template that counts how often it was filled. */
function shelf(): Beginning & { filled: number } {
  const beginning = {
    name: "shelf",
    filled: 0,
    fill: async (url: string) => {
      beginning.filled++;
      await on(url, (sql) => sql`create table shelf (n int)`);
    },
  };
  return beginning;
}

async function hasShelf(folder: string): Promise<boolean> {
  const postgres = await startEmbeddedPostgres(folder);
  try {
    return await on(
      postgres.url,
      async (sql) => (await sql`select to_regclass('shelf') is not null as known`)[0]!.known,
    );
  } finally {
    await postgres.stop();
  }
}

Deno.test("DatabaseTemplates use the pinned PGlite version", async () => {
  const config = JSON.parse(await Deno.readTextFile(new URL("../../deno.json", import.meta.url)));
  assertEquals(config.imports["@electric-sql/pglite"], `npm:@electric-sql/pglite@${PGLITE_VERSION}`);
});

Deno.test("DatabaseTemplates prepare fills a database once and copies it for every other folder and process", () =>
  inFolder(async (folder) => {
    const kept = `${folder}/kept`;
    const beginning = shelf();
    for (const name of ["a", "b"]) {
      await using templates = new DatabaseTemplates(kept);
      await templates.prepare(`${folder}/${name}`, beginning);
      assert(await hasShelf(`${folder}/${name}`), name);
    }
    assertEquals(beginning.filled, 1);
    await using templates = new DatabaseTemplates(kept);
    await Deno.writeTextFile(`${folder}/a/mine`, "");
    await templates.prepare(`${folder}/a`, beginning);
    assert((await Deno.stat(`${folder}/a/mine`)).isFile);
    const halves = (await Array.fromAsync(Deno.readDir(`${kept}/pglite-${PGLITE_VERSION}`))).map(({ name }) => name);
    assertEquals(halves.sort(), ["empty", "shelf"]);
  }));

Deno.test("DatabaseTemplates remove the templates of older versions and keep those in use", () =>
  inFolder(async (folder) => {
    const kept = `${folder}/kept`;
    const longAgo = new Date("2001-01-01");
    const left = `${kept}/pglite-0/shelf`;
    await Deno.mkdir(left, { recursive: true });
    await Deno.utime(left, longAgo, longAgo);
    await using templates = new DatabaseTemplates(kept);
    await templates.prepare(`${folder}/a`, shelf());
    assertEquals(await Array.fromAsync(Deno.readDir(`${kept}/pglite-0`)), []);
    const template = `${kept}/pglite-${PGLITE_VERSION}/shelf`;
    await Deno.utime(template, longAgo, longAgo);
    await templates.prepare(`${folder}/b`, shelf());
    assert((await Deno.stat(template)).mtime! > longAgo, "its use is marked");
  }));

Deno.test("DatabaseTemplates prepare makes an empty database and leaves no files when templates cannot be kept", () =>
  inFolder(async (folder) => {
    const occupied = `${folder}/file`;
    const beginning = shelf();
    await Deno.writeTextFile(occupied, "no folder");
    await using templates = new DatabaseTemplates(occupied);
    await templates.prepare(`${folder}/a`, beginning);
    assertEquals([await hasShelf(`${folder}/a`), beginning.filled], [false, 0]);
    assertEquals((await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name).sort(), ["a", "file"]);
  }));
