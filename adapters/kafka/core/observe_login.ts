import type { SASLOptions } from "kafkajs";
import { reasonOf } from "../../../application/shared/fault.ts";

export interface LoginObserver {
  readonly accepted: () => void;
  readonly refused: (error: unknown) => void;
}

type Provider = (args: unknown) => { readonly authenticate: () => Promise<void> };

/** The broker's own words behind those of kafkajs; a connection that was lost meanwhile says neither. */
const REJECTED = /failed: .*(invalid|credential|authentication failed)/i;

/**
 * Tells of each login of these options. kafkajs 2.2.4 puts a mechanism's own `authenticationProvider` into them at the
 * first connection, and reads the password for each.
 */
export function observeLogin(sasl: SASLOptions, { accepted, refused }: LoginObserver): SASLOptions {
  let provider: Provider | undefined;
  const observed: Provider = (args) => ({
    authenticate: async () => {
      try {
        await provider!(args).authenticate();
        accepted();
      } catch (error) {
        if (REJECTED.test(reasonOf(error))) refused(error);
        throw error;
      }
    },
  });
  return Object.defineProperty(sasl, "authenticationProvider", {
    enumerable: true,
    get: () => provider && observed,
    set: (given: Provider) => provider = given,
  });
}
