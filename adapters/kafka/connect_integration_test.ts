import { requiredAddress } from "../../testing/required_address.ts";
import { tlsFront } from "../../testing/tls_front.ts";
import { connectKafka } from "./connect.ts";

Deno.test("connectKafka speaks TLS with brokers whose authority it was given", async () => {
  await using front = await tlsFront({ target: requiredAddress("TEST_KAFKA_BROKERS").split(",")[0]! });
  const kafka = connectKafka({
    brokers: [`localhost:${front.port}`],
    clientId: "tls-test",
    tls: true,
    ca: front.ca,
  });
  const admin = kafka.admin();
  // A real broker advertises its address without TLS, so nothing but the greeting comes through here.
  await admin.connect();
  await admin.disconnect();
});
