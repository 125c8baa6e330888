import { guard, on } from "../src/guard";
import type { Late } from "./late";

/** The file that translates, and what its content has to be; set by the build. */
declare const BRIDGE_FILE: string;
declare const BRIDGE_INTEGRITY: string;

/** The names of Shopify's customer events, as far as they are about shopping. */
const PIXEL = /^(product|collection|cart|checkout|search|payment_info)_.*(viewed|_cart|started|submitted|completed)$/;
/** Where Universal Analytics' Enhanced Ecommerce says what was done. */
const ENHANCED = /^(impressions|click|detail|add|remove|checkout|purchase|promo(View|Click))$/;

/** Whether what was pushed is about shopping, in another shape than GA4's; one that has a name of GA4's the tag takes. */
function isOther(entry: unknown, names: string[]): boolean {
  const { event, ecommerce } = Object(entry);
  const keys = Object.keys(Object(ecommerce));
  return PIXEL.test(event) || (keys.some((key) => ENHANCED.test(key)) && (!names.includes(event) || keys.includes(event)));
}

/**
 * Finds entries of the dataLayer that have another shape than GA4's, for the file that
 * translates them, which is loaded with the first of them.
 */
export function watchShapes(late: Pick<Late, "load" | "names" | "shapes">): void {
  const seen = new WeakSet<object>();

  const take = guard((entry: unknown) => {
    seen.add(Object(entry));
    if (isOther(entry, late.names) && late.shapes.push(entry) === 1) {
      late.load(BRIDGE_FILE, BRIDGE_INTEGRITY);
    }
  });

  // Other scripts may replace the array.
  function look(): void {
    const { dataLayer: entries } = window as { dataLayer?: unknown };
    if (!Array.isArray(entries)) {
      return;
    }
    entries.filter((entry) => !seen.has(Object(entry))).forEach(take);
    if (!seen.has(entries)) {
      seen.add(entries);
      const push = entries.push;
      entries.push = function (this: unknown[], ...pushed) {
        const length = push.apply(this, pushed);
        pushed.forEach(take);
        return length;
      };
    }
  }

  on(window, "load click", look);
  look();
}
