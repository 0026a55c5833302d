import type { DynamoProbe } from "../../adapters/dynamodb/probe.ts";
import type { DynamoConfig } from "../wiring/config/identity_config.ts";
import { type Finding, findingsOf } from "./finding.ts";

const { ok, warning, error } = findingsOf("dynamodb");

const UNREACHABLE: readonly (readonly [RegExp, string])[] = [
  [
    /credentials|profile|token.*expired|security token|signature/i,
    "Give this machine a role, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
  ],
  [/not authorized|AccessDenied/i, "Allow the role dynamodb:DescribeTable, and what the template's policy names."],
  [/ENOTFOUND|EAI_AGAIN|lookup/i, "Correct the host's name in DYNAMODB_ENDPOINT, or the region in AWS_REGION."],
];

export function judgeDynamo(sight: DynamoProbe, { endpoint, region, table, createTable }: DynamoConfig): Finding[] {
  const where = endpoint ? new URL(endpoint).host : `AWS in ${region}`;
  if (!sight.reachable) {
    const mend = UNREACHABLE.find(([pattern]) => pattern.test(sight.reason))?.[1] ??
      "Start it, or correct DYNAMODB_ENDPOINT; without it AWS itself is asked.";
    return [error("reachable", `${where} can't be reached: ${sight.reason}`, mend)];
  }
  const reachable = ok("reachable", `${where} answers`);
  if (sight.table === null) {
    return [
      reachable,
      createTable
        ? ok("table", `the table ${table} is made by the first process that needs it`)
        : error("table", `the table ${table} is missing`, "Deploy deploy/cloudformation/customer-events.yaml."),
    ];
  }
  const { status, differences, expires, bytes, items } = sight.table;
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
