import { CommandFailed } from "../../application/shared/fault.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import type { MigrationDraft } from "./draft_migration.ts";

interface WrittenMigration {
  readonly version: number;
  readonly files: readonly [string, string];
}

const NAME = /^[a-z][a-z0-9_]{0,49}$/;
const FILE = /^(\d+)\.(?:do|undo)\.(.+)\.sql$/;
const LAST = 999;

/** Never overwrites; two at once get two numbers. Throws `WrongSettings` for a bad or used name, before `draft`. */
export async function writeMigration(
  folder: string,
  name: string,
  draft: () => Promise<MigrationDraft | null> = () => Promise.resolve(null),
): Promise<WrittenMigration> {
  if (!NAME.test(name)) {
    const expected = "small letters, digits and underscores, at most 50, a letter first, such as store_hours";
    throw new WrongSettings([
      name === "" ? `the name is missing: expected ${expected}` : `"${name}": expected ${expected}`,
    ]);
  }
  const known = (await migrationsIn(folder)).find((migration) => migration.name === name);
  if (known) throw new WrongSettings([`"${name}" is the name of migration ${number(known.version)} already`]);
  const { do: doing = [], undo: undone = [] } = await draft() ?? {};
  const version = Math.max(0, ...(await migrationsIn(folder)).map((migration) => migration.version)) + 1;
  if (version > LAST) throw new CommandFailed(`Cannot number another migration: ${LAST} is there already`);
  const text = (comment: string, statements: readonly string[]) =>
    [comment, ...statements].map((l) => `${l}\n`).join("");
  const paths = ["do", "undo"].map((action) => `${folder}/${number(version)}.${action}.${name}.sql`);
  const [does, undoes] = paths as [string, string];
  await using undoing = new AsyncDisposableStack();
  await create(does, text("-- What this changes, and why.", doing));
  undoing.defer(() => Deno.remove(does));
  await create(undoes, text(`-- Takes back what ${number(version)}.do.${name}.sql does, all of it.`, undone));
  undoing.defer(() => Deno.remove(undoes));
  const rival = (await migrationsIn(folder)).find((each) => each.version === version && each.name !== name);
  if (rival) {
    throw new CommandFailed(`Cannot write ${number(version)} ${name}: somebody is writing ${rival.name} at once`);
  }
  undoing.move();
  return { version, files: [does, undoes] };
}

async function migrationsIn(folder: string): Promise<{ readonly version: number; readonly name: string }[]> {
  const entries = await Array.fromAsync(Deno.readDir(folder));
  return entries.flatMap((entry) => {
    const [, version, name] = FILE.exec(entry.name) ?? [];
    return version && name ? [{ version: Number(version), name }] : [];
  });
}

async function create(path: string, text: string): Promise<void> {
  await Deno.writeTextFile(path, text, { createNew: true });
}

function number(version: number): string {
  return String(version).padStart(3, "0");
}
