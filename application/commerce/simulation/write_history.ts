import { type AnswerKey, AnswerWriter } from "../../../domain/commerce/simulation/history/answers.ts";
import type { HistoryDay } from "../../../domain/commerce/simulation/history/day.ts";
import { HistorySimulation } from "../../../domain/commerce/simulation/history/simulation.ts";
import { foundingSpan, type HistoryPlan } from "../../../domain/commerce/simulation/history/plan.ts";
import { makeProduct } from "../../../domain/commerce/simulation/make_product.ts";
import { makeUser } from "../../../domain/commerce/simulation/make_user.ts";
import { seedMember } from "../../../domain/commerce/simulation/seed_member.ts";
import { isoDay, seoulTime, startOfDay } from "../../../domain/commerce/seoul_time.ts";
import { accepted, type Refusal, refused, type Result } from "../../../domain/shared/result.ts";
import { HistoryEnd, type HistoryEndDeps } from "./history_end.ts";
import type { HistoryRun, HistoryStep, HistoryStore } from "../ports/history.ts";

export interface WriteHistoryDeps extends HistoryEndDeps {
  readonly newId: () => string;
  /** Yields to other work in the process. */
  readonly breathe: () => Promise<void>;
}

export type HistoryFigure = "days" | "ordersPerDay" | "users" | "products";

export interface WriteHistoryOptions {
  readonly seed: string;
  /** The others come from an earlier run, else from `defaults`. */
  readonly asked: Partial<Readonly<Record<HistoryFigure, number>>>;
  readonly defaults: Readonly<Record<HistoryFigure, number>>;
  /** Not in the future; `null`: the shop's first other order, else now. */
  readonly until: Date | null;
  /** An abort rejects with the signal's reason once the current days are stored; another run continues there. */
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: HistoryProgress) => void;
}

export interface HistoryProgress {
  /** "remembering" recomputes days that an earlier run has stored. */
  readonly stage: "founding" | "remembering" | "writing";
  readonly done: number;
  readonly total: number;
}

export interface HistoryWritten {
  readonly key: AnswerKey;
  readonly stored: number;
}

/** A history with the same seed has other figures. */
interface OtherHistory extends Refusal {
  readonly code: "other_history";
  readonly plan: HistoryPlan;
}

interface HistoryReplaced extends Refusal {
  readonly code: "history_replaced";
}

/** The shop's other orders begin before the history would. */
interface NoRoom extends Refusal {
  readonly code: "no_room";
}

type Refusals = OtherHistory | HistoryReplaced | NoRoom;

const FOUNDERS_A_BATCH = 1_000;
/** About a second's work: days share best sellers and buyers, so derived figures are written once for all of them. */
const DAYS_TOGETHER = 14;
const ROWS_TOGETHER = 50_000;

/**
 * Derived figures are stored in the same transaction. A continued run recomputes earlier days, so that its answers
 * cover the whole history. Throws `DataRefused`.
 */
export async function writeHistory(
  deps: WriteHistoryDeps,
  options: WriteHistoryOptions,
): Promise<Result<HistoryWritten, Refusals>> {
  const { store, newId, withRetry } = deps;
  const { signal, until } = options;
  const known = await withRetry(() => store.find(options.seed), signal);
  const plan = planOf(known, options, deps.clock());
  if (known && !isSame(known, plan, until)) return refused(otherHistory(known));
  const end = new HistoryEnd(deps, known ?? { plan, until, nextDay: plan.firstDay }, signal);
  if (await end.on(plan.firstDay) <= startOfDay(plan.firstDay)) return refused(noRoom(plan));
  const runner = newId();
  const run = known?.finishedAt ? known : await withRetry(() => store.take(plan, until, runner), signal);
  if (run.nextDay === plan.firstDay) await addFounders(deps, plan, options);
  const written = await writeDays(deps, run, { ...options, end });
  return written === "replaced" ? refused(replaced(plan)) : accepted(written);
}

function planOf(
  known: HistoryRun | null,
  { seed, asked, defaults, until }: WriteHistoryOptions,
  now: Date,
): HistoryPlan {
  const { days, ordersPerDay, users, products } = { ...(known?.plan ?? defaults), ...asked };
  const firstDay = known && until === null ? known.plan.firstDay : seoulTime(until ?? now).dayNumber - days;
  return { seed, firstDay, days, ordersPerDay, users, products };
}

function isSame({ plan, until }: HistoryRun, wanted: HistoryPlan, wantedUntil: Date | null): boolean {
  return (Object.keys(wanted) as (keyof HistoryPlan)[]).every((field) => plan[field] === wanted[field]) &&
    (wantedUntil === null || wantedUntil.getTime() === until?.getTime());
}

