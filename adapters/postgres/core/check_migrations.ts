import type { Sql } from "./connect.ts";
import { type Migration, Migrations, type StrayMigration } from "./migrations.ts";
import { type CatalogEntry, type CatalogKind, ownSchemas, readCatalog } from "./read_catalog.ts";
import { mapPostgresErrors } from "./map_errors.ts";

export interface Drift {
  readonly kind: CatalogKind;
  readonly name: string;
  /** "unexpected": no migration makes it. */
  readonly problem: "missing" | "unexpected" | "different";
  /** `null` where the migrations make nothing of that name. */
  readonly expected: string | null;
  readonly found: string | null;
}

export interface MigrationsCheck {
  /** The last applied migration. */
  readonly version: number;
  /** Still to be applied, which is no drift. */
  readonly waiting: readonly Migration[];
  readonly strays: readonly StrayMigration[];
  readonly drift: readonly Drift[];
}

/**
 * Compares the catalogues of the live database, which is only read, and of `scratch` after the same migrations.
 *
 * @param scratch an empty database of the same server version, so that both spell the same thing alike
 */
export async function checkMigrations(live: Sql, scratch: Sql, folder: string): Promise<MigrationsCheck> {
  const migrations = new Migrations(live, folder);
  const all = await migrations.status();
  const strays = await migrations.strays();
  const version = Math.max(0, ...all.filter(({ appliedAt }) => appliedAt).map((migration) => migration.version));
  if (version > 0) await new Migrations(scratch, folder).up(version);
  return await mapPostgresErrors(async () => {
    const schemas = await ownSchemas(scratch);
    return {
      version,
      waiting: all.filter((migration) => migration.version > version),
      strays,
      drift: findDrift(await readCatalog(scratch, schemas), await readCatalog(live, schemas)),
    };
  });
}

/** A table that only one side has is one difference, whatever belongs to it. */
function findDrift(expected: readonly CatalogEntry[], found: readonly CatalogEntry[]): Drift[] {
  const wanted = byKey(expected);
  const there = byKey(found);
  const drift: Drift[] = [];
  for (const [key, entry] of wanted) {
    const other = there.get(key);
    if (other?.definition === entry.definition) continue;
    if (!other && entry.of !== null && !there.has(`table ${entry.of}`)) continue;
    const problem = other ? "different" : "missing";
    drift.push({ ...named(entry), problem, expected: entry.definition, found: other?.definition ?? null });
  }
  for (const [key, entry] of there) {
    if (wanted.has(key) || entry.of !== null && !wanted.has(`table ${entry.of}`)) continue;
    drift.push({ ...named(entry), problem: "unexpected", expected: null, found: entry.definition });
  }
  return drift.sort((a, b) => keyOf(a) < keyOf(b) ? -1 : 1);
}

function byKey(entries: readonly CatalogEntry[]): Map<string, CatalogEntry> {
  return new Map(entries.map((entry) => [keyOf(entry), entry]));
}

function keyOf({ kind, name }: Pick<CatalogEntry, "kind" | "name">): string {
  return `${kind} ${name}`;
}

function named({ kind, name }: CatalogEntry): Pick<CatalogEntry, "kind" | "name"> {
  return { kind, name };
}
