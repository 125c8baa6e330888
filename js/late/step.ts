import type { Heard } from "../src/host";

/** A step of buying; empty on every other page. */
export type Step = "cart" | "checkout" | "payment" | "";

/** What the step of a page is said by, before anything else: <body data-safar-step="payment">. */
const MARK = "data-safar-step";

/** The events that tell the step which a page is, the later ones before the earlier. */
const TOLD: Record<string, Step> = {
  view_cart: "cart",
  begin_checkout: "checkout",
  add_shipping_info: "checkout",
  add_payment_info: "payment",
  purchase: "",
};

/** The words in the paths of shop systems. */
const PATHS: [RegExp, Step][] = [
  [/thank|received|complete|success|confirm/i, ""],
  [/pay(ment)?(\b|_)|billing/i, "payment"],
  [/check-?out|shipping|delivery-address/i, "checkout"],
  [/\b(cart|basket|bag)\b|%D8%B3%D8%A8%D8%AF|%D8%B3%D9%84%D8%A9/i, "cart"], // سبد, سلة
];

/**
 * Which step of buying a page is: what its author says, else what was told of it since it was
 * opened, else what its path says.
 */
export function stepOf(told: Heard[], url: string): Step {
  const marked = document.querySelector(`[${MARK}]`);
  if (marked) {
    const said = marked.getAttribute(MARK);
    return said === "cart" || said === "checkout" || said === "payment" ? said : "";
  }
  const last = told.filter((event) => event.name in TOLD).pop();
  if (last) {
    return TOLD[last.name]!;
  }
  const path = new URL(url).pathname;
  return PATHS.find(([words]) => words.test(path))?.[1] || "";
}
