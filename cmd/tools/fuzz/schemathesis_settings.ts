import { BEYOND_THE_SCHEMA } from "./beyond_the_schema.ts";

/** The environment variable of the key; the key is in no file and no argument list. */
export const KEY_VARIABLE = "TILLSTREAM_FUZZ_KEY";

/** Statuses of an understood call: done, conflicting (409, 412, 422) or not found. */
const UNDERSTOOD = ["2xx", "3xx", 401, 403, 404, 409, 412, 422, 429] as const;

/** Loosened only for {@link BEYOND_THE_SCHEMA} and two operations. A 5xx is expected nowhere: always a finding. */
export function schemathesisSettings(): string {
  const beyond = Object.keys(BEYOND_THE_SCHEMA).map((operation) =>
    operationSettings(operation, {
      "checks.positive_data_acceptance.expected-statuses": [...UNDERSTOOD, 400],
    })
  );
  return [
    "request-timeout = 60",
    "[auth.openapi.apiKey]",
    `bearer = "\${${KEY_VARIABLE}}"`,
    "[checks.positive_data_acceptance]",
    `expected-statuses = ${JSON.stringify(UNDERSTOOD)}`,
    "[generation]",
    // The document excludes NUL from all texts; injection_component_test.ts sends it.
    "allow-x00 = false",
    ...beyond,
    operationSettings("streamCommerce", { "max-stream-events": 1 }),
    // Any text fits a query parameter, also "null", which schemathesis takes for a violation where a pattern is given.
    operationSettings("listManuals", { "checks.negative_data_rejection.expected-statuses": [200, 400, 401, 405] }),
    operationSettings("importOrders", {
      "checks.negative_data_rejection.expected-statuses": [200, 400, 401, 405, 422],
    }),
    // The search path is also that of a manual with this name, and manuals can be deleted.
    operationSettings("searchManuals", {
      "checks.negative_data_rejection.expected-statuses": [200, 400, 401, 405],
      "checks.allow_header_conformance.enabled": false,
    }),
  ].join("\n");
}

function operationSettings(operation: string, settings: Readonly<Record<string, unknown>>): string {
  return [
    "[[operations]]",
    `include-operation-id = "${operation}"`,
    ...Object.entries(settings).map(([name, value]) => `${name} = ${JSON.stringify(value)}`),
  ].join("\n");
}
