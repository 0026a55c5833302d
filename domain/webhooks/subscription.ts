import { z } from "zod";
import { type Defined, isAnyGiven } from "../shared/omit_undefined.ts";
import { instant } from "../shared/instant.ts";
import { type InvalidInput, parseAs } from "../shared/parse.ts";
import { accepted, type Result } from "../shared/result.ts";
import { outboundUrl, serviceUrl } from "../shared/service_url.ts";
import { strictObject } from "../shared/strict_object.ts";
import { DAY_MS } from "../shared/durations.ts";
import { EVENT_TYPES } from "./event.ts";

export const SUBSCRIPTION_STATUSES = ["ACTIVE", "DISABLED"] as const;
/** `gone`: the destination answered 410; `failing`: nothing was delivered for days. */
const DISABLED_REASONS = ["requested", "gone", "failing"] as const;
/** Each one is another row for every event that it asks for. */
export const MOST_SUBSCRIPTIONS = 50;
/** How long the secret before the last rotation signs too. */
const BOTH_SECRETS_MS = DAY_MS;

export const subscriptionIdSchema = z.guid().brand<"SubscriptionId">();
export type SubscriptionId = z.infer<typeof subscriptionIdSchema>;

export const subscriptionSchema = z.object({
  id: subscriptionIdSchema,
  url: serviceUrl.max(2_000).describe("Where events are sent"),
  description: z.string().trim().max(200),
  eventTypes: z.array(z.enum(EVENT_TYPES)).min(1).max(EVENT_TYPES.length)
    .describe("Only events of these types are kept and sent"),
  status: z.enum(SUBSCRIPTION_STATUSES).describe("Events of a time when it is DISABLED are not kept"),
  disabledReason: z.enum(DISABLED_REASONS).nullable()
    .describe("gone: the destination answered 410; failing: nothing was delivered for five days"),
  failingSince: instant.nullable().describe("The first failure after the last delivery"),
  secretVersion: z.int().min(1).describe("How often the secret was rotated, and one"),
  previousSecretUntil: instant.nullable().describe("Until then the secret before signs too"),
  createdAt: instant,
  updatedAt: instant,
}).readonly();
export type WebhookSubscription = z.output<typeof subscriptionSchema>;

const { description, eventTypes, status } = subscriptionSchema.unwrap().shape;
const url = outboundUrl.max(2_000).describe("https, or http on this machine; no address of a private network");

export const subscriptionDraftSchema = strictObject("webhook subscription", {
  url,
  description: description.default(""),
  eventTypes,
});

export const subscriptionChangesSchema = strictObject("webhook subscription", {
  url: url.optional(),
  description: description.optional(),
  eventTypes: eventTypes.optional(),
  status: status.optional(),
}).refine(isAnyGiven, "expected at least one field to change");

export type SubscriptionChanges = Defined<z.output<typeof subscriptionChangesSchema>>;

export function openSubscription(
  draft: unknown,
  { id, now }: { readonly id: string; readonly now: Date },
): Result<WebhookSubscription, InvalidInput> {
  const parsed = parseAs(subscriptionDraftSchema, draft, "webhook subscription");
  if (!parsed.ok) return parsed;
  return accepted({
    id: subscriptionIdSchema.parse(id),
    ...parsed.value,
    eventTypes: [...new Set(parsed.value.eventTypes)],
    status: "ACTIVE",
    disabledReason: null,
    failingSince: null,
    secretVersion: 1,
    previousSecretUntil: null,
    createdAt: now,
    updatedAt: now,
  });
}

/** Enabled again, it starts anew: what failed before no longer counts. */
export function changeSubscription(
  known: WebhookSubscription,
  { status, ...changes }: SubscriptionChanges,
  now: Date,
): WebhookSubscription {
  const changed = {
    ...known,
    ...changes,
    eventTypes: [...new Set(changes.eventTypes ?? known.eventTypes)],
    updatedAt: now,
  };
  if (status === undefined || status === known.status) return changed;
  return status === "ACTIVE"
    ? { ...changed, status, disabledReason: null, failingSince: null }
    : { ...changed, status, disabledReason: "requested" };
}

export function rotateSecret(known: WebhookSubscription, now: Date): WebhookSubscription {
  return {
    ...known,
    secretVersion: known.secretVersion + 1,
    previousSecretUntil: new Date(now.getTime() + BOTH_SECRETS_MS),
    updatedAt: now,
  };
}

/** The newest first. */
export function signingVersions(
  { secretVersion, previousSecretUntil }: Pick<WebhookSubscription, "secretVersion" | "previousSecretUntil">,
  now: Date,
): readonly number[] {
  const both = previousSecretUntil !== null && now < previousSecretUntil && secretVersion > 1;
  return both ? [secretVersion, secretVersion - 1] : [secretVersion];
}
