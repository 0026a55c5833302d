/**
 * How long a transaction that others wait for may wait for its own process. A process that hangs, or a machine that
 * vanishes, would otherwise keep its locks until TCP gives the connection up, which takes hours.
 */
export const STANDS_STILL_AT_MOST = "30s";
