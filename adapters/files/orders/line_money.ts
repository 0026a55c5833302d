import {
  absolute,
  add,
  type Decimal,
  divide,
  isNegative,
  isWhole,
  multiply,
  negate,
  roundHalfUp,
  subtract,
  ZERO,
} from "../../../domain/shared/decimal.ts";
import { MAX_WON } from "../../../domain/shared/money.ts";
import { EXPECTED_AMOUNT, EXPECTED_QUANTITY, type RowFields } from "./row_fields.ts";

interface LineMoney {
  readonly quantity: number;
  readonly unitPrice: Decimal;
  readonly amount: Decimal;
  readonly discount: Decimal | null;
}

const ONE: Decimal = { digits: 1n, scale: 0 };
/** Digits behind the point of a unit price that a total was divided into. */
const UNIT_SCALE = 6;

/**
 * Quantity and amounts of a row, as far as its columns give them; the rest is computed.
 *
 * @param isCancellation by its number, whatever the sign of the quantity
 * @param isGoods of which a negative price takes back; a correction of accounts has one too
 * @returns `null` for a row that is refused
 */
export function readMoney(
  fields: RowFields,
  { isCancellation, isGoods }: { readonly isCancellation: boolean; readonly isGoods: boolean },
): LineMoney | null {
  const pieces = fields.has("quantity") ? fields.amount("quantity") : ONE;
  const [price, extra] = [fields.amount("price"), fields.amount("optionPrice")];
  const [gross, net] = [fields.amount("gross"), fields.amount("amount")];
  const discount = fields.magnitude("discount");
  const total = gross ?? net;
  if (pieces === null) fields.refuse("quantity", EXPECTED_QUANTITY);
  if (price === null && total === null) fields.refuse(fields.has("price") ? "price" : "amount", EXPECTED_AMOUNT);
  if (fields.faults.length > 0 || pieces === null) return null;

  const count = countOf(pieces, total);
  if (count === 0 || count > MAX_WON) {
    fields.refuse("quantity", EXPECTED_QUANTITY);
    return null;
  }
  const isRefund = isNegative(total ?? price ?? ZERO) && (pieces.digits === 0n || isGoods);
  const takesBack = isCancellation || isNegative(pieces) || isRefund;
  const size = isWhole(pieces) ? { digits: BigInt(count), scale: 0 } : absolute(pieces);
  const written = price === null ? divide(absolute(total!), size, UNIT_SCALE) : add(price, extra ?? ZERO);
  const unitPrice = takesBack ? absolute(written) : written;
  const whole = gross ? absolute(gross) : multiply(unitPrice, size);
  const magnitude = net === null ? subtract(whole, discount ?? ZERO) : takesBack ? absolute(net) : net;
  const given = discount ?? (net === null ? null : subtract(whole, magnitude));
  return {
    quantity: takesBack ? -count : count,
    unitPrice,
    amount: takesBack ? negate(magnitude) : magnitude,
    discount: given && given.digits > 0n ? given : null,
  };
}

/** What is sold by weight or length is one piece. A till books a refund of money as no pieces. */
function countOf(pieces: Decimal, total: Decimal | null): number {
  if (!isWhole(pieces)) return 1;
  if (pieces.digits === 0n) return total === null || total.digits === 0n ? 0 : 1;
  return Number(roundHalfUp(absolute(pieces)));
}
