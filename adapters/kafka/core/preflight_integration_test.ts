import { assert, assertEquals, assertRejects } from "@std/assert";
import { makeCertificates } from "../../../testing/fixtures/certificates.ts";
import { KAFKA_USER, type Listener, temporaryKafka } from "../../../testing/engines/temporary_kafka.ts";
import { records, Shelf, textOf } from "../../../testing/ports/log.ts";
import type { ConnectionRefusalCode } from "../../system/connection_refusal.ts";
import { connectKafka, type KafkaOptions } from "./connect.ts";
import { checkKafkaConnection } from "./preflight.ts";
import { KafkaLogInspector } from "./log_inspector.ts";
import { KafkaLogReader } from "./log_reader.ts";
import { KafkaLogWriter } from "./log_writer.ts";
import { observeLogin } from "./observe_login.ts";
import { ensureTopics } from "./topics.ts";

const WRONG_PASSWORD = "not-the-one";
type Mechanism = "plain" | "scram-sha-256" | "scram-sha-512";

Deno.test("Kafka by TLS and SASL", async (t) => {
  await using certificates = await makeCertificates();
  await using kafka = await temporaryKafka(certificates);
  const ca = await Deno.readTextFile(certificates.caFile);
  const otherCa = await Deno.readTextFile(certificates.otherCaFile);
  const own = await certificates.issue("client");
  const shown = { cert: await Deno.readTextFile(own.certFile), key: await Deno.readTextFile(own.keyFile) };
  const expired = await certificates.issue("expired-client", { days: -1 });
  const expiredShown = {
    cert: await Deno.readTextFile(expired.certFile),
    key: await Deno.readTextFile(expired.keyFile),
  };
  const login = (
    mechanism: Mechanism,
    password: string = KAFKA_USER.password,
    username: string = KAFKA_USER.username,
  ) => ({ sasl: { mechanism: mechanism as "plain", username, password } });
  const tls = { tls: true, ca };
  const at = (listener: Listener, options: Partial<KafkaOptions>): KafkaOptions => ({
    brokers: [kafka.listeners[listener]],
    clientId: "test",
    ...options,
  });

  const open: readonly (readonly [string, Listener, Partial<KafkaOptions>])[] = [
    ["PLAIN over TLS", "saslTls", { ...tls, ...login("plain") }],
    ["SCRAM-SHA-256 over TLS", "saslTls", { ...tls, ...login("scram-sha-256") }],
    ["SCRAM-SHA-512 over TLS", "saslTls", { ...tls, ...login("scram-sha-512") }],
    ["SCRAM-SHA-512 without TLS", "saslPlaintext", login("scram-sha-512")],
    ["TLS without a login", "tls", tls],
    ["a certificate of the client's own", "mutual", { ...tls, ...shown }],
  ];
  for (const [nth, [what, listener, options]] of open.entries()) {
    await t.step(`${what} is accepted, and records travel`, async () => {
      const given = at(listener, options);
      assertEquals(await checkKafkaConnection(given), null);
      await sendAndRead(given, `topic-${nth}`);
    });
  }

  const refused: readonly (readonly [string, Listener, Partial<KafkaOptions>, ConnectionRefusalCode])[] = [
    ["another authority", "saslTls", { tls: true, ca: otherCa, ...login("plain") }, "unknown_authority"],
    ["an authority the system does not know", "saslTls", { tls: true, ...login("plain") }, "unknown_authority"],
    ["an expired certificate", "expired", { ...tls, ...login("plain") }, "certificate_expired"],
    ["a certificate for another host", "misnamed", { ...tls, ...login("plain") }, "certificate_for_other_name"],
    ["a wrong password by PLAIN", "saslTls", { ...tls, ...login("plain", WRONG_PASSWORD) }, "login_refused"],
    ["a wrong password by SCRAM", "saslTls", { ...tls, ...login("scram-sha-256", WRONG_PASSWORD) }, "login_refused"],
    [
      "an unknown user",
      "saslTls",
      { ...tls, ...login("scram-sha-512", WRONG_PASSWORD, "nobody") },
      "login_refused",
    ],
    ["a mechanism that the listener lacks", "plainOnly", { ...tls, ...login("scram-sha-512") }, "mechanism_refused"],
    ["no login over TLS", "saslTls", tls, "wants_login"],
    ["no login without TLS", "saslPlaintext", {}, "wants_login"],
    ["a login where none is taken", "tls", { ...tls, ...login("plain") }, "wants_no_login"],
    ["no TLS where TLS is spoken", "tls", {}, "wants_tls"],
    ["a login without TLS where TLS is spoken", "saslTls", login("plain"), "wants_tls"],
    ["TLS where none is spoken", "plaintext", tls, "wants_no_tls"],
    ["no certificate where one is wanted", "mutual", tls, "wants_certificate"],
    ["an expired certificate of the client's", "mutual", { ...tls, ...expiredShown }, "wants_certificate"],
  ];
  for (const [what, listener, options, code] of refused) {
    await t.step(`${what} is refused as ${code}`, async () => {
      const refusal = await checkKafkaConnection(at(listener, options));
      assertEquals([refusal?.code, refusal?.address], [code, kafka.listeners[listener]], refusal?.detail);
      assert(!refusal!.detail.includes(WRONG_PASSWORD) && !refusal!.detail.includes(KAFKA_USER.password));
    });
  }

  await t.step(
    "an unreachable broker is distinguished from one that refuses, and one that answers is enough",
    async () => {
      const away = "localhost:1";
      assertEquals((await checkKafkaConnection({ ...at("tls", tls), brokers: [away] }))?.code, "nothing_listens");
      assertEquals(await checkKafkaConnection({ ...at("tls", tls), brokers: [away, kafka.listeners.tls] }), null);
      const { brokers } = at("saslTls", {});
      const wrong = { ...at("saslTls", { ...tls, ...login("plain", WRONG_PASSWORD) }), brokers: [away, ...brokers] };
      assertEquals((await checkKafkaConnection(wrong))?.code, "login_refused");
    },
  );

  for (const mechanism of ["plain", "scram-sha-512"] as const) {
    await t.step(`a password that is another by now is used for the next connection by ${mechanism}`, async () => {
      const { sasl, ...options } = at("saslTls", { ...tls, ...login(mechanism) });
      const { username, password } = sasl as { username: string; password: string };
      let current = WRONG_PASSWORD;
      const renewed = {
        mechanism: mechanism as "plain",
        username,
        get password() {
          return current;
        },
      };
      const seen: string[] = [];
      const observer = { accepted: () => seen.push("accepted"), refused: () => seen.push("refused") };
      const kafka = connectKafka({ ...options, sasl: observeLogin(renewed, observer) });
      const rejected = kafka.admin({ retry: { retries: 0 } });
      await assertRejects(() => rejected.connect());
      await rejected.disconnect();
      assertEquals(seen, ["refused"]);
      current = password;
      const admin = kafka.admin();
      await admin.connect();
      await admin.listTopics();
      await admin.disconnect();
      assertEquals(new Set(seen.slice(1)), new Set(["accepted"]));
    });
  }

  await t.step("a name that a broker advertises and its certificate lacks is refused", async () => {
    const refusal = await checkKafkaConnection(at("misadvertised", tls));
    assertEquals([refusal?.code, refusal?.detail.includes("127.0.0.1")], ["certificate_for_other_name", true]);
  });
});

async function sendAndRead(options: KafkaOptions, topic: string): Promise<void> {
  const kafka = connectKafka(options);
  const writer = new KafkaLogWriter(kafka);
  const inspector = new KafkaLogInspector(kafka);
  try {
    await ensureTopics(kafka, [{ topic, partitions: 1, replicas: 1 }]);
    const sent = records(20);
    await writer.append(topic, sent);
    const shelf = new Shelf();
    const stop = new AbortController();
    const reading = new KafkaLogReader(kafka, { inspector, onError: () => {} }).read(topic, topic, shelf, stop.signal);
    await shelf.untilTaken(sent.length);
    stop.abort();
    await reading;
    assertEquals(shelf.taken.map(textOf), sent.map(textOf));
  } finally {
    await writer.close();
    await inspector.close();
  }
}
