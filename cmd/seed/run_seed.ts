import { createProgress } from "../../adapters/system/progress.ts";
import { FIRST_SHOP, seedShop } from "../wiring/commerce/simulation.ts";
import { numberFlag, timeFlag } from "../wiring/config/flags.ts";
import { openMigratedDatabase } from "../wiring/engines/postgres.ts";
import type { Process } from "../wiring/process/run_process.ts";
import { eraseDemo } from "./erase_demo.ts";

interface SeedValues {
  readonly users?: string | undefined;
  readonly products?: string | undefined;
  readonly seed?: string | undefined;
  readonly until?: string | undefined;
  readonly "erase-demo"?: boolean | undefined;
  readonly json?: boolean | undefined;
}

export async function runSeed(process: Process, { "erase-demo": erases, ...values }: SeedValues): Promise<void> {
  if (!erases) return await addShop(process, values);
  const erased = await eraseDemo(await openMigratedDatabase(process, "seed"));
  const asText = Object.entries(erased).map(([what, count]) => `${count} ${what}`).join(", ");
  console.log(values.json ? JSON.stringify({ erased }) : `${asText} removed`);
}

async function addShop(process: Process, { users, products, seed, until, json = false }: SeedValues): Promise<void> {
  const size = {
    users: numberFlag("users", users, { from: 0, to: 10_000_000, whole: true }, FIRST_SHOP.users),
    products: numberFlag("products", products, { from: 0, to: 1_000_000, whole: true }, FIRST_SHOP.products),
    seed: seed ?? FIRST_SHOP.seed,
    until: timeFlag("until", until, new Date()),
  };
  const sql = await openMigratedDatabase(process, "seed");
  const progress = createProgress({ silent: json, unit: "rows" });
  try {
    const added = await seedShop(process, sql, size, ({ stage, done, total }) => progress.show(stage, done, total));
    progress.end();
    if (json) console.log(JSON.stringify({ ...size, added }));
    else console.log(`${added.users} users and ${added.products} products added.`);
  } finally {
    progress.end();
  }
}
