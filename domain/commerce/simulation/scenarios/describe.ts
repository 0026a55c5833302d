import type { Changes, DeclaredEffect, Metric } from "./scenario.ts";
import type { Holiday } from "./holidays.ts";
import type { Schedule } from "./schedule.ts";
import { describeAudience, describeWhich } from "./audience.ts";

const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const HOLIDAYS: Readonly<Record<Holiday, string>> = {
  seollal: "Seollal (설날)",
  chuseok: "Chuseok (추석)",
  black_friday: "Black Friday",
  exam: "the exam day (수능)",
};
const WEATHER = {
  heat: "days of 33 °C or more",
  cold: "days of −12 °C or less",
  rain: "rainy days",
};

export function describeSchedule(schedule: Schedule): string {
  switch (schedule.kind) {
    case "by_name":
      return "only when started by name";
    case "monthly":
      return `every month on ${ranges(schedule.days)}`;
    case "yearly":
      return `every year ${schedule.spans.map(({ from, to }) => `${from} to ${to}`).join(" and ")}`;
    case "holiday":
      return aroundFeast(schedule.from, schedule.to, HOLIDAYS[schedule.holiday]);
    case "weekly": {
      const days = schedule.weekdays.length === 7
        ? "every day"
        : schedule.weekdays.map((day) => WEEKDAYS[day]).join(" ");
      return `${days} from ${ranges(schedule.hours).replaceAll("-", " to ")} h`;
    }
    case "weather":
      return WEATHER[schedule.weather];
    default:
      return schedule satisfies never;
  }
}

function aroundFeast(from: number, to: number, holiday: string): string {
  if (from === 0) return `${holiday} and the ${to} days after it`;
  return to === 0 ? `the ${-from} days before ${holiday}, and that day` : `${-from} to ${-to} days before ${holiday}`;
}

function ranges(numbers: readonly number[]): string {
  const parts: string[] = [];
  for (let index = 0; index < numbers.length;) {
    let end = index;
    while (numbers[end + 1] === numbers[end]! + 1) end++;
    parts.push(end === index ? `${numbers[index]}` : `${numbers[index]}-${numbers[end]}`);
    index = end + 1;
  }
  return parts.join(", ");
}

export function describeChanges(changes: Changes): string[] {
  const { cartRate, cartSize, customers = [], products = [], prices = [], freeShippingFrom } = changes;
  return [
    ...(cartRate === undefined ? [] : [`carts an hour ×${cartRate}`]),
    ...(cartSize === undefined ? [] : [`lines a cart ×${cartSize}`]),
    ...customers.map(({ audience, factor }) => `customers (${describeAudience(audience)}) ×${factor}`),
    ...products.map(({ which, factor }) => `products (${describeWhich(which)}) ×${factor}`),
    ...prices.map(({ audience = {}, which = {}, factor }) => {
      const of = Object.keys(which).length > 0 ? describeWhich(which) : describeAudience(audience);
      return `prices (${of}) ×${factor}`;
    }),
    ...(freeShippingFrom === undefined ? [] : [`free shipping from ${freeShippingFrom.toLocaleString("en-US")} won`]),
  ];
}

export function describeEffect({ metric, factor, tolerance }: DeclaredEffect): string {
  return `${describeMetric(metric)} ×${factor}${tolerance === 0 ? "" : ` ± ${Math.round(tolerance * 100)} %`}`;
}

export function describeMetric({ count, perCart, audience, which }: Metric): string {
  return count + (which ? ` of ${describeWhich(which)}` : "") + (audience ? ` by ${describeAudience(audience)}` : "") +
    (perCart ? " a cart" : "");
}
