import type { ComponentChildren, JSX } from "preact";
import { useWorld } from "../context.ts";
import { addressOf, moved, type View } from "../view.ts";

interface Props {
  to: Partial<View>;
  current?: boolean;
  className?: string;
  // then is done as well when the link is followed here, such as closing what it stands in.
  then?: () => void;
  children: ComponentChildren;
}

// Link leads to another view of the same range and filter. It is a real link, so it can be
// opened in a tab of its own.
export function Link({ to, current, className, then, children }: Props): JSX.Element {
  const { view, go } = useWorld();
  return (
    <a href={addressOf(moved(view, to))} class={className} aria-current={current ? "page" : undefined}
      onClick={(e) => {
        if (e.defaultPrevented || e.button !== 0 || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return;
        e.preventDefault();
        then?.();
        go(to);
      }}>
      {children}
    </a>
  );
}
