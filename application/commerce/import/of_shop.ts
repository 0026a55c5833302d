import { customerCode } from "../../../domain/commerce/outside_ids.ts";
import type { Digest } from "../../../domain/shared/digest.ts";
import { mapped } from "../../shared/iterators.ts";
import type { SourceLine } from "../ports/order_line.ts";

/** What a shop may be called before its order numbers. */
export const SHOP_NAME = /^[\p{L}\p{N}](?:[\p{L}\p{N}._-]{0,18}[\p{L}\p{N}])?$/u;

/**
 * Two shops number their orders and customers alike: with the shop's name before them they don't meet. Of an e-mail
 * address or a telephone number the digest stays, since it is one person's in every shop; so do product codes.
 */
export function ofShop(
  lines: AsyncIterable<SourceLine>,
  shop: string | null,
  digest: Digest,
): AsyncIterable<SourceLine> {
  return shop === null ? lines : mapped(lines, (line) => lineOf(line, shop, digest));
}

function lineOf(line: SourceLine, shop: string, digest: Digest): SourceLine {
  if ("fault" in line) return { ...line, order: line.order === "" ? "" : numberOf(shop, line.order) };
  const { order, customer } = line.value;
  const code = customer === null ? null : customerCode(customer, digest);
  const isDigest = code === null || code.startsWith("c-");
  return {
    ...line,
    value: { ...line.value, order: numberOf(shop, order), customer: isDigest ? code : `${shop}:${code}` },
  };
}

function numberOf(shop: string, order: string): string {
  return `${shop}:${order.trim()}`;
}
