import type { Api } from "../server/api.ts";
import { type Asset, asset, sendAsset } from "../server/asset.ts";
import chart from "./chart.js" with { type: "text" };
import dom from "./dom.js" with { type: "text" };
import eventSource from "./event_source.js" with { type: "text" };
import figuresView from "./figures_view.js" with { type: "text" };
import format from "./format.js" with { type: "text" };
import history from "./history.js" with { type: "text" };
import icon from "./icon.svg" with { type: "text" };
import index from "./index.html" with { type: "text" };
import main from "./main.js" with { type: "text" };
import style from "./page.css" with { type: "text" };
import places from "./places.js" with { type: "text" };
import purchases from "./purchases.js" with { type: "text" };
import purchasesView from "./purchases_view.js" with { type: "text" };
import rates from "./rates.js" with { type: "text" };
import words from "./words.js" with { type: "text" };
import reasons from "./reasons.js" with { type: "text" };
import uplotScript from "uplot/dist/uPlot.iife.min.js" with { type: "text" };
import uplotStyle from "uplot/dist/uPlot.min.css" with { type: "text" };

/** The live page at `/` and its assets. */
export function pageRoutes(api: Api): void {
  const page = asset(index, "html");
  api.get("/", (c) => sendAsset(c, page));
  for (const [name, file] of Object.entries(ASSETS)) api.get(`/assets/${name}`, (c) => sendAsset(c, file));
}

const ASSETS: Readonly<Record<string, Asset>> = {
  "chart.js": asset(chart, "js"),
  "dom.js": asset(dom, "js"),
  "event_source.js": asset(eventSource, "js"),
  "figures_view.js": asset(figuresView, "js"),
  "format.js": asset(format, "js"),
  "history.js": asset(history, "js"),
  "icon.svg": asset(icon, "svg"),
  "main.js": asset(main, "js"),
  "page.css": asset(style, "css"),
  "places.js": asset(places, "js"),
  "purchases.js": asset(purchases, "js"),
  "purchases_view.js": asset(purchasesView, "js"),
  "rates.js": asset(rates, "js"),
  "reasons.js": asset(reasons, "js"),
  "words.js": asset(words, "js"),
  "uplot.js": asset(uplotScript, "js"),
  "uplot.css": asset(uplotStyle, "css"),
};
