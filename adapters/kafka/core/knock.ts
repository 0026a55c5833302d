import type { Mechanism, SASLOptions } from "kafkajs";
import { type EntryRefusal, type EntryRefusalKind, hungUpOnTls, tlsRefusalOf } from "../../system/entry_refusal.ts";
import { greetByTls, speaksTls } from "../../system/greet_by_tls.ts";
import { withTimeout } from "../../system/with_timeout.ts";
import { reasonOf } from "../../../application/shared/fault.ts";
import { connectKafka, type KafkaOptions } from "./connect.ts";

/** What stands at a broker's door: the cluster's addresses behind it, a refusal, or nobody. */
type Answer = Open | EntryRefusal | "away";
interface Open {
  readonly brokers: readonly string[];
}

const ANSWER_WITHIN_MS = 5_000;
/** No broker knows it: it refuses to begin a login, which shows that it wants one, and nobody has tried a password. */
const NO_MECHANISM: Mechanism = {
  mechanism: "NONE",
  authenticationProvider: () => ({ authenticate: () => Promise.resolve() }),
};
const NOBODY_THERE = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UNREACH|connection timeout|no answer within/i;
const UNKNOWN_MECHANISM = /does not support the requested SASL mechanism/;

/**
 * Why Kafka lets nobody in with these options; `null` when it does, and when no broker can be reached at all. One broker
 * that opens is enough; with TLS the addresses that it advertises must open too, because every record goes there.
 */
export async function knockAtKafka(options: KafkaOptions): Promise<EntryRefusal | null> {
  const knocks = options.brokers.map((broker) => knockAt(broker, options));
  const open = await firstOpen(knocks);
  if (!open) return (await Promise.all(knocks)).find(isRefusal) ?? null;
  const behind = options.tls ? open.brokers.filter((broker) => !options.brokers.includes(broker)) : [];
  const further = await Promise.all(behind.map((broker) => knockAt(broker, options)));
  return further.find(isRefusal) ?? null;
}

/** The others may still be waiting for a broker that is away. */
function firstOpen(knocks: readonly Promise<Answer>[]): Promise<Open | null> {
  const opened = knocks.map(async (knock) => {
    const answer = await knock;
    if (isOpen(answer)) return answer;
    throw answer;
  });
  return Promise.any(opened).catch(() => null);
}

function isOpen(answer: Answer): answer is Open {
  return answer !== "away" && "brokers" in answer;
}

function isRefusal(answer: Answer): answer is EntryRefusal {
  return answer !== "away" && "kind" in answer;
}

async function knockAt(address: string, options: KafkaOptions): Promise<Answer> {
  const said: string[] = [];
  const admin = connectKafka({
    ...options,
    brokers: [address],
    retries: 0,
    onLog: (_, message) => said.push(message),
  }).admin();
  const look = async () => {
    await admin.connect();
    return await admin.describeCluster();
  };
  try {
    const { brokers } = await withTimeout(ANSWER_WITHIN_MS, look());
    return { brokers: brokers.map(({ host, port }) => `${host}:${port}`) };
  } catch (error) {
    const first = new Error(said.find((line) => !/seed broker/.test(line)) ?? reasonOf(error));
    const kind = await kindOf(first, address, options);
    return kind === null ? "away" : { kind, reason: first.message, address };
  } finally {
    await admin.disconnect().catch(() => {});
  }
}

async function kindOf(error: Error, address: string, options: KafkaOptions): Promise<EntryRefusalKind | null> {
  const { tls, sasl } = options;
  if (NOBODY_THERE.test(error.message)) return null;
  if (sasl && UNKNOWN_MECHANISM.test(error.message)) return "mechanism_refused";
  if (/current SASL state/.test(error.message)) return "wants_no_login";
  if (/SASL.*authentication failed|invalid credentials/i.test(error.message)) return "login_refused";
  const heard = tls && !tlsRefusalOf(error) ? await greetByTls(address, options) : error;
  const tlsRefusal = tls && heard ? tlsRefusalOf(heard) : null;
  if (tlsRefusal) return tlsRefusal;
  // What follows looks like an outage; the other way in shows what it is.
  if (tls && hungUpOnTls(error)) return await opensWithout(address) ? "wants_no_tls" : null;
  if (!tls && await speaksTls(address)) return "wants_tls";
  if (!sasl && await asksForLogin(address, options)) return "wants_login";
  return null;
}

/** Whether a broker greets those who come without TLS and without a login. */
async function opensWithout(address: string): Promise<boolean> {
  const admin = connectKafka({ brokers: [address], clientId: "knock", retries: 0 }).admin();
  return await withTimeout(ANSWER_WITHIN_MS, admin.connect()).then(() => true, () => false)
    .finally(() => admin.disconnect().catch(() => {}));
}

async function asksForLogin(address: string, options: KafkaOptions): Promise<boolean> {
  const sasl = NO_MECHANISM as unknown as SASLOptions;
  const admin = connectKafka({ ...options, brokers: [address], retries: 0, sasl, onLog: () => {} }).admin();
  return await withTimeout(ANSWER_WITHIN_MS, admin.connect())
    .then(() => false, (error) => UNKNOWN_MECHANISM.test(reasonOf(error)))
    .finally(() => admin.disconnect().catch(() => {}));
}
