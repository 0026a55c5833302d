import { customerCode } from "../../../domain/commerce/outside_ids.ts";
import type { Digest } from "../../../domain/shared/digest.ts";
import type { SourceLine } from "../ports/order_line.ts";

/** What a shop may be called before its order numbers. */
export const SHOP_NAME = /^[\p{L}\p{N}](?:[\p{L}\p{N}._-]{0,18}[\p{L}\p{N}])?$/u;

/**
 * Two shops number their orders and customers alike: with the shop's name before them they don't meet. Of an e-mail
 * address or a telephone number the digest stays, since it is one person's in every shop; so do product codes.
 */
export async function* ofShop(
  lines: AsyncIterable<SourceLine>,
  shop: string | null,
  digest: Digest,
): AsyncGenerator<SourceLine> {
  if (shop === null) return yield* lines;
  for await (const line of lines) {
    if ("fault" in line) {
      yield { ...line, order: line.order === "" ? "" : numberOf(shop, line.order) };
      continue;
    }
    const { order, customer } = line.value;
    const code = customer === null ? null : customerCode(customer, digest);
    const isDigest = code === null || code.startsWith("c-");
    yield {
      ...line,
      value: { ...line.value, order: numberOf(shop, order), customer: isDigest ? code : `${shop}:${code}` },
    };
  }
}

function numberOf(shop: string, order: string): string {
  return `${shop}:${order.trim()}`;
}
