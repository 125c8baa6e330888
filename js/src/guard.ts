/**
 * What the page calls must never throw into it: whatever goes wrong in here costs an event,
 * not a sale. Nothing is written to the console either, which belongs to the shop.
 */
export function guard<A extends unknown[]>(f: (...args: A) => void): (...args: A) => void {
  return (...args) => {
    try {
      f(...args);
    } catch {
      // There is nobody to tell.
    }
  };
}

/** Listens, on the way down so that a page's stopPropagation hides nothing, to some events. */
export function on(target: EventTarget, types: string, listener: (event: Event) => void): void {
  for (const type of types.split(" ")) {
    target.addEventListener(type, guard(listener), { capture: true, passive: true });
  }
}

/** Calls f after some milliseconds. */
export function later(f: () => void, milliseconds: number): number {
  return window.setTimeout(guard(f), milliseconds);
}
