import { later } from "../src/guard";
import type { Late } from "../late/late";
import { PAGE_VIEW } from "../src/wire";
import type { Told } from "./told";

/** Milliseconds before and after a translated event in which the shop may tell of it in GA4's shape, too. */
const PATIENCE = 1000;

/**
 * Tells of events unless the shop itself does: many have kept the old shape beside GA4's. Each
 * waits a moment for that, and no longer than the page.
 */
export function newOnce({ hear, leaving, track }: Pick<Late, "hear" | "leaving" | "track">): (told: Told) => void {
  const native = new Map<string, number>();
  let waiting: Told[] = [];
  let own = false;

  function tell(told: Told): void {
    if (waiting.includes(told)) {
      waiting = waiting.filter((other) => other !== told);
      own = true;
      track(...told);
      own = false;
    }
  }

  hear(({ name }) => {
    if (name === PAGE_VIEW) {
      native.clear();
    } else if (!own) {
      native.set(name, performance.now());
      waiting = waiting.filter(([other]) => other !== name);
    }
  });
  leaving.push(() => waiting.forEach(tell));

  return (told) => {
    if (!(performance.now() - native.get(told[0])! < PATIENCE)) {
      waiting.push(told);
      later(() => tell(told), PATIENCE);
    }
  };
}
