import htm from "htm" with { type: "text" };
import htmPreact from "htm/preact" with { type: "text" };
import preact from "preact" with { type: "text" };
import preactHooks from "preact/hooks" with { type: "text" };
import signals from "@preact/signals" with { type: "text" };
import signalsCore from "@preact/signals-core" with { type: "text" };
import uplotScript from "uplot/dist/uPlot.iife.min.js" with { type: "text" };
import uplotStyle from "uplot/dist/uPlot.min.css" with { type: "text" };
import api from "./app/api.js" with { type: "text" };
import askedOnceMore from "./app/asked_once_more.js" with { type: "text" };
import changes from "./app/changes.js" with { type: "text" };
import mountView from "./app/mount_view.js" with { type: "text" };
import resource from "./app/resource.js" with { type: "text" };
import router from "./app/router.js" with { type: "text" };
import saveFile from "./app/save_file.js" with { type: "text" };
import serverText from "./app/server_text.js" with { type: "text" };
import shortcuts from "./app/shortcuts.js" with { type: "text" };
import state from "./app/state.js" with { type: "text" };
import typed from "./app/typed.js" with { type: "text" };
import widgets from "./app/widgets.js" with { type: "text" };
import chart from "./chart.js" with { type: "text" };
import dom from "./dom.js" with { type: "text" };
import eventSource from "./event_source.js" with { type: "text" };
import figuresView from "./figures_view.js" with { type: "text" };
import format from "./format.js" with { type: "text" };
import history from "./history.js" with { type: "text" };
import icon from "./icon.svg" with { type: "text" };
import main from "./main.js" with { type: "text" };
import plainStyle from "./plain.css" with { type: "text" };
import style from "./page.css" with { type: "text" };
import places from "./places.js" with { type: "text" };
import purchases from "./purchases.js" with { type: "text" };
import purchasesView from "./purchases_view.js" with { type: "text" };
import rates from "./rates.js" with { type: "text" };
import reasons from "./reasons.js" with { type: "text" };
import reasonsView from "./reasons_view.js" with { type: "text" };
import shopStyle from "./shop.css" with { type: "text" };
import attention from "./today/attention.js" with { type: "text" };
import hoursChart from "./today/hours_chart.js" with { type: "text" };
import todaySales from "./today/sales.js" with { type: "text" };
import scenarios from "./today/scenarios.js" with { type: "text" };
import today from "./today.js" with { type: "text" };
import todayPanel from "./today_panel.js" with { type: "text" };
import customers from "./views/customers.js" with { type: "text" };
import candidates from "./views/candidates.js" with { type: "text" };
import deadLetter from "./views/dead_letter.js" with { type: "text" };
import deadLetters from "./views/dead_letters.js" with { type: "text" };
import drain from "./views/drain.js" with { type: "text" };
import keys from "./views/keys.js" with { type: "text" };
import outbox from "./views/outbox.js" with { type: "text" };
import redriveOutcomes from "./views/redrive_outcomes.js" with { type: "text" };
import streams from "./views/streams.js" with { type: "text" };
import citedPassage from "./views/stores/cited_passage.js" with { type: "text" };
import tryDetection from "./views/stores/try_detection.js" with { type: "text" };
import floorDrawing from "./views/stores/floor_drawing.js" with { type: "text" };
import place from "./views/stores/place.js" with { type: "text" };
import planEditor from "./views/stores/plan_editor.js" with { type: "text" };
import planGeometry from "./views/stores/plan_geometry.js" with { type: "text" };
import planRows from "./views/stores/plan_rows.js" with { type: "text" };
import visits from "./views/stores/visits.js" with { type: "text" };
import week from "./views/stores/week.js" with { type: "text" };
import engines from "./views/engines.js" with { type: "text" };
import member from "./views/member.js" with { type: "text" };
import eraseMember from "./views/erase_member.js" with { type: "text" };
import memberGrade from "./views/member_grade.js" with { type: "text" };
import whatIf from "./views/what_if.js" with { type: "text" };
import metrics from "./views/metrics.js" with { type: "text" };
import droppedFile from "./views/dropped_file.js" with { type: "text" };
import importPreview from "./views/import_preview.js" with { type: "text" };
import importRuns from "./views/import_runs.js" with { type: "text" };
import importTerms from "./views/import_terms.js" with { type: "text" };
import imports from "./views/imports.js" with { type: "text" };
import openOrder from "./views/open_order.js" with { type: "text" };
import supplierRuns from "./views/supplier_runs.js" with { type: "text" };
import visitor from "./views/visitor.js" with { type: "text" };
import floorPlan from "./views/stores/floor_plan.js" with { type: "text" };
import manualSearch from "./views/stores/manual_search.js" with { type: "text" };
import menuChanges from "./views/stores/menu_changes.js" with { type: "text" };
import operations from "./views/operations.js" with { type: "text" };
import orders from "./views/orders.js" with { type: "text" };
import sourcing from "./views/sourcing.js" with { type: "text" };
import storeReport from "./views/stores/store_report.js" with { type: "text" };
import stores from "./views/stores.js" with { type: "text" };
import viewStyle from "./views.css" with { type: "text" };
import words from "./words.js" with { type: "text" };
import { WORDS } from "./words/all_words.js";
import type { Language } from "../../../domain/shared/language.ts";

