import { encodeEvent } from "../../../adapters/kafka/commerce/codec.ts";
import { MessageEventLog } from "../../../adapters/kafka/commerce/event_log.ts";
import { topicsOf } from "../../../adapters/kafka/stream_names.ts";
import { DataRefused } from "../../../application/shared/fault.ts";
import { createOrder } from "../../../application/commerce/manage_orders.ts";
import { publishOrders, publishProducts, publishUsers } from "../../../application/commerce/publish_drafts.ts";
import { orderSchema } from "../../../domain/commerce/order.ts";
import { userIdSchema } from "../../../domain/commerce/user.ts";
import { parseSentOrder } from "../../../domain/commerce/order_placement.ts";
import { pick, type Random, wholeBetween } from "../../../domain/shared/random.ts";
import { unlessAway, untilAnswered } from "../patience.ts";
import type { Process } from "../world.ts";
import { TOPICS } from "./consumers.ts";
import { orders } from "./manage.ts";
import { poolsFor } from "./pools.ts";
import type { CommerceState } from "./commerce_state.ts";
import { type OrderErrand, PRICE, PRODUCTS, REFUSED_PAYMENT, UNSENDABLE, USERS } from "./errands.ts";

const TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
const RETRY_MS = 150;

const CODEC = { source: "simulation", newTraceparent: () => TRACEPARENT };

function eventsOf({ log }: CommerceState, process: Process) {
  return new MessageEventLog(log.as(process), { ...CODEC, topics: topicsOf(TOPICS) });
}

/** A process of the API. */
export async function serve(shop: CommerceState, process: Process): Promise<void> {
  const { world, database, errands } = shop;
  const deps = {
    events: eventsOf(shop, process),
    orders: orders(database, process),
    clock: () => world.clockOf(process),
    newId: () => shop.newId(),
    random: world.random,
  };
  for (;;) {
    await world.sleep(process, wholeBetween(world.random, 0, 400));
    const errand = errands.shift();
    if (errand === undefined) continue;
    // Whoever asked asks another process when this one has crashed.
    shop.inHand.add(errand);
    const forget = process.onCrash(() => {
      shop.inHand.delete(errand);
      errands.push(errand);
    });
    await untilAnswered(world, process, RETRY_MS, async () => {
      if (errand.kind === "user") {
        const { id, grade } = errand;
        const draft = {
          userId: id,
          name: `name of ${id}`,
          address: `서울 강남구 ${id}`,
          grade,
          age: 30,
          email: `${id}@example.com`,
        };
        return void await publishUsers(deps, [draft]);
      }
      if (errand.kind === "product") {
        return void await publishProducts(deps, [{
          productId: errand.id,
          name: errand.id,
          category: "식품",
          price: PRICE,
        }]);
      }
      if (errand.kind === "order") await order(shop, deps, errand);
    });
    forget();
    shop.inHand.delete(errand);
  }
}

const START = Date.parse("2026-03-02T00:00:00Z");

async function order(
  shop: CommerceState,
  deps: Parameters<typeof publishOrders>[0] & { readonly orders: ReturnType<typeof orders> },
  errand: OrderErrand,
): Promise<void> {
  const { id, userId, productId, quantity, status, ago, isDirect } = errand;
  const createdAt = new Date(START - ago);
  const draft = {
    orderId: id,
    userId,
    productId,
    quantity,
    totalAmount: quantity * PRICE,
    status,
    createdAt: createdAt.toISOString(),
  };
  if (isDirect) {
    const sent = parseSentOrder(draft, { id, now: deps.clock() });
    if (!sent.ok) throw new Error(sent.refusal.message);
    const created = await createOrder(deps, sent.value).catch((error) => {
      if (error instanceof DataRefused) return null;
      throw error;
    });
    // Without its user or product it is sent the other way.
    if (!created?.ok) return await order(shop, deps, { ...errand, isDirect: false });
    shop.direct.add(id);
  } else {
    const published = await publishOrders(deps, [draft]);
    if (!published.ok) throw new Error(published.refusal.message);
  }
  shop.acknowledged.set(id, { status, userId: userIdSchema.parse(userId) });
  const { random } = shop.world;
  if (status === "PLACED" && quantity > 0 && random() < 0.4) {
    shop.errands.push({ ...errand, status: pick(random, ["PAID", "CANCELLED"] as const), isDirect: false });
  } else if (status === "PAID" && random() < 0.4) {
    shop.errands.push({ ...errand, status: pick(random, ["DELIVERED", "RETURNED"] as const), isDirect: false });
  }
}

/** A simulated shopper, whose messages repeat what the pool says of the customer. */
export async function shop(simulated: CommerceState, process: Process): Promise<void> {
  const { world } = simulated;
  const events = eventsOf(simulated, process);
  const pools = poolsFor(simulated, process);
  while (simulated.cartsLeft > 0) {
    await world.sleep(process, wholeBetween(world.random, 0, 1_500));
    if (simulated.cartsLeft === 0) return;
    simulated.cartsLeft--;
    await unlessAway(async () => {
      const customer = await pools.randomUser();
      const product = await pools.randomProduct();
      if (customer === null || product === null) return;
      const placed = orderSchema.parse({
        orderId: `C-${simulated.newId()}`,
        userId: customer.userId,
        productId: product.productId,
        quantity: 1,
        totalAmount: product.price,
        shippingCost: 0,
        discountAmount: 0,
        paymentMethod: "CARD",
        status: "PLACED",
        category: product.category,
        userName: customer.name,
        userRegion: "서울",
        userGender: customer.gender,
        userAgeGroup: "30s",
        createdAt: world.clockOf(process).toISOString(),
      });
      await events.publish([{ type: "order.placed", order: placed }]);
      simulated.acknowledged.set(placed.orderId, placed);
    });
  }
}

/** Sends what can't be read, what no table takes, and what no topic of dead letters takes. */
export async function spoil(simulated: CommerceState, process: Process): Promise<void> {
  const { world, log } = simulated;
  while (simulated.poisonLeft > 0) {
    await world.sleep(process, wholeBetween(world.random, 0, 3_000));
    if (simulated.poisonLeft === 0) return;
    simulated.poisonLeft--;
    const { random } = world;
    const record = encodeEvent({ type: "order.placed", order: refusedOrder(simulated.newId(), random) }, CODEC);
    const spoilt = random() < 0.5 ? record : { ...record, value: new TextEncoder().encode("{") };
    const headers = random() < 0.3 ? { ...spoilt.headers, [UNSENDABLE]: "1" } : spoilt.headers;
    await unlessAway(() => log.as(process).append(TOPICS.orders.topic, [{ ...spoilt, headers }]));
  }
}

function refusedOrder(id: string, random: Random) {
  return orderSchema.parse({
    orderId: `X-${id}`,
    userId: pick(random, USERS),
    productId: pick(random, PRODUCTS),
    quantity: 1,
    totalAmount: PRICE,
    shippingCost: 0,
    discountAmount: 0,
    paymentMethod: REFUSED_PAYMENT,
    status: "PLACED",
    category: null,
    userName: null,
    userRegion: null,
    userGender: null,
    userAgeGroup: null,
    createdAt: new Date(START).toISOString(),
  });
}
