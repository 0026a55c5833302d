import { assert, assertEquals } from "@std/assert";
import type { Sql } from "../../../adapters/postgres/core/connect.ts";
import { feed } from "../../../testing/fixtures/feed.ts";
import { SOURCING_ROWS, STORE_ROWS } from "../../../testing/fixtures/dashboard_rows.ts";
import { temporarySourcing } from "../../../testing/engines/temporary_sourcing.ts";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import { knownMetrics, unknownIn } from "./known_metrics.ts";
import { minutesAfter, NOON, Samples } from "../../../testing/fixtures/commerce_samples.ts";
import { shopOn } from "../../../testing/ports/shop.ts";

const DEPLOY = new URL("../../../deploy/", import.meta.url);

/** A panel of a Grafana dashboard, as far as it matters here. */
interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly datasource?: { readonly type: string; readonly uid: string };
  readonly targets?: readonly Target[];
}

interface Target {
  readonly datasource: { readonly type: string; readonly uid: string };
  readonly format?: "table" | "time_series";
  readonly rawSql?: string;
  readonly expr?: string;
}

interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly panels: readonly Panel[];
}

async function dashboard(name: string): Promise<Dashboard> {
  return JSON.parse(await Deno.readTextFile(new URL(`grafana/dashboards/${name}.json`, DEPLOY)));
}

const boards = await Promise.all(["business", "identity", "operations", "sourcing", "stores"].map(dashboard));

Deno.test("dashboards ask the provisioned data sources, and no panel covers another", async () => {
  const text = await Deno.readTextFile(new URL("grafana/provisioning/datasources/tillstream.yaml", DEPLOY));
  const known = text.matchAll(/uid: (\S+)\n\s+type: (\S+)/g).map(([, uid, type]) => ({ type: type!, uid: uid! }))
    .toArray();
  assertEquals(known.length, 5);
  assertEquals(new Set(boards.map(({ uid }) => uid)).size, boards.length);
  for (const { panels } of boards) {
    assertEquals(new Set(panels.map(({ id }) => id)).size, panels.length);
    const taken = new Set<string>();
    for (const { type, title, gridPos: { x, y, w, h }, datasource, targets = [] } of panels) {
      assert(x + w <= 24, title);
      for (let cell = 0; cell < w * h; cell++) {
        const place = `${x + cell % w},${y + Math.floor(cell / w)}`;
        assert(!taken.has(place), `${title} covers ${place}`);
        taken.add(place);
      }
      if (type === "row") continue;
      assert(targets.length > 0, title);
      for (const source of [datasource, ...targets.map((target) => target.datasource)]) {
        assert(known.some(({ type, uid }) => type === source?.type && uid === source.uid), title);
      }
    }
  }
});

Deno.test("every dashboard of the folder is tried here", () => {
  const names = [...Deno.readDirSync(new URL("grafana/dashboards/", DEPLOY))].map(({ name }) => name);
  assertEquals(names.sort(), boards.map(({ uid }) => `${uid.replace("tillstream-", "")}.json`).sort());
});

Deno.test("every SQL of the dashboards runs on the migrated databases, as the role that Grafana has", async (t) => {
  await using database = await temporaryDatabase();
  await using sourcing = await temporarySourcing();
  const databases: Readonly<Record<string, Sql>> = {
    "tillstream-postgres": database.sql,
    "tillstream-source": sourcing.source,
    "tillstream-dropship": sourcing.dropship,
    "tillstream-market": sourcing.market,
  };
  const shop = shopOn(database.sql, () => Promise.resolve());
  const samples = new Samples("dashboards");
  const users = samples.users(20);
  const products = samples.products(10);
  await feed(shop, { users, products, orders: samples.orders(200, users, products) });
  await database.sql.unsafe(STORE_ROWS);
  for (const [uid, rows] of Object.entries(SOURCING_ROWS)) await databases[uid]!.unsafe(rows);

  for (const { title: board, panels } of boards) {
    for (const { targets = [], title } of panels) {
      for (const { rawSql, format, datasource } of targets) {
        if (rawSql === undefined) continue;
        await t.step(`${board}: ${title}`, async () => {
          const rows = await asReader(databases[datasource.uid]!, grafanaSql(rawSql));
          assert(rows.length > 0, "no rows");
          if (format === "time_series") {
            assert(rows.every(({ time }) => time !== undefined), Object.keys(rows[0]!).join());
          }
        });
      }
    }
  }
});

Deno.test("every PromQL of the dashboards names metrics and labels that the processes have", async () => {
  const known = await knownMetrics();
  const asked = boards.flatMap(({ panels }) => panels).flatMap(({ targets = [] }) => targets)
    .flatMap(({ expr }) => expr === undefined ? [] : [expr]);
  assert(asked.length > 10);
  assertEquals(asked.flatMap((expr) => unknownIn(expr, known)), []);
});

/** Runs one query in a transaction that undoes everything, the role that deploy/postgres makes among it. */
async function asReader(sql: Sql, query: string): Promise<readonly Record<string, unknown>[]> {
  const script = await Deno.readTextFile(new URL("postgres/grafana_reader.sh", DEPLOY));
  const [, role = ""] = /<<'SQL'\n(.*)\nSQL\n/s.exec(script) ?? [];
  const undo = Symbol("undo");
  let rows: readonly Record<string, unknown>[] = [];
  try {
    await sql.begin(async (scope) => {
      await scope.unsafe(role.replaceAll(":'password'", "'secret'"));
      await scope`set local role grafana_reader`;
      await scope`set transaction read only`;
      rows = await scope.unsafe(query);
      throw undo;
    });
  } catch (error) {
    if (error !== undo) throw error;
  }
  return rows;
}

/** What Grafana makes of its macros, with the time that the samples lie in. */
function grafanaSql(sql: string): string {
  const [from, to] = [minutesAfter(NOON, -60), minutesAfter(NOON, 4 * 24 * 60)].map((at) => at.toISOString());
  const filled = sql
    .replaceAll(/\$__timeGroupAlias\((\w+), '1h'\)/g, `floor(extract(epoch from $1) / 3600) * 3600 as "time"`)
    .replaceAll(/\$__timeFilter\(([^()]+)\)/g, `$1 between '${from}' and '${to}'`);
  assert(!filled.includes("$__"), filled);
  return filled;
}
