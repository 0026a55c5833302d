import { mix32, seedOf } from "../../../shared/random.ts";
import type { Grade } from "../../grade.ts";
import type { Product } from "../../product.ts";
import type { Category } from "../tables/categories.ts";
import { type AgeGroup, ageGroup, type Gender, type User } from "../../user.ts";

/** Customers who match every given field. */
export interface Audience {
  readonly ageGroups?: readonly AgeGroup[];
  readonly genders?: readonly Gender[];
  /** The first two characters of an address: "서울", "경기". */
  readonly regions?: readonly string[];
  readonly grades?: readonly Grade[];
  readonly marketingAgree?: boolean;
  /** One customer in so many, always the same ones. */
  readonly oneIn?: number;
}

export interface Which {
  readonly categories?: readonly Category[];
  readonly brands?: readonly string[];
  readonly words?: readonly string[];
  readonly priceFrom?: number;
  readonly priceTo?: number;
  readonly isBest?: boolean;
  readonly oneIn?: number;
}

export function isMeant(user: User, audience: Audience): boolean {
  const { ageGroups, genders, regions, grades, marketingAgree, oneIn } = audience;
  if (ageGroups !== undefined) {
    const group = ageGroup(user.age);
    if (group === null || !ageGroups.includes(group)) return false;
  }
  return (genders === undefined || (user.gender !== null && genders.includes(user.gender))) &&
    (regions === undefined || regions.includes(user.address.slice(0, 2))) &&
    (grades === undefined || grades.includes(user.grade)) &&
    (marketingAgree === undefined || user.marketingAgree === marketingAgree) &&
    (oneIn === undefined || isDrawn(user.userId, oneIn));
}

export function fits(product: Product, which: Which): boolean {
  const { categories, brands, words, priceFrom, priceTo, isBest, oneIn } = which;
  return (categories === undefined || categories.includes(product.category as Category)) &&
    (brands === undefined || brands.includes(product.brand)) &&
    (words === undefined || words.some((word) => product.name.includes(word))) &&
    (priceFrom === undefined || product.price >= priceFrom) &&
    (priceTo === undefined || product.price <= priceTo) &&
    (isBest === undefined || product.isBest === isBest) &&
    (oneIn === undefined || isDrawn(product.productId, oneIn));
}

function isDrawn(id: string, oneIn: number): boolean {
  return (mix32(seedOf(id)) >>> 0) % oneIn === 0;
}

export function describeAudience({ ageGroups, genders, regions, grades, marketingAgree, oneIn }: Audience): string {
  return joined([
    ageGroups?.join(", "),
    genders?.map((gender) => (gender === "F" ? "women" : "men")).join(", "),
    regions?.join(", "),
    grades?.join(", "),
    marketingAgree === undefined ? undefined : marketingAgree ? "who agreed to marketing" : "who refused marketing",
    oneIn === undefined ? undefined : `one customer in ${oneIn}`,
  ]) || "everybody";
}

export function describeWhich({ categories, brands, words, priceFrom, priceTo, isBest, oneIn }: Which): string {
  const won = (price: number) => `${price.toLocaleString("en-US")} won`;
  return joined([
    categories?.join(", "),
    brands?.join(", "),
    words?.join(", "),
    priceFrom === undefined ? undefined : `things from ${won(priceFrom)}`,
    priceTo === undefined ? undefined : `things up to ${won(priceTo)}`,
    isBest === undefined ? undefined : isBest ? "best sellers" : "no best sellers",
    oneIn === undefined ? undefined : `one product in ${oneIn}`,
  ]) || "everything";
}

function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join("; ");
}
