import { z } from "zod";
import { demoItems } from "../../../domain/sourcing/simulation/demo_items.ts";
import { demoProgress } from "../../../domain/sourcing/simulation/demo_orders.ts";
import { seedOf } from "../../../domain/shared/random.ts";
import type { DemoState } from "./state.ts";

const orderSchema = z.object({
  reference: z.guid(),
  lines: z.tuple([z.object({ itemId: z.string(), quantity: z.int().min(1) })]),
});

export interface DemoContext {
  readonly seed: string;
  readonly state: DemoState;
  readonly now: Date;
}

interface Changing {
  readonly updatedAt: Date;
}

export function changedSince<T extends Changing>(records: readonly T[], query: URLSearchParams): T[] {
  const since = Date.parse(query.get("updatedSince") ?? "");
  return records.filter(({ updatedAt }) => Number.isNaN(since) || updatedAt.getTime() >= since);
}

/** Speaks the JSON protocol: items, orders with their cancellations, and what became of them. `null`: no such path. */
export function answerAsSupplier(
  { seed, state, now }: DemoContext,
  { method, path, query, body }: { method: string; path: string; query: URLSearchParams; body: unknown },
): Response | null {
  const page = (items: readonly unknown[]) => Response.json({ items, nextCursor: null, asOf: now });
  const offered = () => demoItems(seed, { since: state.since, now });
  if (method === "GET") {
    if (path === "/items") return page(changedSince(offered(), query));
    if (path === "/orders") return page(changedSince(state.placed.map((order) => reported(order, now)), query));
    return path === "/qna" || path === "/categories" ? page([]) : null;
  }
  if (method === "POST" && path === "/orders") {
    const given = orderSchema.safeParse(body);
    if (!given.success) return Response.json({ reason: "주문을 읽을 수 없습니다" }, { status: 400 });
    const { reference, lines: [{ itemId, quantity }] } = given.data;
    const known = state.placed.find((order) => order.reference === reference);
    if (known) return Response.json({ id: known.id });
    if (state.cancelledEarly.includes(reference)) {
      return Response.json({ reason: "취소된 주문입니다" }, { status: 409 });
    }
    const item = offered().find(({ id }) => id === itemId);
    if (!item || item.stock < quantity) return Response.json({ reason: "품절되었습니다" }, { status: 422 });
    // Of the reference alone: the same one also when this was forgotten.
    const id = `DS-${reference.slice(0, 13)}`;
    state.placed.push({ id, reference, itemId, quantity, placedAt: now, cancelledAt: null });
    return Response.json({ id }, { status: 201 });
  }
  const [, reference] = /^\/orders\/([0-9a-f-]{36})\/cancellation$/i.exec(path) ?? [];
  if (method !== "PUT" || !reference) return null;
  const order = state.placed.find((each) => each.reference === reference);
  if (!order) state.cancelledEarly.push(reference);
  else if (order.cancelledAt === null) {
    const { status } = demoProgress(order.placedAt, now);
    if (status === "SHIPPED" || status === "DELIVERED") {
      return Response.json({ reason: "이미 발송되었습니다" }, { status: 409 });
    }
    state.placed[state.placed.indexOf(order)] = { ...order, cancelledAt: now };
  }
  return Response.json({});
}

function reported(order: DemoState["placed"][number], now: Date) {
  const { id, reference, itemId, quantity, placedAt, cancelledAt } = order;
  const progress = demoProgress(placedAt, now);
  const isSent = cancelledAt === null && (progress.status === "SHIPPED" || progress.status === "DELIVERED");
  return {
    id,
    reference,
    status: cancelledAt === null ? progress.status : "CANCELLED",
    lines: [{ itemId, quantity }],
    updatedAt: cancelledAt ?? progress.since,
    ...(isSent ? { carrier: "데모택배", trackingNumber: String(1e11 + (seedOf(reference) >>> 0)) } : {}),
  };
}
