import { z } from "zod";
import { MAX_WON } from "../shared/money.ts";
import { externalIdSchema } from "./ids.ts";

const attributesSchema = z.array(z.object({
  name: z.string().trim().max(100),
  value: z.string().trim().max(300),
})).max(20);

interface Attribute {
  readonly name: string;
  readonly value: string;
}

/** One thing that can be bought of an item: an option of each kind, chosen. */
export interface Variant {
  /** The supplier's, unique in the item. */
  readonly key: string;
  readonly attributes: readonly Attribute[];
}

export const supplierVariantSchema = z.object({
  key: externalIdSchema,
  attributes: attributesSchema,
  price: z.int().min(1).max(MAX_WON).describe("What the supplier asks for one, in won"),
  stock: z.int().min(0).max(MAX_WON),
});

export interface ProductVariant extends Variant {
  readonly supplyPrice: number;
  readonly sellingPrice: number;
  readonly stock: number;
}

export interface OfferedVariant extends Variant {
  readonly price: number;
  readonly stock: number;
}

export function variantName({ attributes }: Pick<Variant, "attributes">): string {
  return attributes.map(({ name, value }) => name === "" ? value : `${name}: ${value}`).join(" / ");
}

/** By its key; without one by its name, as far as marketplaces repeat that. `null` unless exactly one is meant. */
export function findVariant<V extends Variant>(
  variants: readonly V[],
  { key, name }: { readonly key: string | null; readonly name: string },
): V | null {
  if (key !== null) return variants.find((variant) => variant.key === key) ?? null;
  const wanted = comparable(name);
  if (wanted === "") return variants.length === 1 ? variants[0]! : null;
  const named = variants.filter((variant) => namesOf(variant).some((each) => comparable(each) === wanted));
  return named.length === 1 ? named[0]! : null;
}

function namesOf({ key, attributes }: Variant): string[] {
  return [
    key,
    attributes.map(({ value }) => value).join(" "),
    attributes.map(({ name, value }) => `${name} ${value}`).join(" "),
  ];
}

/** Marketplaces separate the parts each in its own way. */
function comparable(text: string): string {
  return text.normalize("NFC").toLowerCase().replaceAll(/[\s/,:;|=·+_-]+/g, "");
}
