/** SHA-256 of a text in UTF-8, hexadecimal: pure, but none of the language's own. */
export type Digest = (text: string) => string;