/** Modules under the names that browsers ask for; Deno resolves the same imports to packages. */
export const PACKAGES: Readonly<Record<string, string>> = {
  "@preact/signals": signals,
  "@preact/signals-core": signalsCore,
  "htm": htm,
  "htm/preact": htmPreact,
  "preact": preact,
  "preact/hooks": preactHooks,
};

/** Everything else that the page requests, by its path below `/assets/`. */
export const FILES: Readonly<Record<string, string>> = {
  "app/api.js": api,
  "app/asked_once_more.js": askedOnceMore,
  "app/changes.js": changes,
  "app/mount_view.js": mountView,
  "app/resource.js": resource,
  "app/router.js": router,
  "app/save_file.js": saveFile,
  "app/server_text.js": serverText,
  "app/shortcuts.js": shortcuts,
  "app/state.js": state,
  "app/typed.js": typed,
  "app/widgets.js": widgets,
  "chart.js": chart,
  "dom.js": dom,
  "event_source.js": eventSource,
  "figures_view.js": figuresView,
  "format.js": format,
  "history.js": history,
  "icon.svg": icon,
  "main.js": main,
  "page.css": style,
  "places.js": places,
  "plain.css": plainStyle,
  "purchases.js": purchases,
  "purchases_view.js": purchasesView,
  "rates.js": rates,
  "reasons.js": reasons,
  "reasons_view.js": reasonsView,
  "shop.css": shopStyle,
  "today/attention.js": attention,
  "today/hours_chart.js": hoursChart,
  "today/sales.js": todaySales,
  "today/scenarios.js": scenarios,
  "today.js": today,
  "today_panel.js": todayPanel,
  "uplot.css": uplotStyle,
  "uplot.js": uplotScript,
  "views.css": viewStyle,
  "views/customers.js": customers,
  "views/candidates.js": candidates,
  "views/dead_letter.js": deadLetter,
  "views/dead_letters.js": deadLetters,
  "views/drain.js": drain,
  "views/keys.js": keys,
  "views/outbox.js": outbox,
  "views/redrive_outcomes.js": redriveOutcomes,
  "views/streams.js": streams,
  "views/stores/cited_passage.js": citedPassage,
  "views/stores/try_detection.js": tryDetection,
  "views/stores/floor_drawing.js": floorDrawing,
  "views/stores/place.js": place,
  "views/stores/plan_editor.js": planEditor,
  "views/stores/plan_geometry.js": planGeometry,
  "views/stores/plan_rows.js": planRows,
  "views/stores/visits.js": visits,
  "views/stores/week.js": week,
  "views/engines.js": engines,
  "views/member.js": member,
  "views/erase_member.js": eraseMember,
  "views/member_grade.js": memberGrade,
  "views/metrics.js": metrics,
  "views/what_if.js": whatIf,
  "views/dropped_file.js": droppedFile,
  "views/import_preview.js": importPreview,
  "views/import_runs.js": importRuns,
  "views/import_terms.js": importTerms,
  "views/imports.js": imports,
  "views/open_order.js": openOrder,
  "views/supplier_runs.js": supplierRuns,
  "views/visitor.js": visitor,
  "views/stores/floor_plan.js": floorPlan,
  "views/stores/manual_search.js": manualSearch,
  "views/stores/menu_changes.js": menuChanges,
  "views/operations.js": operations,
  "views/orders.js": orders,
  "views/sourcing.js": sourcing,
  "views/stores/store_report.js": storeReport,
  "views/stores.js": stores,
  "words.js": words,
  "words/en.js": dictionary("en"),
  "words/ko.js": dictionary("ko"),
};

/** The words of one language as a module. */
function dictionary(language: Language): string {
  return `export default ${JSON.stringify(WORDS[language])};\n`;
}
