import { type Language, LANGUAGES } from "../../../domain/shared/language.ts";

/** The first of ours among a reader's languages (RFC 9110, 12.5.4); English if there is none. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const ranges = (acceptLanguage ?? "").slice(0, 1_000).split(",").map((range) => {
    const [tag = "", ...parameters] = range.split(";").map((part) => part.trim().toLowerCase());
    const weight = Number(parameters.find((each) => each.startsWith("q="))?.slice(2) ?? 1);
    return { tag: tag.split("-")[0], weight: Number.isNaN(weight) ? 0 : weight };
  });
  const best = ranges.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => LANGUAGES.find((language) => language === tag)).find((language) => language !== undefined);
  return best ?? "en";
}
