import { type PartnerFormat, PartnerUnavailable } from "../../application/sourcing/ports/partners.ts";
import { coupangProtocol } from "./coupang/protocol.ts";
import { jsonProtocol } from "./json/protocol.ts";
import { ownerclanProtocol } from "./ownerclan/protocol.ts";
import type { PartnerProtocol } from "./protocol.ts";

/** By the name in accounts. A new protocol is a folder beside `json`, and a line here. */
export const PROTOCOLS: Readonly<Record<string, PartnerProtocol>> = {
  coupang: coupangProtocol,
  json: jsonProtocol,
  ownerclan: ownerclanProtocol,
};

export class PartnerRegistry {
  readonly #protocols: ReadonlyMap<string, PartnerProtocol>;

  constructor(protocols: Readonly<Record<string, PartnerProtocol>> = PROTOCOLS) {
    this.#protocols = new Map(Object.entries(protocols));
  }

  get names(): string[] {
    return [...this.#protocols.keys()];
  }

  get ofSuppliers(): string[] {
    return this.names.filter((name) => this.#protocols.get(name)!.orders !== null);
  }

  get ofMarketplaces(): string[] {
    return this.names.filter((name) => this.#protocols.get(name)!.listings !== null);
  }

  /** Throws `PartnerUnavailable` for an unknown name. */
  protocolOf(name: string): PartnerProtocol {
    const protocol = this.#protocols.get(name);
    if (protocol) return protocol;
    throw new PartnerUnavailable(`Cannot speak to the partner: no protocol "${name}" is registered`);
  }

  formatOf(name: string): PartnerFormat | null {
    return this.#protocols.get(name)?.format ?? null;
  }
}
