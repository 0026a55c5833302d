/** The refusal codes of the server itself, and what each means. */
export const SERVER_PROBLEMS = {
  invalid_input: { status: 400, meaning: "Something is wrong with the input; errors has every fault" },
  malformed_json: { status: 400, meaning: "The body is no JSON" },
  key_in_query: { status: 400, meaning: "A key stands in the address, where proxies and logs would keep it" },
  unauthorized: { status: 401, meaning: "A valid key is missing" },
  cross_origin: { status: 403, meaning: "A browser sends a write for a page of another origin" },
  unknown_route: { status: 404, meaning: "Nothing is at this address" },
  method_not_allowed: { status: 405, meaning: "The address knows other methods only; see Allow" },
  body_too_slow: { status: 408, meaning: "The body did not arrive in time" },
  body_too_large: { status: 413, meaning: "The body is larger than the server takes" },
  unsupported_media_type: { status: 415, meaning: "The body is not declared as application/json in UTF-8" },
  misdirected: { status: 421, meaning: "Without keys the server answers for localhost only" },
  data_refused: { status: 422, meaning: "The database refuses the values" },
  rate_limited: { status: 429, meaning: "Too many calls; see Retry-After" },
  internal: { status: 500, meaning: "An error on the server's side; the log has it under the request's id" },
  unavailable: { status: 503, meaning: "A part of the system is away; see Retry-After" },
} as const;
