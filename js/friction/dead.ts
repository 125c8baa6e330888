import { later, on } from "../src/guard";
import { BUTTON, clickable, describe, elementOf, ignored } from "./element";
import type { Report } from "./report";

/** Milliseconds in which a click has to show something. */
const PATIENCE = 2500;

/** What answers a click otherwise than in the page, or is only written in. */
const OTHERS = "input,textarea,select,option,label,[contenteditable],canvas,video,audio,[download],[target=_blank]";
/** What shows that something happened, beside a change of the document. */
const SIGNS = "scroll focusin focusout blur visibilitychange submit toggle play pagehide";

/**
 * Tells of clicks on what looks as if something happened, after which nothing does. The page
 * is watched only after such a click.
 */
export function watchDead(report: Report): void {
  let watched: Element | undefined;
  let stop = () => {};

  function watch(at: Element, event: Event): void {
    const url = location.href;
    const timer = later(() => {
      stop();
      if (location.href === url) {
        report("dead_click", { element: describe(at) });
      }
    }, PATIENCE);
    const changes = new MutationObserver(() => stop());
    for (const node of event.composedPath()) {
      if (node instanceof Document || node instanceof ShadowRoot) {
        changes.observe(node, { subtree: true, childList: true, attributes: true, characterData: true });
      }
    }
    watched = at;
    stop = () => {
      clearTimeout(timer);
      changes.disconnect();
      watched = undefined;
    };
    // What it looks like costs the page a look at its styles: not before its own listeners.
    later(() => {
      if (watched === at && (!clickable(at) || (leads(at, url) && !event.defaultPrevented))) {
        stop();
      }
    }, 0);
  }

  on(window, SIGNS, () => stop());
  // A caret that is set is none: a tap on text does that.
  on(document, "selectionchange", () => watched && !getSelection()?.isCollapsed && stop());
  const { navigation } = window as { navigation?: EventTarget };
  navigation && on(navigation, "navigate", () => stop());

  on(window, "click", (event) => {
    const { isTrusted, ctrlKey, metaKey, shiftKey, altKey } = event as MouseEvent;
    const inner = elementOf(event);
    const at = inner?.closest(BUTTON) || inner;
    if (!isTrusted || !at || at === watched) {
      return;
    }
    stop(); // whoever goes on to something else does not wait for an answer
    if (!(ctrlKey || metaKey || shiftKey || altKey || at.closest(OTHERS) || at.localName.includes("-") || ignored(at, "dead"))) {
      watch(at, event);
    }
  });
}

/** Whether a link leads out of the page as it is. */
function leads(at: Element, url: string): boolean {
  const link = at.closest<HTMLAnchorElement>("a[href]");
  return !!link && link.protocol !== "javascript:" && link.href.split("#")[0] !== url.split("#")[0];
}

/** Tells of presses on what is disabled, of which a page hears no click. */
export function watchDisabled(report: Report): void {
  on(window, "pointerup", (event) => {
    const at = elementOf(event)?.closest("button:disabled,input:disabled,[aria-disabled=true]");
    if (event.isTrusted && at && at.matches(`${BUTTON},[aria-disabled]`) && !ignored(at, "disabled")) {
      report("dead_click", { element: describe(at), disabled: true });
    }
  });
}
