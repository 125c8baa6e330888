import { guard } from "../src/guard";

/** What is known of a survey: the time until which it is not asked, 0 for one that is to be. */
type Known = Record<string, number>;

const NAME = "safar_surveys";

/** Remembers what was asked. */
export interface Memory {
  /** Until when something is not to be asked: 0 once it was drawn, undefined when it never was. */
  of(id: string): number | undefined;
  set(id: string, until: number): void;
  /** Leaves nothing on the device of somebody who did not agree to be recognised. */
  tidy(): void;
}

/**
 * A memory that lasts as long as the page. Only with full consent is it kept on the device, and
 * only until the last of it is over.
 */
export function newMemory(recognised: () => boolean): Memory {
  let known: Known = {};
  const tidy = guard(() => recognised() || localStorage.removeItem(NAME));
  tidy();
  guard(() => {
    if (recognised()) {
      known = Object(JSON.parse(localStorage.getItem(NAME) || "{}"));
    }
  })();
  return {
    of: (id) => known[id],
    set(id, until) {
      known[id] = until;
      guard(() => recognised() && localStorage.setItem(NAME, JSON.stringify(known)))();
    },
    tidy,
  };
}
