/** Of the proposal "JSON.parse source text access", which V8 has and TypeScript's library has not yet. */
const json = JSON as unknown as {
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
  ): unknown;
  rawJSON(text: string): unknown;
};

/** Whole numbers that a double can't hold, such as the ids of shipment boxes, come as text. Throws `SyntaxError`. */
export function parseExactJson(text: string): unknown {
  return json.parse(text, (_key, value, { source }) => {
    const isRounded = typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value);
    return isRounded && /^-?\d+$/.test(source ?? "") ? source : value;
  });
}

/** A number of JSON with exactly these digits. */
export function exactNumber(digits: string): unknown {
  return json.rawJSON(digits);
}
