import { MemoryCustomerEvents } from "../../../adapters/memory/identity/customer_events.ts";
import { MemoryLastSightings } from "../../../adapters/memory/identity/last_sightings.ts";
import { decodeIdentified, encodeIdentified } from "../../../adapters/kafka/identity/identity_codec.ts";
import { detectCustomer } from "../../../application/identity/detect_customer.ts";
import { eraseCustomer } from "../../../application/identity/erase_customer.ts";
import { recordEvents } from "../../../application/identity/record_events.ts";
import { persistStream } from "../../../application/shared/persist_stream.ts";
import { relayTopic } from "../../../application/shared/relay_outbox.ts";
import { DEFAULT_CONFIDENCE } from "../../../domain/identity/confidence/parameters.ts";
import type { CustomerId } from "../../../domain/identity/customer.ts";
import type { CustomerIdentity } from "../../../domain/identity/customer_identity.ts";
import { pick, wholeBetween } from "../../../domain/shared/random.ts";
import { customerId, sampleBeacon } from "../../fixtures/identity_samples.ts";
import { MemoryBeacons } from "../../memory/identity/beacons.ts";
import { type FaultTargets, usualTargets } from "../faults.ts";
import { SimulatedLog } from "../log.ts";
import { Network } from "../network.ts";
import { unlessAway, untilAnswered } from "../patience.ts";
import type { FaultEffects, Main } from "../processes.ts";
import type { Scenario } from "../scenario.ts";
import { type Process, World } from "../world.ts";
import { SimulatedIdentityDatabase } from "./database.ts";
import { type IdentityState, identityViolations, TOPIC } from "./identity_violations.ts";
import { recordFor, sightingsFor } from "./engines.ts";
import type { Mechanism } from "./mechanisms.ts";

const TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
const GROUP = "recorders";
const BEACONS = [1, 2, 3].map((nth) => sampleBeacon(nth));
const CUSTOMERS = ["cust1", "cust2", "cust3", "cust4"].map(customerId);
const LATEST_MS = 600_000;
const RETRY_MS = 150;
/** Many sessions' and retries' length. */
const QUIET_TURNS = 2_000;

/** What keepers do to customers, one after the other; repeated until it is answered. */
type Chore = { readonly erase: CustomerId } | { readonly readmit: CustomerId };

/** Detections, relays, recorders and erasures of the production code. */
export class SimulatedIdentity implements Scenario, IdentityState {
  readonly world: World;
  readonly network: Network;
  readonly log: SimulatedLog;
  readonly database: SimulatedIdentityDatabase;
  readonly events = new MemoryCustomerEvents();
  readonly sightings: MemoryLastSightings;
  /** Answered with 201. */
  readonly acknowledged: CustomerIdentity[] = [];
  erasures = 0;
  readonly #beacons = new MemoryBeacons();
  readonly #chores: Chore[];
  #detectionsLeft: number;
  #poisonLeft: number;
  #ids = 0;
  #quietSince: number | null = null;
  readonly mains: ReadonlyMap<string, Main>;

