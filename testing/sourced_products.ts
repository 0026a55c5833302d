import { PostgresCarriedOutbox } from "../adapters/postgres/sourcing/carried_outbox.ts";
import { PostgresProducts } from "../adapters/postgres/sourcing/products.ts";
import { PostgresSupplierJournal } from "../adapters/postgres/sourcing/supplier_journal.ts";
import { PostgresSupplierRecords } from "../adapters/postgres/sourcing/supplier_records.ts";
import { sha256 } from "../adapters/system/sha256.ts";
import { canonicalJson } from "../domain/shared/canonical_json.ts";
import { carryOver } from "../application/sourcing/carry_over.ts";
import { ITEM_CHANGED } from "../application/sourcing/messages.ts";
import { makeProducts } from "../application/sourcing/make_products.ts";
import { supplierAccountIdSchema } from "../domain/sourcing/ids.ts";
import { marginPolicy } from "../domain/sourcing/price_policy.ts";
import { items } from "./catalogue.ts";
import type { FreshSourcing } from "./fresh_sourcing.ts";

/** Lets products come about as they do: from one supplier's items, by way of the source database; gives their ids. */
export async function addProducts({ source, dropship }: FreshSourcing, count: number): Promise<string[]> {
  const [row] = await source`
    insert into supplier_accounts (supplier, name, feed_url) values ('feed', 'main', 'http://feed.test') returning id`;
  const journal = new PostgresSupplierJournal(source);
  const accountId = supplierAccountIdSchema.parse(row!.id);
  const { job } = await journal.begin({ accountId, kind: "items", mode: "changes" }, "test");
  const records = items(count).map((item) => item as Record<string, unknown>).map((payload) => ({
    externalId: String(payload.id),
    updatedAt: null,
    payload,
    hash: sha256(canonicalJson(payload)),
  }));
  await journal.store(job.id, {
    from: null,
    next: null,
    etag: null,
    asOf: new Date(0),
    seen: count,
    records,
    rejects: [],
  });
  const delivery = makeProducts({
    items: new PostgresSupplierRecords(source),
    products: new PostgresProducts(dropship),
    policy: marginPolicy(0.25),
    digest: sha256,
  });
  const outbox = new PostgresCarriedOutbox(source, "source");
  await carryOver({ outbox, deliveries: { [ITEM_CHANGED]: delivery } }, { destination: "dropship" });
  return (await dropship`select id from products order by supplier_item_code`).map(({ id }) => id);
}
