import type { Rates } from "../../../application/commerce/import/sold_line.ts";
import { NO_CURRENCY, type Understood } from "./order_file.ts";
import { rateText } from "./rates.ts";

export function understoodAsJson({ profile, shape, ...understood }: Understood, rates: Rates) {
  const { dates, decimal, zone, currency, currencies, unread, questions } = understood;
  return {
    profile: profile.id,
    packing: shape.packing,
    encoding: shape.encoding,
    delimiter: shape.delimiter,
    sheets: shape.sheets,
    dates,
    decimal,
    timeZone: zone,
    currency: currency === NO_CURRENCY ? null : currency,
    rates: Object.fromEntries(currencies.flatMap((name) => {
      const rate = rates.get(name);
      return rate ? [[name, Number(rateText(rate))]] : [];
    })),
    columns: Object.fromEntries(understood.columns),
    notStored: unread,
    questions,
  };
}
