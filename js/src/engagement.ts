import { on } from "./guard";
import { IDLE } from "./limits";

/**
 * Measures how long a visible page with the focus had somebody's attention. The result is
 * called to take the milliseconds since the call before.
 */
export function newEngagement(): () => number {
  let total = 0;
  let input = performance.now();
  /** When the stretch of attention began that is not part of total yet; negative when none. */
  let since = -1;

  function close(): void {
    if (since >= 0) {
      total += Math.max(0, Math.min(performance.now(), input + IDLE) - since);
      since = -1;
    }
  }

  function notice(): void {
    close();
    if (!document.hidden && document.hasFocus()) {
      since = input = performance.now();
    }
  }

  notice();
  // Not scroll: carousels and banners scroll by themselves.
  on(window, "pointerdown pointermove keydown wheel touchmove focus pageshow visibilitychange", notice);
  // The focus in a frame, such as a bank's, is still in the page.
  on(window, "blur", () => document.hasFocus() || close());

  return () => {
    const open = since >= 0;
    close();
    if (open) {
      since = performance.now();
    }
    const taken = Math.round(total);
    total = 0;
    return taken;
  };
}
