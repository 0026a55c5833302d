import "../../testing/engines/leak_checks.ts";
import { migrationsOf } from "../../testing/engines/temporary_database.ts";
import { connectPostgres } from "../postgres/core/connect.ts";
import { Migrations } from "../postgres/core/migrations.ts";
import { erasedBuyerIsNowhere } from "../postgres/sourcing/buyers/buyers_contract.ts";
import { embeddedBuyers } from "../postgres/sourcing/buyers/clean_buyers.ts";
import { asDatabase } from "../postgres/sourcing/database.ts";
import { startEmbeddedPostgres } from "./start_postgres.ts";

Deno.test("buyers (embedded Postgres): an erased buyer is in no file of the databases, whatever arrives late", async () => {
  await using closing = new AsyncDisposableStack();
  const folder = await Deno.makeTempDir();
  closing.defer(() => Deno.remove(folder, { recursive: true }));
  const open = async (name: "source" | "market") => {
    const postgres = await startEmbeddedPostgres(`${folder}/${name}`);
    closing.defer(() => postgres.stop());
    const sql = connectPostgres({ url: postgres.url, max: 5 });
    closing.defer(() => sql.end({ timeout: 5 }));
    await new Migrations(sql, migrationsOf(name)).up();
    return sql;
  };
  const [ofSource, ofMarket] = await Promise.all([open("source"), open("market")]);
  const source = asDatabase(ofSource, "source");
  const market = asDatabase(ofMarket, "market");
  await erasedBuyerIsNowhere({
    source,
    market,
    others: [],
    clean: [embeddedBuyers({ source, market })],
    files: async () => {
      await source.unsafe("checkpoint").simple();
      await market.unsafe("checkpoint").simple();
      return await filesIn(folder);
    },
  });
});

async function filesIn(folder: string): Promise<Uint8Array[]> {
  const found: Uint8Array[] = [];
  for await (const { name, isDirectory, isFile } of Deno.readDir(folder)) {
    const path = `${folder}/${name}`;
    if (isDirectory) found.push(...await filesIn(path));
    else if (isFile) found.push(await Deno.readFile(path));
  }
  return found;
}
