import { omitUndefined } from "../../domain/shared/omit_undefined.ts";
import { type InvalidInput, parseAs, possibleId } from "../../domain/shared/parse.ts";
import { accepted, type Refusal, refused, type Result } from "../../domain/shared/result.ts";
import { TEST_TYPE, type WebhookEvent } from "../../domain/webhooks/event.ts";
import type { WebhookDelivery } from "../../domain/webhooks/delivery.ts";
import {
  changeSubscription,
  MOST_SUBSCRIPTIONS,
  openSubscription,
  rotateSecret,
  subscriptionChangesSchema,
  type SubscriptionId,
  subscriptionIdSchema,
  type WebhookSubscription,
} from "../../domain/webhooks/subscription.ts";
import { type Unknown, unknownThing } from "../shared/unknown_thing.ts";
import type { WebhookDeliveries, WebhookSecrets, WebhookSubscriptions } from "./ports/webhooks.ts";

export interface ManageWebhooksDeps {
  readonly subscriptions: WebhookSubscriptions;
  readonly deliveries: WebhookDeliveries;
  readonly secrets: WebhookSecrets | null;
  readonly clock: () => Date;
  readonly newId: () => string;
}

type UnknownSubscription = Unknown<"unknown_webhook_subscription">;
type UnknownDelivery = Unknown<"unknown_webhook_delivery">;

interface SigningKeyMissing extends Refusal {
  readonly code: "webhook_key_missing";
}

interface TooMany extends Refusal {
  readonly code: "too_many_webhook_subscriptions";
}

type Shown = WebhookSubscription & { readonly secret: string };

export async function addSubscription(
  { subscriptions, secrets, clock, newId }: ManageWebhooksDeps,
  draft: unknown,
): Promise<Result<Shown, InvalidInput | SigningKeyMissing | TooMany>> {
  const opened = openSubscription(draft, { id: newId(), now: clock() });
  if (!opened.ok) return opened;
  if (secrets === null) return refused(keyMissing("add"));
  if (await subscriptions.add(opened.value, MOST_SUBSCRIPTIONS) === "too_many") {
    const message = `Cannot add the webhook subscription: there are ${MOST_SUBSCRIPTIONS}; remove one first`;
    return refused({ code: "too_many_webhook_subscriptions", message });
  }
  return accepted(withSecret(opened.value, secrets));
}

export async function readSubscription(
  { subscriptions }: Pick<ManageWebhooksDeps, "subscriptions">,
  id: string,
): Promise<Result<WebhookSubscription, UnknownSubscription>> {
  const known = possibleId(subscriptionIdSchema, id);
  return orUnknown(known && await subscriptions.find(known), id, "read");
}

export async function editSubscription(
  { subscriptions, clock }: Pick<ManageWebhooksDeps, "subscriptions" | "clock">,
  id: string,
  raw: unknown,
): Promise<Result<WebhookSubscription, InvalidInput | UnknownSubscription>> {
  const changes = parseAs(subscriptionChangesSchema, raw, "webhook subscription");
  if (!changes.ok) return changes;
  const known = possibleId(subscriptionIdSchema, id);
  const changed = known &&
    await subscriptions.change(known, (held) => changeSubscription(held, omitUndefined(changes.value), clock()));
  return orUnknown(changed, id, "change");
}

export async function rotateSubscriptionSecret(
  { subscriptions, secrets, clock }: Pick<ManageWebhooksDeps, "subscriptions" | "secrets" | "clock">,
  id: string,
): Promise<Result<Shown, SigningKeyMissing | UnknownSubscription>> {
  if (secrets === null) return refused(keyMissing("rotate the secret of"));
  const known = possibleId(subscriptionIdSchema, id);
  const changed = known && await subscriptions.change(known, (held) => rotateSecret(held, clock()));
  return changed ? accepted(withSecret(changed, secrets)) : orUnknown<never>(null, id, "rotate the secret of");
}

export async function removeSubscription(
  { subscriptions }: Pick<ManageWebhooksDeps, "subscriptions">,
  id: string,
): Promise<Result<{ readonly id: string }, UnknownSubscription>> {
  const known = possibleId(subscriptionIdSchema, id);
  return known && await subscriptions.remove(known) ? accepted({ id: known }) : orUnknown<never>(null, id, "remove");
}

/** An event that says nothing, to try the destination. */
export async function testSubscription(
  { deliveries, clock, newId }: Pick<ManageWebhooksDeps, "deliveries" | "clock" | "newId">,
  id: string,
): Promise<Result<WebhookDelivery, UnknownSubscription>> {
  const known = possibleId(subscriptionIdSchema, id);
  const event: WebhookEvent = { id: newId(), type: TEST_TYPE, at: clock(), data: {} };
  return orUnknown(known && await deliveries.add(known, event), id, "test");
}

export async function readDelivery(
  { deliveries }: Pick<ManageWebhooksDeps, "deliveries">,
  { subscription, delivery }: { readonly subscription: string; readonly delivery: string },
): Promise<Result<WebhookDelivery, UnknownDelivery>> {
  return await ofDelivery(subscription, delivery, "read", (id) => deliveries.find(id, delivery));
}

export async function retryDelivery(
  { deliveries, clock }: Pick<ManageWebhooksDeps, "deliveries" | "clock">,
  { subscription, delivery }: { readonly subscription: string; readonly delivery: string },
): Promise<Result<WebhookDelivery, UnknownDelivery>> {
  return await ofDelivery(subscription, delivery, "retry", (id) => deliveries.retry(id, delivery, clock()));
}

async function ofDelivery(
  subscription: string,
  delivery: string,
  act: string,
  look: (subscription: SubscriptionId) => Promise<WebhookDelivery | null>,
): Promise<Result<WebhookDelivery, UnknownDelivery>> {
  const known = possibleId(subscriptionIdSchema, subscription);
  const found = known && await look(known);
  return found ? accepted(found) : refused(unknownDelivery(delivery, act));
}

function unknownDelivery(id: string, act: string): UnknownDelivery {
  return unknown("webhook delivery", "unknown_webhook_delivery", id, act);
}

function orUnknown<T>(found: T | null, id: string, act: string): Result<T, UnknownSubscription> {
  return found ? accepted(found) : refused(unknown("webhook subscription", "unknown_webhook_subscription", id, act));
}

function unknown<C extends `unknown_${string}`>(thing: string, code: C, id: string, act: string): Unknown<C> {
  return { ...unknownThing(thing, id, `${act} the ${thing}`), code };
}

function withSecret(subscription: WebhookSubscription, secrets: WebhookSecrets): Shown {
  return { ...subscription, secret: secrets.of(subscription.id, subscription.secretVersion) };
}

function keyMissing(act: string): SigningKeyMissing {
  return {
    code: "webhook_key_missing",
    message: `Cannot ${act} the webhook subscription: secrets are made from ERASURE_KEY, which is not set`,
  };
}
