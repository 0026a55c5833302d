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

type ToolVariable = "TEST_CFN_LINT" | "TEST_COMPOSE" | "TEST_HADOLINT" | "TEST_PROMTOOL" | "TEST_SCHEMATHESIS";

/** A program, of Compose and hadolint with its first arguments. Throws without one, as {@link requiredAddress}. */
export function requiredTool(variable: ToolVariable): string {
  const command = Deno.env.get(variable);
  if (command) return command;
  throw new Error(`${variable} is not set: run this test with "deno task test", which sets it`);
}
