import { decodeEvent } from "../../../adapters/kafka/commerce/codec.ts";
import { refreshPools } from "../../../application/commerce/cache/refresh_pools.ts";
import { eraseUser } from "../../../application/commerce/erase_user.ts";
import { redriveLetters } from "../../../application/commerce/redrive_letters.ts";
import { updateGrades } from "../../../application/commerce/update_grades.ts";
import { deadLetterTopic } from "../../../application/shared/dead_letter_record.ts";
import { userIdSchema } from "../../../domain/commerce/user.ts";
import { pick, wholeBetween } from "../../../domain/shared/random.ts";
import { unlessAway, untilAnswered } from "../patience.ts";
import type { Process } from "../world.ts";
import { TOPICS } from "./consumers.ts";
import { userErasure } from "./erased_users.ts";
import { inbox } from "./inbox.ts";
import { membership } from "./members.ts";
import { poolCandidates } from "./pool_candidates.ts";
import { poolsFor } from "./pools.ts";
import { redrivenLetters } from "./redriven_letters.ts";
import { USERS } from "./errands.ts";
import type { CommerceState } from "./commerce_state.ts";

const RETRY_MS = 150;
const POOL = 6;

export async function refreshCache(shop: CommerceState, process: Process): Promise<void> {
  const { world, database } = shop;
  const deps = {
    candidates: poolCandidates(database, process),
    pools: poolsFor(shop, process),
    refreshes: { note: () => Promise.resolve() },
    clock: () => world.clockOf(process),
  };
  for (;;) {
    await unlessAway(async () => {
      await refreshPools(deps, { size: POOL });
      if (database.postgres.restored > 0) return void shop.rounds.pools++;
      const kept = (await shop.pools.users()).filter(({ userId }) => shop.erased.has(userId));
      for (const { userId } of kept) shop.pooled.push(`the erased ${userId} is in the pool after a refresh`);
      shop.rounds.pools++;
    });
    await world.sleep(process, 1_000);
  }
}

export async function grade(shop: CommerceState, process: Process): Promise<void> {
  const { world, database } = shop;
  for (;;) {
    await world.sleep(process, wholeBetween(world.random, 500, 2_500));
    await unlessAway(async () => {
      const run = await updateGrades({ membership: membership(database, process) }, { asOf: world.clockOf(process) });
      if (run !== "busy") shop.rounds.grades++;
    });
  }
}

/** Erases users, and all of them again once the database is as it was before. */
export async function keep(shop: CommerceState, process: Process): Promise<void> {
  const { world, database } = shop;
  const { orders, users } = TOPICS;
  const pools = poolsFor(shop, process);
  const deps = {
    register: userErasure(database, process, [
      users.topic,
      deadLetterTopic(users.topic),
      deadLetterTopic(orders.topic),
    ]),
    stores: [{
      name: "Redis",
      erase: async (id: Parameters<typeof pools.removeUser>[0]) => [
        { place: "cache:users", records: await pools.removeUser(id) ? 1 : 0 },
      ],
    }],
    digestOf: (text: string) => text,
  };
  const erase = (id: string) =>
    untilAnswered(world, process, RETRY_MS, async () => void await eraseUser(deps, id, world.clockOf(process)));
  for (;;) {
    await world.sleep(process, wholeBetween(world.random, 0, 3_000));
    const { restored } = database.postgres;
    if (shop.repeatedAfter < restored) {
      for (const id of shop.erased) await erase(id);
      shop.repeatedAfter = restored;
    }
    if (shop.erasuresLeft === 0) continue;
    const id = userIdSchema.parse(pick(world.random, USERS));
    await erase(id);
    shop.erased.add(id);
    shop.erasures++;
    shop.erasuresLeft--;
  }
}

/** Sends dead letters again, some of them mended. */
export async function redrive(shop: CommerceState, process: Process): Promise<void> {
  const { world, database, log } = shop;
  const ports = log.as(process);
  const own = inbox(database, process);
  const { topic, eventType } = TOPICS.orders;
  const deps = {
    scanner: ports,
    inspector: ports,
    writer: ports,
    inbox: own,
    redriven: redrivenLetters(database, process),
    decode: (_topic: string, record: Parameters<typeof decodeEvent>[0]) => decodeEvent(record, eventType),
    probe: own.probe,
    now: () => world.clockOf(process),
  };
  for (;;) {
    await world.sleep(process, wholeBetween(world.random, 1_000, 4_000));
    await unlessAway(async () => {
      const { items } = await redriveLetters(deps, { topic, dryRun: false });
      shop.redriven += items.filter(({ outcome }) => outcome === "sent").length;
      shop.rounds.letters++;
    });
    if (shop.mendingsLeft === 0) continue;
    const [letter] = log.records(deadLetterTopic(topic));
    if (letter === undefined || letter.headers["dlq-code"] === "data_refused") continue;
    shop.mendingsLeft--;
    const { partition, offset } = letter;
    const id = `M-${letter.headers["dlq-log"]}-${letter.headers["dlq-id"]}`.replace(/[^\w-]/g, "-");
    const userId = userIdSchema.parse(letter.key);
    const value = JSON.stringify(mended(id, userId));
    await untilAnswered(world, process, RETRY_MS, async () => {
      const { items } = await redriveLetters(deps, { topic, dryRun: false, letters: [{ partition, offset, value }] });
      if (items.every(({ outcome }) => outcome !== "sent")) return;
      shop.redriven++;
      shop.acknowledged.set(id, { status: "PLACED", userId });
    });
  }
}

function mended(orderId: string, userId: string) {
  return {
    orderId,
    userId,
    productId: "P-1",
    quantity: 1,
    totalAmount: 1_000,
    paymentMethod: "CARD",
    createdAt: "2026-03-01T23:00:00Z",
  };
}
