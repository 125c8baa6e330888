type Child = Node | string;

/** Makes an element with attributes and children. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const name of Object.keys(attributes)) {
    element.setAttribute(name, attributes[name]!);
  }
  element.append(...children);
  return element;
}

/** Whether somebody is writing, whom nothing may take the focus from. */
export function writing(element: HTMLElement | null): boolean {
  return !!element && (element.isContentEditable || element.matches("input,textarea,select,iframe"));
}