  constructor(seed: number, without: ReadonlySet<Mechanism>) {
    this.world = new World(seed);
    this.network = new Network(this.world);
    this.log = new SimulatedLog(this.world, this.network);
    this.sightings = new MemoryLastSightings(() => this.world.now);
    this.database = new SimulatedIdentityDatabase(this.world, this.network, {
      topic: TOPIC,
      encode: (event) =>
        encodeIdentified(event, { topic: TOPIC, source: "simulation", newTraceparent: () => TRACEPARENT }),
      without,
    });
    const { random } = this.world;
    this.#detectionsLeft = wholeBetween(random, 10, 60);
    this.#poisonLeft = wholeBetween(random, 0, 4);
    this.#chores = Array.from({ length: wholeBetween(random, 0, 4) }, () => {
      const customer = pick(random, CUSTOMERS);
      return random() < 0.7 ? { erase: customer } : { readmit: customer };
    });
    this.mains = new Map<string, Main>([
      ["api 1", (process) => this.#detect(process)],
      ["api 2", (process) => this.#detect(process)],
      ["keeper", (process) => this.#keep(process)],
      ["relay 1", (process) => this.#relay(process)],
      ["relay 2", (process) => this.#relay(process)],
      ["recorder 1", (process) => this.#record(process)],
      ["recorder 2", (process) => this.#record(process)],
      ["stranger", (process) => this.#poison(process)],
    ]);
  }

  get targets(): FaultTargets {
    const engines = ["Postgres", "Redis", "Kafka", "DynamoDB"];
    return { ...usualTargets([...this.mains.keys()], engines), "new log": [TOPIC] };
  }

  get effects(): FaultEffects {
    return { "new log": ({ whom }) => this.log.recreate(whom) };
  }

  async prepare(): Promise<void> {
    for (const beacon of BEACONS) await this.#beacons.put(beacon);
  }

  violations(): Promise<readonly string[]> {
    return identityViolations(this);
  }

  tally() {
    return { identifications: this.acknowledged.length, erasures: this.erasures };
  }

  isAtRest(): boolean {
    const isAsked = this.#detectionsLeft > 0 || this.#chores.length > 0 || this.#poisonLeft > 0;
    if (isAsked || this.database.outbox.length > 0) {
      this.#quietSince = null;
      return false;
    }
    this.#quietSince ??= this.world.turns;
    return this.#isReadToTheEnd() || this.world.turns - this.#quietSince > QUIET_TURNS;
  }

  /** Not where a reader that was late has named a topic that is gone: whoever reads next begins anew. */
  #isReadToTheEnd(): boolean {
    return this.log.ranges(TOPIC).every(({ partition, end, logId }) => {
      const position = this.database.next({ group: GROUP, topic: TOPIC, partition });
      return position.next === end && (end === 0 || position.logId === logId);
    });
  }

  async #detect(process: Process): Promise<void> {
    const deps = {
      beacons: {
        match: (sent: Parameters<MemoryBeacons["match"]>[0]) =>
          this.network.call(process, "Redis", "match beacons", () => this.#beacons.match(sent)),
      },
      identifications: this.database.identificationsFor(process),
      lastSightings: sightingsFor(process, this),
      parametersOf: () => DEFAULT_CONFIDENCE,
      clock: () => this.world.clockOf(process),
      newId: () => `event-${++this.#ids}`,
    };
    while (this.#detectionsLeft > 0) {
      await this.world.turn(process, "waits for a phone");
      if (this.#detectionsLeft === 0) return;
      this.#detectionsLeft--;
      const { random } = this.world;
      const detection = {
        customerId: pick(random, CUSTOMERS),
        readings: [{ ...sentBy(pick(random, BEACONS)), rssi: -50 }],
        detectedAt: new Date(this.world.now - wholeBetween(random, 0, LATEST_MS)).toISOString(),
      };
      await untilAnswered(this.world, process, RETRY_MS, async () => {
        const { result } = await detectCustomer(deps, detection);
        if (result.ok) this.acknowledged.push(result.value);
      });
    }
  }

  async #keep(process: Process): Promise<void> {
    const deps = {
      spellings: { of: (id: CustomerId) => this.database.spellings(id) },
      register: this.database.registerFor(process),
      stores: [
        {
          name: "Redis",
          erase: async (id: CustomerId) => [
            { place: "customer", records: await sightingsFor(process, this).forget(id) ? 1 : 0 },
          ],
        },
        {
          name: "DynamoDB",
          erase: async (id: CustomerId) => [
            { place: "events", records: await recordFor(process, this).removeAll(id) },
          ],
        },
      ],
      digestOf: (text: string) => text,
    };
    while (this.#chores.length > 0) {
      await this.world.sleep(process, wholeBetween(this.world.random, 0, 3_000));
      const [chore] = this.#chores;
      if (chore === undefined) return;
      const at = this.world.clockOf(process);
      await untilAnswered(this.world, process, RETRY_MS, async () => {
        if ("readmit" in chore) return await this.database.readmit(process, chore.readmit, at);
        await eraseCustomer(deps, chore.erase, at);
        this.erasures++;
      });
      this.#chores.shift();
    }
  }

  async #relay(process: Process): Promise<void> {
    const deps = { outbox: this.database.outboxFor(process), log: this.log.as(process) };
    for (;;) {
      await unlessAway(async () => {
        for (const topic of await deps.outbox.topics()) await relayTopic(deps, topic, NEVER);
      });
      await this.world.sleep(process, RETRY_MS);
    }
  }

  async #record(process: Process): Promise<void> {
    const handler = persistStream(
      {
        inbox: recordEvents({
          record: recordFor(process, this),
          erased: this.database.erasedFor(process),
          positions: this.database.positionsFor(process),
        }),
        decode: decodeIdentified,
        withRetry: (work) => untilAnswered(this.world, process, RETRY_MS, work),
        observe: {
          accepted: () => {},
          fenced: (_, partition) => this.world.say(`${process.name} is fenced off partition ${partition}`),
          mismatched: () => {},
          dead: () => {},
          lost: (at, from, to) => this.world.say(`${process.name} lost ${at.partition}: ${from} to ${to}`),
          recreated: (at) => this.world.say(`${process.name} finds partition ${at.partition} made anew`),
        },
      },
      GROUP,
      NEVER,
    );
    await this.log.as(process).read(TOPIC, GROUP, handler, NEVER);
  }

  async #poison(process: Process): Promise<void> {
    const value = new TextEncoder().encode("{");
    while (this.#poisonLeft > 0) {
      await this.world.sleep(process, wholeBetween(this.world.random, 0, 3_000));
      if (this.#poisonLeft === 0) return;
      this.#poisonLeft--;
      const record = { key: pick(this.world.random, CUSTOMERS), value, headers: {} };
      await unlessAway(() => this.log.as(process).append(TOPIC, [record]));
    }
  }
}

const NEVER = new AbortController().signal;

function sentBy({ uuid, major, minor }: typeof BEACONS[number]) {
  return { uuid, major, minor };
}
