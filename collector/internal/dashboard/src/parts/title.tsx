import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useWorld } from "../context.ts";

// Title is the heading of a page. Who comes from another page reads on from it.
export function Title({ text }: { text: string }): JSX.Element {
  const { arrived } = useWorld();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (heading.current) arrived(heading.current);
  }, []);
  return <h1 ref={heading} tabIndex={-1}>{text}</h1>;
}
