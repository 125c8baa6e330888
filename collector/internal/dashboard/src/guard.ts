import { options } from "preact";
import { shown } from "./shown.ts";

// told are the attributes that are shown or read aloud. What stands in a field is the reader's,
// and what is compared or followed must be what it is.
const told = ["title", "aria-label", "alt", "placeholder", "label"];

// guardTexts sees to it that every text of a page is one that may be shown, wherever it comes
// from: no part of a page has to think of it.
export function guardTexts(): void {
  const before = options.vnode;
  options.vnode = (vnode) => {
    before?.(vnode);
    guard(vnode);
  };
}

function guard(vnode: { type: unknown; props: unknown }): void {
  const { props } = vnode;
  // A text is a node without a type, its props the text itself.
  if (typeof props === "string") {
    vnode.props = shown(props);
    return;
  }
  if (typeof vnode.type !== "string") return;
  const attributes = props as Record<string, unknown>;
  for (const name of told) {
    const text = attributes[name];
    if (typeof text === "string") attributes[name] = shown(text);
  }
}
