import type { ComponentChildren, JSX } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";

interface Props {
  // button is what opens it, title names what opens.
  button: ComponentChildren;
  title: string;
  className?: string;
  // hint opens it as well when the pointer rests on it and when the keyboard reaches it.
  hint?: boolean;
  label?: string; // of the button, when its content does not say it
  // children are what opens; brief while the Tab key merely passes by.
  children: (close: () => void, brief: boolean) => ComponentChildren;
}

// How long, in milliseconds, a pointer rests before a hint opens, and is away before it closes.
const rest = 250;
const leave = 150;

// Popover is a button and what it opens, above the page and closed by Escape or by a click
// elsewhere, as browsers do it. What is in it exists only while it is open.
export function Popover({ button, title, className = "", hint = false, label, children }: Props): JSX.Element {
  const id = useId();
  const [open, setOpen] = useState(false);
  const [brief, setBrief] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const hinted = useRef(false);
  const opener = useRef(false); // a click or a key opened it, so it stays

  const show = (byKey: boolean): void => {
    // A hint never takes the place of something that was opened on purpose.
    if (panel.current?.matches(":popover-open") || document.querySelector(":popover-open:not([data-hint])")) return;
    hinted.current = true;
    setBrief(byKey);
    panel.current?.showPopover();
  };
  const hide = (): void => {
    if (hinted.current && panel.current?.matches(":popover-open")) panel.current.hidePopover();
  };
  const later = (act: () => void, delay: number) => (): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(act, delay);
  };
  const hints: JSX.HTMLAttributes<HTMLSpanElement> = hint ? {
    onPointerEnter: (e) => { if (e.pointerType === "mouse") later(() => show(false), rest)(); },
    onPointerLeave: later(hide, leave),
    onFocusIn: (e) => { if (e.target === anchor.current && anchor.current?.matches(":focus-visible") && !opener.current) show(true); },
    onFocusOut: (e) => { if (!e.currentTarget.contains(e.relatedTarget as Node | null)) { opener.current = false; hide(); } },
    onKeyDown: (e) => { if (e.key === "Escape") opener.current = true; },
  } : {};
  useLayoutEffect(() => {
    if (!open || !panel.current) return;
    // What is in it may still be loading, so its size may change.
    const sizes = new ResizeObserver(() => place(anchor.current, panel.current));
    sizes.observe(panel.current);
    return () => sizes.disconnect();
  }, [open]);
  const close = (): void => panel.current?.hidePopover();
  return (
    <span class="popover-at" {...hints}>
      <button type="button" ref={anchor} class={className} popovertarget={id} aria-expanded={open} aria-haspopup="dialog" aria-label={label}
        onClick={(e) => {
          clearTimeout(timer.current);
          setBrief(false);
          // What a hint has opened a click keeps open.
          if (hinted.current && open) { e.preventDefault(); hinted.current = false; }
        }}>
        {button}
      </button>
      <div id={id} ref={panel} popover="auto" role="dialog" aria-label={title} class="popover" data-hint={hint ? "" : undefined}
        onBeforeToggle={(e) => setOpen(e.newState === "open")}
        onToggle={(e) => { if (e.newState === "closed") hinted.current = false; }}>
        {open && children(close, brief)}
      </div>
    </span>
  );
}

// place puts a panel under its button, or above where there is more room, and inside the
// window. On a phone it is a sheet at the bottom, which the style sheet sees to.
function place(anchor: HTMLElement | null, panel: HTMLElement | null): void {
  if (!anchor || !panel || matchMedia("(max-width: 640px)").matches) return;
  const gap = 8;
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = panel;
  const start = getComputedStyle(anchor).direction === "rtl" ? at.right - width : at.left;
  const left = Math.max(gap, Math.min(start, document.documentElement.clientWidth - width - gap));
  const below = at.bottom + gap;
  const top = below + height <= innerHeight || at.top < height + 2 * gap ? below : at.top - height - gap;
  panel.style.left = `${left + scrollX}px`;
  panel.style.top = `${top + scrollY}px`;
}
