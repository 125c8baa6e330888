import { newDataLayer } from "./datalayer";
import { newEngagement } from "./engagement";
import { guard, later, on } from "./guard";
import type { Heard, Host } from "./host";
import { newID } from "./id";
import { MOST_HEARD, MOST_HELD, PAUSE, TRIES } from "./limits";
import { load } from "./load";
import { newPages } from "./page";
import { clean, tidy } from "./tidy";
import { onTouchpoint } from "./touchpoint";
import { newTransport } from "./transport";
import { newVisitor } from "./consent";
import { CLICK, IMPRESSION, MAX_REFERENCE, MAX_TITLE, NAMES, PAGE_VIEW, URGENT, USER_ENGAGEMENT, VERSION } from "./wire";

/** The file that holds what can wait until the page idles, and its hash; set by the build. */
declare const LATE_FILE: string;
declare const LATE_INTEGRITY: string;

type Params = Record<string, unknown>;
type Command = (...args: any[]) => void;
/** What the page calls: the stub with its queue of calls, then the tag's own function. */
type Entrance = Command & { q?: any[][]; version?: string };

function start(tag: HTMLScriptElement): void {
  const page = window as { safar?: Entrance };
  const waiting = page.safar?.q || [];
  const names = NAMES.split(" ");
  const urgent = names.slice(0, URGENT);
  const visitor = newVisitor(tag.dataset.consent || null);
  const heard: Heard[] = [];
  const host: Host = {
    tag,
    track,
    id: newID,
    url: () => pages._url(),
    consent: visitor._consent,
    seen(touchpoint) {
      if (touchpoint && !seen.has(touchpoint)) {
        seen.add(touchpoint);
        track(IMPRESSION, { touchpoint });
      }
    },
    leaving: [],
    heard,
    calls: [],
    names,
    scan: () => dataLayer._scan(),
    load(file, integrity, tries = TRIES) {
      load(tag, file, integrity, host).onerror = () =>
        --tries && later(() => missing.push(() => host.load(file, integrity, tries)), PAUSE);
    },
  };
  const transport = newTransport(new URL("v1/events?key=" + tag.dataset.site, tag.src), host);
  const store = () => transport._store(visitor._id());
  const engaged = newEngagement();
  let customer = "";
  let cart = "";
  let told = false; // once the shop has spoken of consent, gtag is not asked any more
  let viewed = false;
  /** The touchpoints of this page view that were seen. */
  let seen = new Set<string>();
  /** What waits for the visitor's answer, while the page says that one is being asked for. */
  let held: (() => void)[] | undefined = tag.dataset.consent === "ask" ? [] : undefined;

  const reference = (value: unknown) => (value == null ? "" : clean(value, MAX_REFERENCE));

  /** Writes an event of the page as it is now. */
  function emit(name: string, params?: Params, more?: object): void {
    if (visitor._consent() === "none") {
      return;
    }
    const now = Date.now();
    const { touchpoint, cart_id, checkout_id, ...rest } = params || {};
    const event = {
      id: newID(now),
      environment: tag.dataset.environment,
      name,
      time: now,
      touchpoint: reference(touchpoint),
      cart_id: reference(cart_id) || cart,
      checkout_id: reference(checkout_id),
      page: { url: pages._url(), ...more },
      params: rest,
    };
    const write = () => {
      const id = visitor._id();
      const whole = { ...event, consent: visitor._consent(), visitor_id: id, customer_id: id && customer };
      transport._add(JSON.stringify(whole, (_key, value) => (value === "" ? undefined : value)), urgent.includes(name));
    };
    if (!held) {
      write();
    } else if (held.push(write) > MOST_HELD) {
      release();
    }
    if (!(heard.length > MOST_HEARD)) {
      host.heard.push(event);
    }
  }

  function release(): void {
    const waiting = held || [];
    held = undefined;
    waiting.forEach((write) => write());
  }

  /** Writes an event that the page has told of, on the page where it happened. */
  function track(name: unknown, params?: unknown): void {
    pages._look();
    if (typeof name === "string") {
      emit(name, tidy(Object(params), false) as Params);
    }
  }

  function leave(): void {
    host.leaving.forEach(guard((tell) => tell()));
    const time = engaged();
    if (time) {
      emit(USER_ENGAGEMENT, { engagement_time_msec: time });
    }
  }

  function enter(): void {
    viewed = true;
    engaged();
    seen = new Set();
    emit(PAGE_VIEW, undefined, {
      referrer: pages._referrer(),
      title: clean(document.title, MAX_TITLE),
    });
  }

  /**
   * Somebody who agrees to more is somebody else in the numbers, whom the page has to be told
   * of with where they came from; what was not told without consent is told now.
   */
  function consent(said: unknown): void {
    const before = visitor._consent();
    const known = visitor._id();
    const asked = held;
    if (viewed && said !== before) {
      leave();
    }
    visitor._set(said);
    store();
    if (visitor._consent() === "none") {
      held = undefined;
      transport._clear();
    } else if (asked) {
      release();
    } else if (viewed && (before === "none" || (!known && visitor._id()))) {
      enter();
    }
  }

  function end(): void {
    dataLayer._scan();
    leave();
    release();
    transport._end();
  }

  const pages = newPages("hash" in tag.dataset, leave, enter);
  onTouchpoint((touchpoint) => {
    host.seen(touchpoint); // who was that quick has seen it all the same
    track(CLICK, { touchpoint });
  });
  const dataLayer = newDataLayer(names, track, (said) => {
    if (!told && (said === "full" || visitor._consent() === "full")) {
      consent(said);
    }
  });

  const state: Record<string, Command> = {
    consent(said) {
      told = true;
      consent(said);
    },
    identify: (id) => (customer = reference(id)),
    cart: (id) => (cart = reference(id)),
  };
  const commands: Record<string, Command> = { ...state, track };
  const call = (among: Record<string, Command>, args: any[]) => {
    const [name, ...rest] = args;
    if (among[name]) {
      among[name](...rest);
    } else if (among === commands && !(host.calls.length! > MOST_HEARD)) {
      host.calls.push(args);
    }
  };

  // Who the visitor is comes before the page view, whatever the page told first.
  const safely = guard(call);
  waiting.forEach((args) => safely(state, args));
  dataLayer._consent();
  store();
  enter();
  waiting.forEach((args) => args[0] in state || safely(commands, args));
  dataLayer._scan();
  page.safar = Object.assign((...args: unknown[]) => safely(commands, args), { version: VERSION });

  on(window, "DOMContentLoaded click load", dataLayer._scan);
  on(window, "visibilitychange", () => document.hidden && end());
  on(window, "pagehide", end);

  // What can wait is fetched when the page has its own things, or is needed now; what could not
  // be fetched, on the next occasion. Whoever comes late is told what was clicked on.
  let missing = [() => host.load(LATE_FILE, LATE_INTEGRITY)];
  function want(event: unknown): void {
    if (visitor._consent() !== "none") {
      missing.splice(0).forEach((load) => load());
      call(commands, ["follow", event]);
    }
  }
  const idle = () => (window.requestIdleCallback || setTimeout)(guard(want), { timeout: 2e3 } as IdleRequestOptions & number); // some pages never idle
  on(window, "focusin pointerdown click auxclick online", want);
  on(window, "load", idle);
  if (document.readyState === "complete") {
    idle();
  }
}

guard(() => {
  const tag = (document.currentScript || document.querySelector("script[data-site]")) as HTMLScriptElement | null;
  if (!tag?.dataset.site || (window as { safar?: Entrance }).safar?.version) {
    return; // not set up, or here already
  }
  // A page that is loaded ahead of time may never be seen.
  if ((document as { prerendering?: boolean }).prerendering) {
    on(document, "prerenderingchange", () => start(tag));
  } else {
    start(tag);
  }
})();
