import { insertMessages, PostgresCrossDatabaseOutbox } from "../../adapters/postgres/sourcing/cross_database_outbox.ts";
import { asDatabase, inSource, type SourceDb } from "../../adapters/postgres/sourcing/database.ts";
import { PostgresSupplierJournal } from "../../adapters/postgres/sourcing/supplier_journal.ts";
import { PostgresSupplierRecords } from "../../adapters/postgres/sourcing/supplier_records.ts";
import { supplierAccountIdSchema } from "../../domain/sourcing/ids.ts";
import { temporaryDatabase } from "../engines/temporary_database.ts";
import type { SourceUnderTest } from "./source.ts";

export async function postgresSource(): Promise<SourceUnderTest> {
  const database = await temporaryDatabase({ migrations: "source" });
  return await sourceOn(asDatabase(database.sql, "source"), () => database[Symbol.asyncDispose]());
}

export async function sourceOn(
  db: SourceDb,
  dispose: () => PromiseLike<void>,
  options: { readonly singleSession?: boolean } = {},
): Promise<SourceUnderTest> {
  const [row] = await db`
    insert into supplier_accounts (supplier, name, feed_url) values ('feed', ${crypto.randomUUID()}, 'http://feed.test')
    returning id`;
  const accountId = supplierAccountIdSchema.parse(row!.id);
  const records = new PostgresSupplierRecords(db);
  return {
    accountId,
    journal: new PostgresSupplierJournal(db),
    outbox: new PostgresCrossDatabaseOutbox(db, "source", options),
    rejects: async () => (await records.rejects({ limit: 100, after: null }, accountId)).rows,
    decide: (messages) => inSource(db, (scope) => insertMessages(scope, "dropship", messages)),
    versions: async (kind, externalId) => (await records.versions(kind, accountId, externalId)).toReversed(),
    [Symbol.asyncDispose]: dispose,
  };
}
