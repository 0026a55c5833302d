import type { CrossDatabaseOutbox, OutboxMessage } from "../../application/sourcing/ports/outbox.ts";
import type { RawRecord, SupplierJournal } from "../../application/sourcing/ports/suppliers.ts";
import type { SupplierAccountId } from "../../domain/sourcing/ids.ts";
import type { RecordKind } from "../../domain/sourcing/supplier_item.ts";

/** The ports of an empty source database with one account, and a view of their effects. */
export interface SourceUnderTest extends AsyncDisposable {
  readonly accountId: SupplierAccountId;
  readonly journal: SupplierJournal;
  readonly outbox: CrossDatabaseOutbox<"source">;
  readonly rejects: () => Promise<readonly { readonly reason: string; readonly times: number }[]>;
  decide(messages: readonly Omit<OutboxMessage, "id">[]): Promise<void>;
  /** Every version, oldest first. */
  versions(
    kind: RecordKind,
    externalId: string,
  ): Promise<Pick<RawRecord, "version" | "isCurrent" | "payload" | "withheld">[]>;
}

export type OpenSource = () => Promise<SourceUnderTest>;

export function inSourceOf(open: OpenSource, work: (source: SourceUnderTest) => Promise<void>): () => Promise<void> {
  return async () => {
    await using source = await open();
    await work(source);
  };
}
