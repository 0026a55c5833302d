import type { ShopOpening } from "../../../application/commerce/ports/simulation.ts";

export class MemoryShopOpening implements ShopOpening {
  #at: Date | null = null;

  openedAt(): Promise<Date | null> {
    return Promise.resolve(this.#at);
  }

  announce(at: Date): Promise<void> {
    this.#at = at;
    return Promise.resolve();
  }
}
