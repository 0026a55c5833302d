import type { TableFacts } from "../../adapters/dynamodb/probe.ts";
import type { DynamoConfig } from "../wiring/config/identity_config.ts";
import { type CheckResult, resultsOf } from "./check_result.ts";

const { ok, warning, error } = resultsOf("dynamodb");

export function checkDynamo(
  facts: TableFacts | null,
  { endpoint, region, table, createTable }: DynamoConfig,
): CheckResult[] {
  const where = endpoint ? new URL(endpoint).host : `AWS in ${region}`;
  const reachable = ok("reachable", `${where} answers`);
  if (facts === null) {
    return [
      reachable,
      createTable
        ? ok("table", `the table ${table} is made by the first process that needs it`)
        : error("table", `the table ${table} is missing`, "Deploy deploy/cloudformation/customer-events.yaml."),
    ];
  }
  const { status, differences, expires, bytes, items } = facts;
  return [
    reachable,
    status === "ACTIVE" || status === "UPDATING"
      ? ok("table", `the table ${table} holds about ${items} events in ${Math.ceil(bytes / 1_048_576)} MB`)
      : error("table", `the table ${table} is ${status}`, "Wait until it is ACTIVE."),
    ...differences.map((difference) =>
      error(
        "schema",
        `the table ${table}: ${difference}`,
        "Compare it with deploy/cloudformation/customer-events.yaml.",
      )
    ),
    expires ? ok("expiry", "events leave by themselves when their time is over") : warning(
      "expiry",
      "events stay for ever: time to live is switched off",
      "Switch time to live on for the attribute ExpiresAt.",
    ),
  ];
}
