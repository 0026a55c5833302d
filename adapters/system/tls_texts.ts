/** PEM texts. */
export interface TlsTexts {
  /** Default: the authorities that this system knows. */
  readonly ca?: string;
  /** Both or neither. */
  readonly cert?: string;
  readonly key?: string;
}

/** For drivers that copy their options for each connection: what `read` gives by then. */
export function readAnew(read: () => TlsTexts): TlsTexts {
  const texts: TlsTexts = {};
  for (const name of ["ca", "cert", "key"] as const) {
    if (read()[name] === undefined) continue;
    Object.defineProperty(texts, name, { enumerable: true, get: () => read()[name] });
  }
  return texts;
}
