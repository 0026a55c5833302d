import { deadLetterTopic } from "../../../application/shared/dead_letter_record.ts";
import { STREAMS } from "../../../domain/commerce/commerce_event.ts";
import { type FaultTargets, usualTargets } from "../faults.ts";
import { POSTGRES } from "../postgres/transaction.ts";
import type { FaultEffects, Main } from "../processes.ts";
import type { Scenario } from "../scenario.ts";
import { CommerceState } from "./commerce_state.ts";
import { commerceViolations } from "./commerce_violations.ts";
import { consume, TOPICS } from "./consumers.ts";
import { REFUSED_PAYMENT } from "./errands.ts";
import type { CommerceMechanism } from "./mechanisms.ts";
import { grade, keep, redrive, refreshCache } from "./operators.ts";
import { serve, shop, spoil } from "./shoppers.ts";

const BACKUP_EVERY_TURNS = 150;
/** What is left to do afterwards is done this often. */
const ROUNDS_AT_REST = 3;
const QUIET_TURNS = 1_500;

/** Orders of the production code from the API to the totals, the grades and the pools. */
export class SimulatedCommerce implements Scenario {
  readonly mains: ReadonlyMap<string, Main>;
  readonly #state: CommerceState;
  #unread: { readonly positions: string; readonly since: number } | null = null;
  #restedAt: CommerceState["rounds"] | null = null;

  constructor(seed: number, without: ReadonlySet<CommerceMechanism>) {
    const state = new CommerceState(seed, without);
    this.#state = state;
    this.mains = new Map<string, Main>([
      ["api 1", (process) => serve(state, process)],
      ["api 2", (process) => serve(state, process)],
      ["shopper", (process) => shop(state, process)],
      ["consumer 1", (process) => consume(state, process)],
      ["consumer 2", (process) => consume(state, process)],
      ["cache worker", (process) => refreshCache(state, process)],
      ["grader 1", (process) => grade(state, process)],
      ["grader 2", (process) => grade(state, process)],
      ["keeper", (process) => keep(state, process)],
      ["operator", (process) => redrive(state, process)],
      ["stranger", (process) => spoil(state, process)],
    ]);
  }

  get world() {
    return this.#state.world;
  }

  get network() {
    return this.#state.network;
  }

  get targets(): FaultTargets {
    const { orders, users, products } = TOPICS;
    // Of orders more depends on which log a position is of.
    const logs = [orders.topic, orders.topic, orders.topic, users.topic, products.topic, deadLetterTopic(orders.topic)];
    return {
      ...usualTargets([...this.mains.keys()], [POSTGRES, "Redis", "Kafka"]),
      "new log": logs,
      restore: [POSTGRES],
      refusals: ["orders"],
    };
  }

  get effects(): FaultEffects {
    return {
      "new log": ({ whom }) => this.#state.log.recreate(whom),
      restore: () => this.#state.database.postgres.restore(),
      refusals: ({ ms }) => this.#state.refusedUntil = this.world.now + ms,
    };
  }

  isAtRest(): boolean {
    const { database: { postgres }, rounds } = this.#state;
    const { turns } = this.world;
    if (turns % BACKUP_EVERY_TURNS === 0) postgres.backUp();
    const positions = this.#state.tables.positions.all.map(({ next, logId }) => `${logId} ${next}`).join();
    if (this.#isReadToTheEnd() || this.#unread?.positions !== positions) this.#unread = { positions, since: turns };
    // A reader that was late may have named a topic that is gone: whoever reads next begins anew.
    const mayComeMore = !this.#isReadToTheEnd() && turns - this.#unread.since < QUIET_TURNS;
    if (mayComeMore || this.#isAsked() || this.#isWaiting()) {
      this.#restedAt = null;
      return false;
    }
    this.#restedAt ??= { ...rounds };
    const { grades, pools, letters } = this.#restedAt;
    return rounds.grades >= grades + ROUNDS_AT_REST && rounds.pools >= pools + ROUNDS_AT_REST &&
      rounds.letters >= letters + ROUNDS_AT_REST;
  }

  violations(): Promise<readonly string[]> {
    return commerceViolations(this.#state);
  }

  tally() {
    return {
      orders: this.#state.tables.orders.rows.size,
      erasures: this.#state.erasures,
      redriven: this.#state.redriven,
    };
  }

  #isAsked(): boolean {
    const { errands, inHand, cartsLeft, poisonLeft, erasuresLeft, repeatedAfter, database } = this.#state;
    return errands.length + inHand.size + cartsLeft + poisonLeft + erasuresLeft > 0 ||
      repeatedAfter < database.postgres.restored;
  }

  #isWaiting(): boolean {
    const { outbox, deltas, pending, users, products } = this.#state.tables;
    return deltas.rows.size > 0 || outbox.all.some(({ parkedFor }) => parkedFor === null) ||
      pending.all.some(({ order }) =>
        order.paymentMethod !== REFUSED_PAYMENT && users.rows.has(order.userId) && products.rows.has(order.productId)
      );
  }

  #isReadToTheEnd(): boolean {
    return STREAMS.every((stream) => {
      const { topic, group } = TOPICS[stream];
      return this.#state.log.ranges(topic).every(({ partition, end, logId }) => {
        const position = this.#state.tables.positions.rows.get(`${group} ${topic} ${partition}`);
        return end === 0 || (position?.next === end && position.logId === logId);
      });
    });
  }
}
