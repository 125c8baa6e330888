import { newDataLayer } from "./datalayer";
import { newEngagement } from "./engagement";
import { guard, on } from "./guard";
import { newID } from "./id";
import { newPages } from "./page";
import { newSurveys } from "./survey";
import { clean, tidy } from "./tidy";
import { newTouchpoints } from "./touchpoint";
import { newTransport } from "./transport";
import { newVisitor } from "./consent";
import { MAX_REFERENCE, MAX_TITLE, NAMES, PAGE_VIEW, URGENT, USER_ENGAGEMENT, VERSION } from "./wire";

/** Events that wait for an answer; somebody who did so much without one will not give it. */
const MOST_HELD = 50;

type Params = Record<string, unknown>;
type Command = (...args: any[]) => void;
/** What the page calls: the stub with its queue of calls, then the tag's own function. */
type Entrance = Command & { q?: any[][]; version?: string };

function start(tag: HTMLScriptElement): void {
  const page = window as { safar?: Entrance };
  const waiting = page.safar?.q || [];
  const urgent = NAMES.split(" ", URGENT);
  const visitor = newVisitor(tag.dataset.consent || null);
  const transport = newTransport(new URL("v1/events?key=" + tag.dataset.site, tag.src).href);
  const engaged = newEngagement();
  let customer = "";
  let cart = "";
  let told = false; // once the shop has spoken of consent, gtag is not asked any more
  let viewed = false;
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
    const time = engaged();
    if (time) {
      emit(USER_ENGAGEMENT, { engagement_time_msec: time });
    }
  }

  function enter(): void {
    viewed = true;
    engaged();
    emit(PAGE_VIEW, undefined, {
      referrer: pages._referrer(),
      title: clean(document.title, MAX_TITLE),
    });
    seenAnew();
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
  const seenAnew = newTouchpoints((name, touchpoint) => track(name, { touchpoint }));
  const ask = newSurveys(tag, track);
  const dataLayer = newDataLayer(track, (said) => {
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
  const commands: Record<string, Command> = {
    ...state,
    track,
    survey: (survey) => visitor._consent() === "none" || ask(Object(survey)),
  };
  const call = (among: Record<string, Command>, [command, ...args]: any[]) => among[command]?.(...args);

  // Who the visitor is comes before the page view, whatever the page told first.
  const safely = guard(call);
  waiting.forEach((args) => safely(state, args));
  dataLayer._consent();
  enter();
  waiting.forEach((args) => args[0] in state || safely(commands, args));
  dataLayer._scan();
  page.safar = Object.assign((...args: unknown[]) => safely(commands, args), { version: VERSION });

  on(document, "DOMContentLoaded click", dataLayer._scan);
  on(window, "load", dataLayer._scan);
  on(document, "visibilitychange", () => document.visibilityState === "hidden" && end());
  on(window, "pagehide", end);
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
