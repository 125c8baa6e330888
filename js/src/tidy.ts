import { MAX_DEPTH, MAX_ITEMS, MAX_PARAMS } from "./wire";

/** A text that the contract takes: without control characters, cut to a number of characters. */
export function clean(text: unknown, limit: number): string {
  return String(text).replace(/[\0-\x1f\x7f-\x9f]+/g, " ").slice(0, limit);
}

/**
 * Keys of a dataLayer that are not for us: it is filled for other tools as well. They may hold
 * who somebody is, or what the tag manager says to itself. GA4's item_name, customer_type and
 * the like stay.
 */
const FOREIGN =
  /^(event|gtm|ecommerce|send_to)|mail|phone|mobile|address|street|postal|birth|passw|token|card|user|customer(?!_type)|(^|(first|last|full|sur|family|given)_?)name$/i;

/**
 * A copy of params of what JSON and the contract can hold, so that one strange value does not
 * cost the event: no functions, elements or control characters, and not too deep, which also
 * ends what holds itself.
 */
export function tidy(value: unknown, discreet: boolean, depth = 1): unknown {
  if (typeof value === "string") {
    return value.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]+/g, " ");
  }
  if (typeof value === "number" || typeof value === "boolean") {
    return value;
  }
  if (depth > MAX_DEPTH) {
    return undefined;
  }
  if (Array.isArray(value)) {
    return value.slice(0, MAX_ITEMS).map((element) => tidy(element, discreet, depth + 1));
  }
  if ({}.toString.call(value) !== "[object Object]") {
    return undefined;
  }
  const copy: Record<string, unknown> = {};
  const keys = Object.keys(value as object).filter((key) => !discreet || !FOREIGN.test(key));
  for (const key of keys.slice(0, MAX_PARAMS)) {
    copy[key] = tidy((value as Record<string, unknown>)[key], discreet, depth + 1);
  }
  return copy;
}
