import { pick, poisson, type Random, seededRandom } from "../../shared/random.ts";
import type { BeaconId } from "../beacon.ts";
import { Agenda } from "./agenda.ts";
import type { Arrivals } from "./arrivals.ts";
import { hearWindow, type SentReading } from "./hear_window.ts";
import { type Phone, phoneOf } from "./phone.ts";
import { ASSUMED_RADIO, type SimulatedRadio } from "./simulated_radio.ts";
import { nearestBeacon, type SimulatedStore } from "./simulated_store.ts";
import { LONGEST_VISIT_MS, placeAt, planWalk, type Walk } from "./walk.ts";

export interface VisitOptions {
  readonly seed: string;
  readonly stores: readonly SimulatedStore[];
  readonly customers: number;
  readonly called: string;
  readonly arrivals: Arrivals;
  readonly reportEveryMs: number;
  /** Visitors that arrived earlier are in the stores already. */
  readonly from: Date;
  /** As the built-in confidence model assumes, when left out. */
  readonly radio?: SimulatedRadio;
}

export interface SimulatedDetection {
  readonly sentAt: Date;
  readonly body: {
    readonly customerId: string;
    readonly detectedAt: string;
    readonly readings: readonly SentReading[];
    readonly preferences?: Readonly<Record<string, string>>;
  };
  readonly nearest: BeaconId;
}

interface Visit {
  readonly customer: number;
  readonly walk: Walk;
  readonly phone: Phone;
  /** The device has no network in the store: each report arrives late, at its own time. */
  readonly offline: boolean;
  hasSaidPreferences: boolean;
}

type Entry =
  | { readonly kind: "report" | "leave"; readonly at: number; readonly visit: Visit }
  | { readonly kind: "send"; readonly at: number; readonly sent: SimulatedDetection };

const OFFLINE = 0.04;
const LATEST_MS = 180_000;
const SENT_TWICE = 0.02;
const TWICE_AFTER_MS = 1_000;
const SLOWEST_TWICE_MS = 4_000;
const SAYS_PREFERENCES = 0.3;

/** In order of sending, without end; some are duplicates, late or have a wrong clock. Deterministic in the options. */
export function* simulateVisits(options: VisitOptions): Generator<SimulatedDetection, never> {
  const random = seededRandom(`${options.seed}/visits`);
  const agenda = new Agenda<Entry>();
  const away = Array.from({ length: options.customers }, (_, nth) => nth + 1);
  const from = options.from.getTime();
  for (let second = Math.floor((from - LONGEST_VISIT_MS) / 1_000);; second++) {
    const now = second * 1_000;
    for (let coming = poisson(random, options.arrivals(now)); coming > 0 && away.length > 0; coming--) {
      enter(agenda, random, options, takeOne(random, away), now);
    }
    for (const entry of agenda.take(second)) {
      if (entry.kind === "leave") {
        away.push(entry.visit.customer);
      } else if (entry.kind === "send") {
        yield entry.sent;
      } else {
        if (entry.at > entry.visit.walk.leavesAt) continue;
        agenda.add({ ...entry, at: entry.at + pause(random, options, entry.visit.phone) });
        const sent = entry.at < from ? null : report(random, options, entry.visit, entry.at);
        if (sent) yield* send(agenda, random, entry.visit, sent);
      }
    }
  }
}

function enter(agenda: Agenda<Entry>, random: Random, options: VisitOptions, customer: number, now: number): void {
  const walk = planWalk(random, pick(random, options.stores), now);
  const phone = phoneOf(options.seed, customer);
  const offline = random() < OFFLINE;
  const visit: Visit = { customer, walk, phone, offline, hasSaidPreferences: random() >= SAYS_PREFERENCES };
  // Random phase, so that devices don't report in step.
  agenda.add({ kind: "report", at: now + random() * pause(random, options, phone), visit });
  agenda.add({ kind: "leave", at: walk.leavesAt + 1_000, visit });
}

function report(
  random: Random,
  { called, radio = ASSUMED_RADIO }: VisitOptions,
  visit: Visit,
  at: number,
): SimulatedDetection | null {
  const { customer, walk, phone } = visit;
  const readings = hearWindow(random, walk, at, phone, radio);
  if (readings.length === 0) return null;
  const preferences = visit.hasSaidPreferences ? {} : { preferences: phone.preferences };
  visit.hasSaidPreferences = true;
  return {
    sentAt: new Date(at),
    body: {
      customerId: `${called}-${String(customer).padStart(5, "0")}`,
      detectedAt: new Date(at + phone.clockAheadMs).toISOString(),
      readings,
      ...preferences,
    },
    nearest: nearestBeacon(walk.store, placeAt(walk, at)),
  };
}

function* send(
  agenda: Agenda<Entry>,
  random: Random,
  { offline }: Visit,
  sent: SimulatedDetection,
): Generator<SimulatedDetection, void> {
  const later = (ms: number) => {
    const at = sent.sentAt.getTime() + ms;
    agenda.add({ kind: "send", at, sent: { ...sent, sentAt: new Date(at) } });
  };
  if (random() < SENT_TWICE) later(TWICE_AFTER_MS + random() * (SLOWEST_TWICE_MS - TWICE_AFTER_MS));
  if (offline) later(TWICE_AFTER_MS + random() * LATEST_MS);
  else yield sent;
}

/** Never within the same second. */
function pause(random: Random, { reportEveryMs }: VisitOptions, { slowness }: Phone): number {
  return Math.max(1_000, reportEveryMs * slowness * (0.7 + 0.6 * random()));
}

function takeOne(random: Random, from: number[]): number {
  const nth = Math.floor(random() * from.length);
  const taken = from[nth]!;
  from[nth] = from.at(-1)!;
  from.length--;
  return taken;
}
