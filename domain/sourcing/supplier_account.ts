import { z } from "zod";
import { strictObject } from "../shared/strict_object.ts";
import { type Defined, isAnyGiven, omitUndefined } from "../shared/omit_undefined.ts";
import { instant } from "../shared/instant.ts";
import { type InvalidInput, parseAs } from "../shared/parse.ts";
import { accepted, type Result } from "../shared/result.ts";
import { supplierAccountIdSchema } from "./ids.ts";
import { serviceUrl } from "./service_url.ts";

export const ACCOUNT_STATUSES = ["ACTIVE", "PAUSED", "CLOSED"] as const;

/** A name in the registry of partners' protocols. */
export const protocolSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,49}$/, "expected small letters, digits and dashes")
  .describe("How the partner's API is spoken to");
export const DEFAULT_PROTOCOL = "json";

const feedUrl = serviceUrl
  .describe("Where the supplier's feed is; /items, /orders, /qna and /categories are below it");

export const supplierAccountSchema = z.object({
  id: supplierAccountIdSchema,
  supplier: z.string().regex(/^[a-z0-9][a-z0-9-]{0,49}$/, "expected small letters, digits and dashes"),
  name: z.string().trim().min(1).max(100),
  protocol: protocolSchema,
  feedUrl,
  credential: z.string().regex(/^[^=,\s]{1,100}$/, "expected the name of a token").nullable()
    .describe("Name of the token in SUPPLIER_TOKENS; null for a feed that asks for none"),
  requestsPerMinute: z.int().min(1).max(6_000),
  status: z.enum(ACCOUNT_STATUSES).describe("Only an ACTIVE account is read"),
  createdAt: instant,
  updatedAt: instant,
}).readonly();

export type SupplierAccount = z.output<typeof supplierAccountSchema>;

const { supplier, name, protocol, credential, requestsPerMinute, status } = supplierAccountSchema.unwrap().shape;

export const supplierAccountDraftSchema = strictObject("supplier account", {
  supplier,
  name,
  protocol: protocol.default(DEFAULT_PROTOCOL),
  feedUrl,
  credential: credential.default(null),
  requestsPerMinute: requestsPerMinute.default(60),
});

export const supplierAccountChangesSchema = strictObject("supplier account", {
  name: name.optional(),
  protocol: protocol.optional(),
  feedUrl: feedUrl.optional(),
  credential: credential.optional(),
  requestsPerMinute: requestsPerMinute.optional(),
  status: status.optional(),
}).refine(isAnyGiven, "expected at least one field to change");

export type SupplierAccountChanges = Defined<z.output<typeof supplierAccountChangesSchema>>;

export function openSupplierAccount(
  draft: unknown,
  { id, now }: { readonly id: string; readonly now: Date },
): Result<SupplierAccount, InvalidInput> {
  const parsed = parseAs(supplierAccountDraftSchema, draft, "supplier account");
  if (!parsed.ok) return parsed;
  return parseAs(
    supplierAccountSchema,
    { ...parsed.value, id, status: "ACTIVE", createdAt: now, updatedAt: now },
    "supplier account",
  );
}

export function parseSupplierAccountChanges(raw: unknown): Result<SupplierAccountChanges, InvalidInput> {
  const parsed = parseAs(supplierAccountChangesSchema, raw, "changes of the supplier account");
  return parsed.ok ? accepted(omitUndefined(parsed.value)) : parsed;
}
