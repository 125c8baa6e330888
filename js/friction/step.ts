import type { Late } from "../late/late";
import { PAGE_VIEW } from "../src/wire";
import { plain } from "./element";
import type { Report } from "./report";

/** How often shoppers come back to a step before it is to and fro; once is a correction. */
const RETURNS = 2;
/** What tells of steps that share a page. */
const STEPS = ["begin_checkout", "add_shipping_info", "add_payment_info"];

/**
 * Tells of shoppers who go back and forth between the steps of buying: a step that is begun
 * again for that reason.
 */
export function watchSteps(report: Report, { hear, step, url }: Pick<Late, "hear" | "step" | "url">): void {
  /** Counts the returns to pages, and apart from them those to steps that share one. */
  const follow = () => {
    const been = new Set<string>();
    let at = "";
    let returns = 0;
    return (place: string) => {
      if (place && place !== at && been.has(place) && ++returns === RETURNS) {
        report("form_start", { form: plain(place), reason: "too_long", detail: "back_and_forth" });
      }
      at = place || at;
      been.add(place);
    };
  };
  const page = follow();
  const told = follow();
  hear(({ name }) => {
    if (name === PAGE_VIEW) {
      page(step() && new URL(url()).pathname);
    } else if (STEPS.includes(name)) {
      told(name);
    }
  });
}
