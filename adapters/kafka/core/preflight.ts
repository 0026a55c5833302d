import type { Mechanism, SASLOptions } from "kafkajs";
import { reasonOf } from "../../../application/shared/fault.ts";
import {
  type ConnectionRefusal,
  type ConnectionRefusalCode,
  hungUpOnTls,
  isTransient,
  networkCodeOf,
  tlsRefusalOf,
} from "../../system/connection_refusal.ts";
import { speaksTls, tlsHandshake } from "../../system/tls_handshake.ts";
import { withTimeout } from "../../system/with_timeout.ts";
import { connectKafka, type KafkaOptions } from "./connect.ts";

type Answer = Open | ConnectionRefusal;
interface Open {
  readonly brokers: readonly string[];
}

const TIMEOUT_MS = 5_000;
/** Unknown to every broker: its refusal shows that a login is wanted, without trying a password. */
const NO_MECHANISM: Mechanism = {
  mechanism: "NONE",
  authenticationProvider: () => ({ authenticate: () => Promise.resolve() }),
};
const NO_CONNECTION = /connection timeout|no answer within/i;
const UNKNOWN_MECHANISM = /does not support the requested SASL mechanism/;

/** `null` if one broker answers, with TLS also at the addresses that it advertises. Never throws. */
export async function checkKafkaConnection(options: KafkaOptions): Promise<ConnectionRefusal | null> {
  const answers = options.brokers.map((broker) => checkBroker(broker, options));
  const open = await firstOpen(answers);
  return open ? await checkAdvertised(open, options) : gravest(await Promise.all(answers));
}

/** As {@link checkKafkaConnection}, waiting for each address. */
export async function checkEachBroker(
  options: KafkaOptions,
): Promise<{ readonly refusal: ConnectionRefusal | null; readonly silentAddresses: readonly string[] }> {
  const answers = await Promise.all(options.brokers.map((broker) => checkBroker(broker, options)));
  const open = answers.find(isOpen);
  return {
    refusal: open ? await checkAdvertised(open, options) : gravest(answers),
    silentAddresses: options.brokers.filter((_, nth) => !isOpen(answers[nth]!)),
  };
}

function firstOpen(answers: readonly Promise<Answer>[]): Promise<Open | null> {
  const opened = answers.map(async (waiting) => {
    const answer = await waiting;
    if (isOpen(answer)) return answer;
    throw answer;
  });
  return Promise.any(opened).catch(() => null);
}

async function checkAdvertised({ brokers }: Open, options: KafkaOptions): Promise<ConnectionRefusal | null> {
  const advertised = options.tls ? brokers.filter((broker) => !options.brokers.includes(broker)) : [];
  const answers = await Promise.all(advertised.map((broker) => checkBroker(broker, options)));
  return answers.filter(isRefusal).find((refusal) => !isTransient(refusal)) ?? null;
}

function gravest(answers: readonly Answer[]): ConnectionRefusal | null {
  const refusals = answers.filter(isRefusal);
  return refusals.find((refusal) => !isTransient(refusal)) ?? refusals[0] ?? null;
}

function isOpen(answer: Answer): answer is Open {
  return "brokers" in answer;
}

function isRefusal(answer: Answer): answer is ConnectionRefusal {
  return !isOpen(answer);
}

async function checkBroker(address: string, options: KafkaOptions): Promise<Answer> {
  const messages: string[] = [];
  const admin = connectKafka({
    ...options,
    brokers: [address],
    retries: 0,
    onLog: (_, message) => messages.push(message),
  }).admin();
  const describe = async () => {
    await admin.connect();
    return await admin.describeCluster();
  };
  try {
    const { brokers } = await withTimeout(TIMEOUT_MS, describe());
    return { brokers: brokers.map(({ host, port }) => `${host}:${port}`) };
  } catch (error) {
    const first = new Error(messages.find((line) => !/seed broker/.test(line)) ?? reasonOf(error));
    return { code: await codeOf(first, address, options), detail: first.message, address };
  } finally {
    await admin.disconnect().catch(() => {});
  }
}

async function codeOf(error: Error, address: string, options: KafkaOptions): Promise<ConnectionRefusalCode> {
  const { tls, sasl } = options;
  const code = kafkaRefusalOf(error, options).code;
  if (code !== "no_answer" || NO_CONNECTION.test(error.message)) return code;
  const handshakeError = tls ? await tlsHandshake(address, options.tlsTexts?.() ?? options) : null;
  const tlsRefusal = handshakeError && tlsRefusalOf(handshakeError);
  if (tlsRefusal) return tlsRefusal;
  // What follows looks like an outage.
  if (tls && hungUpOnTls(error)) return await answersWithoutTls(address) ? "wants_no_tls" : code;
  if (!tls && await speaksTls(address)) return "wants_tls";
  if (!sasl && await asksForLogin(address, options)) return "wants_login";
  return code;
}

export function kafkaRefusalOf(
  error: unknown,
  { tls = false, sasl, brokers }: {
    readonly brokers: readonly string[];
    readonly tls?: boolean;
    readonly sasl?: unknown;
  },
): ConnectionRefusal {
  const detail = reasonOf(error);
  const known = (): ConnectionRefusalCode | null => {
    if (sasl && UNKNOWN_MECHANISM.test(detail)) return "mechanism_refused";
    if (/current SASL state/.test(detail)) return "wants_no_login";
    if (/SASL.*authentication failed|invalid credentials/i.test(detail)) return "login_refused";
    return tls ? tlsRefusalOf(error) : null;
  };
  return { code: known() ?? networkCodeOf(error), detail, address: brokers.join(",") };
}

async function answersWithoutTls(address: string): Promise<boolean> {
  const admin = connectKafka({ brokers: [address], clientId: "preflight", retries: 0 }).admin();
  return await withTimeout(TIMEOUT_MS, admin.connect()).then(() => true, () => false)
    .finally(() => admin.disconnect().catch(() => {}));
}

async function asksForLogin(address: string, options: KafkaOptions): Promise<boolean> {
  const sasl = NO_MECHANISM as unknown as SASLOptions;
  const admin = connectKafka({ ...options, brokers: [address], retries: 0, sasl, onLog: () => {} }).admin();
  return await withTimeout(TIMEOUT_MS, admin.connect())
    .then(() => false, (error) => UNKNOWN_MECHANISM.test(reasonOf(error)))
    .finally(() => admin.disconnect().catch(() => {}));
}
