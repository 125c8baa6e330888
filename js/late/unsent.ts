import { guard } from "../src/guard";
import { UNSENT } from "../src/transport";
import type { Late } from "./late";

/**
 * Clears away what an earlier page left on the device for a visitor who is not known any more:
 * the shop's server may have taken the cookie back. The tag itself does not look, since the
 * first look at the storage takes a browser a while.
 */
export const forgetUnsent = guard(({ consent }: Pick<Late, "consent">) => {
  if (consent() !== "full") {
    localStorage.removeItem(UNSENT);
  }
});
