/** SHA-256 of a text in UTF-8, hexadecimal. A parameter, since the language has no pure one. */
export type Digest = (text: string) => string;
