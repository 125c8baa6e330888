// What a page is made of: elements and addresses that none of ours has, texts that show
// nothing, and which of the payloads stand there as text.
(payloads) => {
  const addresses = ["href", "src", "action", "formaction", "data", "poster", "srcset", "ping", "xlink:href", "background", "cite"];
  const strange = new Set(["IFRAME", "FRAME", "OBJECT", "EMBED", "BASE", "MARQUEE", "APPLET", "AUDIO", "VIDEO", "SOURCE", "LISTING", "XMP", "MATH", "SCRIPT", "STYLE", "META", "LINK", "ANIMATE", "SET", "FOREIGNOBJECT", "MGLYPH", "TEMPLATE", "NOSCRIPT"]);
  const told = ["title", "aria-label", "alt", "placeholder", "label", "aria-description", "aria-valuetext"];
  // Controls, direction, zero width, fillers and tags. The joiners (200C, 200D) belong into
  // Persian and into signs made of several, and marks of direction (200E, 200F, 061C) into
  // dates and numbers from right to left: they are looked at below.
  const hidden = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u180b-\u180f\u200b\u2028-\u202e\u2060-\u206f\u115f\u1160\u3164\uffa0\u2800\ufeff\u{e0000}-\u{e0fff}]|[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\d][\u200c\u200d][\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\d]|[\u200c\u200d]{2}/u;
  const out = { Wrong: [], Bare: [], Seen: [] };
  const said = [];
  const bare = (text, where) => { if (hidden.test(text)) out.Bare.push(`${where} says ${JSON.stringify(text.slice(0, 80)).replace(/[^ -~]/gu, (c) => "\\u{" + c.codePointAt(0).toString(16) + "}")}`); };
  const walk = (root, inHead) => {
    for (const e of root.querySelectorAll("*")) {
      const head = inHead && document.head.contains(e);
      const own = e.tagName === "NOSCRIPT" && e.parentElement === document.body; // says that scripts are needed
      if (!head && !own && strange.has(e.tagName.toUpperCase())) out.Wrong.push(`there is an element ${e.outerHTML.slice(0, 120)}`);
      for (const { name, value } of e.attributes) {
        if (/^on/i.test(name) || name === "srcdoc" || name === "style" && /url|expression/i.test(value)) out.Wrong.push(`there is an attribute ${name}=${value}`);
        if (addresses.includes(name.toLowerCase())) {
          let protocol = "", host = "";
          try { ({ protocol, host } = new URL(value, document.baseURI)); } catch { out.Wrong.push(`${name}=${value} is no address`); }
          if (!["http:", "https:", "mailto:"].includes(protocol)) out.Wrong.push(`${e.tagName} leads to ${value.slice(0, 80)}`);
          if (host.endsWith("evil.example")) out.Wrong.push(`${e.tagName} leads to ${value.slice(0, 80)}`);
        }
        if (told.includes(name)) { said.push(value); bare(value, `${e.tagName} ${name}`); }
      }
      if (e instanceof HTMLInputElement || e instanceof HTMLTextAreaElement) said.push(e.value);
      if (e.shadowRoot) walk(e.shadowRoot, false);
    }
    const texts = document.createTreeWalker(root === document ? document.body : root, NodeFilter.SHOW_TEXT);
    for (let n = texts.nextNode(); n; n = texts.nextNode()) bare(n.data, n.parentElement?.tagName ?? "shadow");
    said.push((root === document ? document.body : root).textContent);
  };
  walk(document, true);
  bare(document.title, "the title");
  for (const key of ["pwn", "x", "polluted"]) if (key in {}) out.Wrong.push(`every object has ${key}`);
  if (Object.keys(Object.prototype).length > 0) out.Wrong.push("every object has more than it had");
  const all = said.join("\n");
  out.Seen = payloads.filter((text) => all.includes(text));
  return out;
}
