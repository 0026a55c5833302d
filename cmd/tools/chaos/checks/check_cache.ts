import type { RedisClient } from "../../../../adapters/redis/core/connect.ts";
import type { Sql } from "../../../../adapters/postgres/core/connect.ts";
import { PRODUCTS } from "../../../../adapters/postgres/commerce/product_columns.ts";
import { USERS } from "../../../../adapters/postgres/commerce/user_columns.ts";
import { beaconFromRow } from "../../../../adapters/postgres/identity/identity_rows.ts";
import { RedisCachePools } from "../../../../adapters/redis/commerce/cache_pools.ts";
import { RedisLastSightings } from "../../../../adapters/redis/identity/last_sightings.ts";
import { customerIdSchema } from "../../../../domain/identity/customer.ts";
import type { StoredIdentity } from "./check_identities.ts";
import { contentOf } from "../load/ledger.ts";
import { contentOfIdentity, keyOf } from "../load/sightings.ts";

export interface CacheFindings {
  readonly users: number;
  readonly products: number;
  readonly beacons: number;
  readonly lastSightings: number;
  readonly wrong: number;
  readonly problems: readonly string[];
}

interface CacheDeps {
  readonly sql: Sql;
  readonly prefix: string;
  readonly identity: RedisClient;
  readonly pools: RedisClient;
  readonly poolSize: number;
  readonly identities: readonly StoredIdentity[];
}

/** Only what Redis guarantees: last sightings may not be the latest, as those during its outage are not replayed. */
export async function checkCache(deps: CacheDeps): Promise<CacheFindings> {
  const { sql, prefix, identity, pools, poolSize } = deps;
  const problems: string[] = [];
  const members = new RedisCachePools(pools, prefix);
  const users = await members.users();
  const products = await members.products();
  const stored = {
    users: await contents(sql, "users", "user_id", (row) => contentOf.users(USERS.fromRow(row))),
    products: await contents(sql, "products", "product_id", (row) => contentOf.products(PRODUCTS.fromRow(row))),
  };
  const compare = (pool: "users" | "products", held: readonly (readonly [id: string, content: string])[]) => {
    const expected = Math.min(poolSize, stored[pool].size);
    if (held.length !== expected) problems.push(`pool ${pool} has ${held.length} members of ${expected}`);
    for (const [id, content] of held) {
      const own = stored[pool].get(id);
      if (own !== content) problems.push(`pool ${pool}: ${id} is ${content}, stored is ${own ?? "nothing"}`);
    }
  };
  compare("users", users.map((user) => [user.userId, contentOf.users(user)]));
  compare("products", products.map((product) => [product.productId, contentOf.products(product)]));

  let beacons = 0;
  for (const row of await sql`select * from beacons`) {
    const { beaconId, storeId, location, status, version } = beaconFromRow(row);
    const hash = await identity.hgetall(`${prefix}beacon:${beaconId}`);
    if (Object.keys(hash).length === 0) continue;
    beacons++;
    const held = [hash.store_id, hash.location, hash.status, hash.version].join(" | ");
    const own = [storeId, location.name, status, version].join(" | ");
    if (held !== own) problems.push(`beacon ${beaconId} is ${held}, registered is ${own}`);
  }

  const known = new Map(deps.identities.map(({ identity }) => [keyOf(identity), contentOfIdentity(identity)]));
  const seen = new RedisLastSightings(identity, prefix, { answerWithinMs: 5_000, restMs: 1 });
  let lastSightings = 0;
  for (const customer of new Set(deps.identities.map(({ identity }) => identity.customerId))) {
    const last = await seen.of(customerIdSchema.parse(customer));
    if (!last) continue;
    lastSightings++;
    const own = known.get(keyOf(last));
    if (own !== contentOfIdentity(last)) {
      problems.push(`last sighting ${keyOf(last)} is ${contentOfIdentity(last)}, stored is ${own ?? "nothing"}`);
    }
  }
  return { users: users.length, products: products.length, beacons, lastSightings, wrong: problems.length, problems };
}

async function contents(
  sql: Sql,
  table: "users" | "products",
  id: string,
  contentOf: (row: Record<string, unknown>) => string,
): Promise<Map<string, string>> {
  return new Map((await sql`select * from ${sql(table)}`).map((row) => [String(row[id]), contentOf(row)]));
}
