import { MemoryCrossDatabaseOutbox } from "./cross_database_outbox.ts";
import { MemorySupplierJournal } from "./supplier_journal.ts";
import { supplierAccountIdSchema } from "../../../domain/sourcing/ids.ts";
import type { SourceUnderTest } from "../../ports/source_under_test.ts";

export function memorySource(): Promise<SourceUnderTest> {
  const outbox = new MemoryCrossDatabaseOutbox("source");
  const journal = new MemorySupplierJournal(outbox, () => crypto.randomUUID());
  return Promise.resolve({
    accountId: supplierAccountIdSchema.parse(crypto.randomUUID()),
    journal,
    outbox,
    rejects: () => Promise.resolve([...journal.rejects.values()]),
    decide: (messages) => {
      messages.forEach((message) => outbox.add({ ...message, id: crypto.randomUUID() }, "dropship"));
      return Promise.resolve();
    },
    versions: (kind, externalId) => Promise.resolve(journal.versions(kind, externalId)),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  });
}
