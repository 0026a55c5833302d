import { BEYOND_THE_SCHEMA } from "./beyond_the_schema.ts";

/** Where the settings find the key; it stands in no file and no list of arguments. */
export const KEY_VARIABLE = "TILLSTREAM_FUZZ_KEY";

/** What says that a call was understood: done, or not possible as things are (409, 422), or nothing of that name. */
const UNDERSTOOD = ["2xx", "3xx", 401, 403, 404, 409, 422, 429] as const;

/**
 * The settings of a run: every check is on, and none is loosened but for {@link BEYOND_THE_SCHEMA} and two operations.
 *
 * An empty answer of the server is a failure wherever it comes, so 5xx is expected nowhere.
 */
export function schemathesisSettings(): string {
  const beyond = Object.keys(BEYOND_THE_SCHEMA).map((operation) =>
    operationSettings(operation, {
      "checks.positive_data_acceptance.expected-statuses": [...UNDERSTOOD, 400],
    })
  );
  return [
    // On a busy machine some answers take their time; what is looked for is what they say.
    "request-timeout = 60",
    "[auth.openapi.apiKey]",
    `bearer = "\${${KEY_VARIABLE}}"`,
    "[checks.positive_data_acceptance]",
    `expected-statuses = ${JSON.stringify(UNDERSTOOD)}`,
    "[generation]",
    // The document says of all texts that they hold no NUL; tests of their own send some.
    "allow-x00 = false",
    ...beyond,
    // An endless answer: its first event is looked at.
    operationSettings("streamCommerce", { "max-stream-events": 1 }),
    // Any text fits a query parameter, "null" too, which schemathesis takes for something else where a pattern stands.
    operationSettings("listManuals", { "checks.negative_data_rejection.expected-statuses": [200, 400, 401, 405] }),
    // The address of the search would be that of a manual of this name, too, and a manual can be removed.
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
