/** The variables that `deno task test` sets to where the test engines are. */
type EngineVariable =
  | "TEST_POSTGRES_URL"
  | "TEST_REDIS_URL"
  | "TEST_REDIS_CLUSTER"
  | "TEST_KAFKA_BROKERS"
  | "TEST_DYNAMODB_ENDPOINT"
  | "TEST_S3_ENDPOINT";

/** Where an engine is. A test without its engine fails, it is never skipped. */
export function requiredAddress(variable: EngineVariable): string {
  const address = Deno.env.get(variable);
  if (address) return address;
  throw new Error(
    `${variable} is not set: run this test with "deno task test", which brings the engines up and sets it, ` +
      'or bring them up with "deno task services up" and set it to the address',
  );
}