async function addFounders(
  { store, withRetry, breathe }: WriteHistoryDeps,
  plan: HistoryPlan,
  { signal, onProgress = () => {} }: WriteHistoryOptions,
): Promise<void> {
  const span = foundingSpan(plan);
  const total = plan.users + plan.products;
  for (const [kind, count, before] of [["users", plan.users, 0], ["products", plan.products, plan.users]] as const) {
    for (let done = 0; done < count;) {
      signal.throwIfAborted();
      const size = Math.min(FOUNDERS_A_BATCH, count - done);
      const founders = Array.from({ length: size }, (_, index) => seedMember(kind, done + index + 1, span));
      const [users, products] = kind === "users"
        ? [founders.map((founder) => makeUser(founder)), []]
        : [[], founders.map((founder) => makeProduct(founder))];
      await withRetry(() => store.addFounders(users, products), signal);
      done += size;
      onProgress({ stage: "founding", done: before + done, total });
      await breathe();
    }
  }
}

async function writeDays(
  deps: WriteHistoryDeps,
  run: HistoryRun,
  { signal, end, onProgress = () => {} }: WriteHistoryOptions & { readonly end: HistoryEnd },
): Promise<HistoryWritten | "replaced"> {
  const { plan, runner } = run;
  const { store, withRetry, breathe } = deps;
  const simulation = new HistorySimulation(plan);
  const answers = new AnswerWriter();
  const total = plan.days * plan.ordersPerDay;
  let stored = 0;
  let days: HistoryDay[] = [];
  let rows = 0;
  let writing: Promise<"stored" | "replaced"> = Promise.resolve("stored");

  for (let dayNumber = plan.firstDay;; dayNumber++) {
    // An end at the present must not be determined before the previous days are written.
    if (end.isNear(dayNumber) && await writing === "replaced") return "replaced";
    const until = await end.on(dayNumber);
    const isLast = startOfDay(dayNumber + 1) >= until;
    const day = await live(simulation.day(dayNumber, isLast ? until : null), breathe);
    answers.add(day);
    if (dayNumber < run.nextDay) {
      signal.throwIfAborted();
      onProgress({ stage: "remembering", done: answers.orders, total: run.orders });
    } else {
      days.push(day);
      rows += day.orders.length;
      if (isLast || days.length === DAYS_TOGETHER || rows >= ROWS_TOGETHER) {
        if (await writing === "replaced") return "replaced";
        signal.throwIfAborted();
        onProgress({ stage: "writing", done: answers.orders - rows, total: Math.max(total, answers.orders) });
        const last = isLast ? { until, grades: simulation.members.grades() } : null;
        const step = { seed: plan.seed, runner, end: last };
        const together = days;
        writing = withRetry(() => storeDays(store, together, step), signal);
        // Awaited in a later round; until then a rejection must not end the process.
        writing.catch(() => {});
        stored += rows;
        days = [];
        rows = 0;
      }
    }
    if (!isLast) continue;
    if (await writing === "replaced") return "replaced";
    if (stored > 0) onProgress({ stage: "writing", done: answers.orders, total: answers.orders });
    return { key: { plan, until, ...answers.answers(simulation) }, stored };
  }
}

/** After a lost acknowledgement, days stored under our name count as stored. */
async function storeDays(
  store: HistoryStore,
  days: readonly HistoryDay[],
  step: HistoryStep,
): Promise<"stored" | "replaced"> {
  if (await store.addDays(days, step) === "stored") return "stored";
  const run = await store.find(step.seed);
  return run?.runner === step.runner && run.nextDay === days.at(-1)!.dayNumber + 1 ? "stored" : "replaced";
}

async function live(steps: Generator<void, HistoryDay>, breathe: () => Promise<void>): Promise<HistoryDay> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await breathe();
  }
}

function otherHistory({ plan, until }: HistoryRun): OtherHistory {
  const { seed, firstDay, days, ordersPerDay, users, products } = plan;
  const message = `Cannot write the history ${seed}: there is one from ${isoDay(firstDay)} over ${days} days` +
    `${
      until ? ` until ${until.toISOString()}` : ""
    } with ${ordersPerDay} orders a day, ${users} users and ${products} ` +
    "products; use these figures or none to continue it, or another seed";
  return { code: "other_history", message, plan };
}

function replaced({ seed }: HistoryPlan): HistoryReplaced {
  return { code: "history_replaced", message: `Cannot continue the history ${seed}: another process writes it now` };
}

function noRoom({ seed, firstDay }: HistoryPlan): NoRoom {
  const message =
    `Cannot write the history ${seed}: the shop's other orders begin before ${isoDay(firstDay)}, its first ` +
    "day; use more days, or set its end";
  return { code: "no_room", message };
}
