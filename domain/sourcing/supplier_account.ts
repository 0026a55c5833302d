import { z } from "zod";
import { strictObject } from "../shared/strict_object.ts";
import { type Defined, isAnyGiven, omitUndefined } from "../shared/omit_undefined.ts";
import { instant } from "../shared/instant.ts";
import { type InvalidInput, parseAs } from "../shared/parse.ts";
import { accepted, type Result } from "../shared/result.ts";
import { outboundUrl, serviceUrl } from "../shared/service_url.ts";
import { supplierAccountIdSchema } from "./ids.ts";
import { ACCOUNT_STATUSES, credentialSchema, DEFAULT_PROTOCOL, protocolSchema, slug } from "./account_fields.ts";

const URL_IS = "URL of the supplier's API; for `json`, /items, /orders, /qna and /categories are below it";

export const supplierAccountSchema = z.object({
  id: supplierAccountIdSchema,
  supplier: slug,
  name: z.string().trim().min(1).max(100),
  protocol: protocolSchema,
  feedUrl: serviceUrl.describe(URL_IS),
  credential: credentialSchema.describe("Name of the token in SUPPLIER_TOKENS; null for a feed that asks for none"),
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
  feedUrl: outboundUrl.describe(URL_IS),
  credential: credential.default(null),
  requestsPerMinute: requestsPerMinute.default(60),
});

export const supplierAccountChangesSchema = strictObject("supplier account", {
  name: name.optional(),
  protocol: protocol.optional(),
  feedUrl: outboundUrl.describe(URL_IS).optional(),
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
