import { z } from "zod";
import { outsideId } from "../shared/outside_id.ts";
import { strictObject } from "../shared/strict_object.ts";
import { type Defined, isAnyGiven, omitUndefined } from "../shared/omit_undefined.ts";
import { instant } from "../shared/instant.ts";
import { type InvalidInput, parseAs } from "../shared/parse.ts";
import { accepted, type Result } from "../shared/result.ts";
import { outboundUrl, serviceUrl } from "../shared/service_url.ts";
import { marketAccountIdSchema } from "./ids.ts";
import { ACCOUNT_STATUSES, credentialSchema, DEFAULT_PROTOCOL, protocolSchema, slug } from "./account_fields.ts";

const URL_IS = "Where the marketplace's API is; /listings and /orders are below it";

export const marketAccountSchema = z.object({
  id: marketAccountIdSchema,
  market: slug,
  name: z.string().trim().min(1).max(100),
  vendorId: outsideId(100).nullable().describe("What the market calls the seller"),
  protocol: protocolSchema,
  apiUrl: serviceUrl.describe(URL_IS),
  credential: credentialSchema.describe(
    "Name of the token in MARKET_TOKENS; null for a marketplace that asks for none",
  ),
  requestsPerMinute: z.int().min(1).max(6_000),
  feeRate: z.number().min(0).lt(1).describe("Share of the selling price that the marketplace keeps"),
  settings: z.record(z.string(), z.unknown())
    .refine((given) => JSON.stringify(given).length <= 20_000, "expected at most 20,000 characters of JSON")
    .describe("What the protocol adds to what it sends, such as the seller's place of return"),
  status: z.enum(ACCOUNT_STATUSES).describe("Only an ACTIVE account is published to and read"),
  createdAt: instant,
  updatedAt: instant,
}).readonly();

export type MarketAccount = z.output<typeof marketAccountSchema>;

const { market, name, vendorId, protocol, credential, requestsPerMinute, feeRate, settings, status } =
  marketAccountSchema.unwrap().shape;

export const marketAccountDraftSchema = strictObject("market account", {
  market,
  name,
  vendorId: vendorId.default(null),
  protocol: protocol.default(DEFAULT_PROTOCOL),
  apiUrl: outboundUrl.describe(URL_IS),
  credential: credential.default(null),
  requestsPerMinute: requestsPerMinute.default(60),
  feeRate: feeRate.default(0),
  settings: settings.default({}),
});

export const marketAccountChangesSchema = strictObject("market account", {
  name: name.optional(),
  vendorId: vendorId.optional(),
  protocol: protocol.optional(),
  apiUrl: outboundUrl.describe(URL_IS).optional(),
  credential: credential.optional(),
  requestsPerMinute: requestsPerMinute.optional(),
  feeRate: feeRate.optional(),
  settings: settings.optional(),
  status: status.optional(),
}).refine(isAnyGiven, "expected at least one field to change");

export type MarketAccountChanges = Defined<z.output<typeof marketAccountChangesSchema>>;

export function openMarketAccount(
  draft: unknown,
  { id, now }: { readonly id: string; readonly now: Date },
): Result<MarketAccount, InvalidInput> {
  const parsed = parseAs(marketAccountDraftSchema, draft, "market account");
  if (!parsed.ok) return parsed;
  const account = { ...parsed.value, id, status: "ACTIVE", createdAt: now, updatedAt: now };
  return parseAs(marketAccountSchema, account, "market account");
}

export function parseMarketAccountChanges(raw: unknown): Result<MarketAccountChanges, InvalidInput> {
  const parsed = parseAs(marketAccountChangesSchema, raw, "changes of the market account");
  return parsed.ok ? accepted(omitUndefined(parsed.value)) : parsed;
}
