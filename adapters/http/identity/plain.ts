/** How the document says that an id in an address has no control characters; the use cases check it. */
export const PLAIN = { pattern: "^[^\\u0000-\\u001f\\u007f]*$" } as const;
