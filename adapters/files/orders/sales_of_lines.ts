import type { TillLine } from "../../../application/store/import_sales.ts";
import { DigestCounter } from "../../../application/commerce/import/digest_counter.ts";
import type { Rates } from "../../../application/commerce/import/sold_line.ts";
import type { SourceLine } from "../../../application/commerce/ports/order_line.ts";
import { lineDigest, lineOrderId } from "../../../domain/commerce/line_identity.ts";
import { productCode } from "../../../domain/commerce/outside_ids.ts";
import type { Digest } from "../../../domain/shared/digest.ts";
import { type Decimal, multiply, roundHalfUp } from "../../../domain/shared/decimal.ts";

/** A till's lines as sales of a store; their ids do not depend on their order in the file. */
export async function* salesOfLines(
  lines: AsyncIterable<SourceLine>,
  { rates, digest }: { readonly rates: Rates; readonly digest: Digest },
): AsyncGenerator<TillLine> {
  const equals = new DigestCounter();
  for await (const source of lines) {
    const { line, raw } = source;
    if ("fault" in source) {
      yield { line, raw, fault: source.fault };
      continue;
    }
    const { order: invoice, sku, name, quantity, amount, currency, at, ...rest } = source.value;
    const rate = rates.get(currency);
    if (!rate) {
      yield { line, raw, fault: `${currency}: there is no rate, give --rate ${currency}=<won for one>` };
      continue;
    }
    const identified = { ...rest, invoice, productId: productCode(sku, digest), quantity, at };
    const equal = lineDigest(identified, digest);
    const nth = equals.add(equal);
    if (rest.lineId !== null && nth > 1) {
      yield { line, raw, fault: `the line ${rest.lineId} is in the file already` };
      continue;
    }
    const saleId = lineOrderId(identified, equal, nth);
    const price = pricePerPiece(multiply(amount, rate), quantity);
    yield { line, raw, sale: { saleId, menu: name || sku, price, quantity, soldAt: at } };
  }
}

/** After the discount, in whole won; a line that is taken back has a negative amount and a negative quantity. */
function pricePerPiece(amount: Decimal, quantity: number): number {
  const pieces = BigInt(quantity);
  const { digits, scale } = amount;
  // Scaled first: half a won of the whole line must not be lost.
  const perPiece = digits * 1_000n / pieces;
  return Number(roundHalfUp({ digits: perPiece, scale: scale + 3 }));
}
