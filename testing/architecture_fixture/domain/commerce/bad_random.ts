export const dice = globalThis.Math.random;
