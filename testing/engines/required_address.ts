/** The variables that `deno task test` sets to the test engines' addresses. */
type EngineVariable =
  | "TEST_POSTGRES_URL"
  | "TEST_REDIS_URL"
  | "TEST_REDIS_CLUSTER"
  | "TEST_KAFKA_BROKERS"
  | "TEST_DYNAMODB_ENDPOINT"
  | "TEST_S3_ENDPOINT";

/** An engine's address. Throws without one: a test without its engine fails and is never skipped. */
export function requiredAddress(variable: EngineVariable): string {
  const address = Deno.env.get(variable);
  if (address) return address;
  throw new Error(
    `${variable} is not set: run this test with "deno task test", which brings the engines up and sets it, ` +
      'or bring them up with "deno task services up" and set it to the address',
  );
}
