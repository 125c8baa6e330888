/**
 * Loads a file from beside the tag. Its hash is part of the tag, so that a page which checks
 * the tag has checked the file too; a nonce of the tag holds for it as well. What is handed
 * over stands on the element: no name in the page is taken.
 */
export function load(tag: HTMLScriptElement, file: string, integrity: string, safar: unknown): HTMLScriptElement {
  return document.head.appendChild(
    Object.assign(document.createElement("script"), {
      src: new URL(file, tag.src),
      integrity,
      crossOrigin: "anonymous",
      nonce: tag.nonce || "",
      safar,
    }),
  );
}
