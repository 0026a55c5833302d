import { numberFlag } from "../wiring/numbers.ts";
import { openStore } from "../wiring/open_store.ts";
import { runProcess } from "../wiring/run_process.ts";
import { FIRST_SHOP, seedShop } from "../wiring/seed_shop.ts";

await runProcess({
  name: "seed",
  usage: "[--users N] [--products N] [--seed TEXT] [--json]",
  flags: {
    users: { type: "string" },
    products: { type: "string" },
    seed: { type: "string" },
    json: { type: "boolean" },
  },
}, async (process, { values }) => {
  const size = {
    users: numberFlag("users", values.users, { from: 0, to: 10_000_000, whole: true }, FIRST_SHOP.users),
    products: numberFlag("products", values.products, { from: 0, to: 1_000_000, whole: true }, FIRST_SHOP.products),
    seed: values.seed ?? FIRST_SHOP.seed,
  };
  const sql = await openStore(process, "seed");
  const added = await seedShop(
    process,
    sql,
    size,
    ({ stage, done, total }) => process.log.info({ done, total }, stage),
  );
  if (values.json) console.log(JSON.stringify({ ...size, added }));
  else console.log(`${added.users} users and ${added.products} products added.`);
});
