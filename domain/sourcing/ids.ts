import { z } from "zod";
import { outsideId } from "../shared/outside_id.ts";
import { storable } from "../shared/storable.ts";

/** Any UUID, also those that an old database generated. */
const id = () => z.guid({ error: "expected a UUID" }).transform((text) => text.toLowerCase());

export const supplierAccountIdSchema = id().brand<"SupplierAccountId">();
export type SupplierAccountId = z.output<typeof supplierAccountIdSchema>;

export const rawIdSchema = id().brand<"RawId">();
export type RawId = z.output<typeof rawIdSchema>;

export const syncJobIdSchema = id().brand<"SyncJobId">();
export type SyncJobId = z.output<typeof syncJobIdSchema>;

export const productIdSchema = id().brand<"SourcedProductId">();
export type ProductId = z.output<typeof productIdSchema>;

export const benchmarkIdSchema = id().brand<"BenchmarkId">();
export type BenchmarkId = z.output<typeof benchmarkIdSchema>;

export const candidateIdSchema = id().brand<"CandidateId">();
export type CandidateId = z.output<typeof candidateIdSchema>;

export const collectJobIdSchema = id().brand<"CollectJobId">();
export type CollectJobId = z.output<typeof collectJobIdSchema>;

export const marketAccountIdSchema = id().brand<"MarketAccountId">();
export type MarketAccountId = z.output<typeof marketAccountIdSchema>;

export const listingIdSchema = id().brand<"ListingId">();
export type ListingId = z.output<typeof listingIdSchema>;

export const orderIdSchema = id().brand<"MarketOrderId">();
export type OrderId = z.output<typeof orderIdSchema>;

export const supplierOrderIdSchema = id().brand<"SupplierOrderId">();
export type SupplierOrderId = z.output<typeof supplierOrderIdSchema>;

/** What partners call their own things. */
export const externalIdSchema = storable(outsideId(200));
