import { createProgress } from "../../adapters/system/progress.ts";
import { numberFlag, timeFlag } from "../wiring/config/flags.ts";
import { openMigratedDatabase } from "../wiring/engines/postgres.ts";
import { runProcess } from "../wiring/process/run_process.ts";
import { eraseDemo } from "./erase_demo.ts";
import { FIRST_SHOP, seedShop } from "../wiring/commerce/simulation.ts";
import { SEED_COMMAND } from "./arguments.ts";

await runProcess(SEED_COMMAND, async (process, { values }) => {
  const { users, products, seed, until, "erase-demo": erases, json = false } = values;
  if (erases) {
    const erased = await eraseDemo(await openMigratedDatabase(process, "seed"));
    console.log(
      json
        ? JSON.stringify({ erased })
        : Object.entries(erased).map(([what, count]) => `${count} ${what}`).join(", ") + " removed",
    );
    return;
  }
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
});
