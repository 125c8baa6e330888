// Package js holds the browser tag: what a shop's pages load to tell a collector what their
// visitors see and do. README.md says how a shop uses it; this page says why it is as it is.
//
// The tag is a guest in somebody else's shop. It may cost a page nothing that anybody
// notices: one file of at most four kilobytes (brotli), loaded async, one name (safar) in the
// window, no layout, no console output, and every entry from the page guarded so that a fault
// of ours costs an event and never a sale.
//
// # Sources
//
// src holds the tag, a concern in each file; late, friction, bridge, asking, survey and debug the files that pages
// load after it. Private properties begin with an underscore, which the build shortens. Nothing is imported from outside. src/wire.ts and
// names.d.ts are generated from package event, so that limits and names have one source, and
// wire.ts holds no name that the tag does not need: its vocabulary costs bytes in every page.
//
// # What is loaded later
//
// The tag itself holds what cannot wait: page views, attention, clicks, what the shop tells,
// consent and sending. The rest is in files beside it:
//
//	t.js              the tag
//	l.<hash>.js       late: what can wait until the page idles. Loaded when the page is complete
//	                  and idle, or at the first focus or touch of anything
//	f.<hash>.js       friction, loaded by late at once
//	a.<hash>.js       asking: finds out when a survey is due that a merchant has set up. Loaded by
//	                  late where there are any
//	b.<hash>.js       bridge: translates dataLayers of other shapes than GA4's. Loaded by late with
//	                  the first entry that has one
//	s.<hash>.js       the survey prompt, loaded by late when a question is due
//	d.<hash>.js       the list of what is sent, loaded by late for ?safar-debug
//
// A file that loads another holds its name and hash (constants such as FRICTION_FILE and
// FRICTION_INTEGRITY, set by the build), so that a page which checks the integrity of the tag
// has checked all of them, and a hashed name may be kept for ever. Each is built by itself from
// its main.ts; internal/build names them, those first that others load. They come from where the
// tag comes from, with its nonce, and need no more leave of a Content-Security-Policy. Without
// consent (none) nothing is loaded.
//
// The element that loads a file carries a property, safar: what the tag hands over, so that no
// name in the window is needed. hostOf returns it in a file's main.ts, and whatever runs there
// is wrapped by guard. Since files are built apart, the names of what they share are not
// shortened; src/host.ts has what the tag gives, late/late.ts what late adds:
//
//	track(name, params)  tells of an event on the page as it is now; it does nothing without
//	                     consent. touchpoint, cart_id and checkout_id may stand in params
//	url(), consent()     the page's address without fragment, and what the visitor agreed to
//	step()               cart, checkout, payment or "": what data-safar-step says, else what was
//	                     told since the page view, else the path
//	hear(listener)       every event that is told, with name, touchpoint and params; those since
//	                     the last page_view at once. A page_view means another page began
//	leaving              functions called while the page still is the old one: before a route
//	                     changes, before the page ends, whenever the tab is hidden. They may be
//	                     called more than once; what they track still belongs to the old page and
//	                     is sent with the last requests
//	seen(touchpoint)     tells an impression, once per page view
//	tag                  the tag's element, for data attributes and the collector's address:
//	                     new URL("v1/...", tag.src)
//	id(now)              a UUIDv7
//	load(file, hash)     loads another file, again on a later occasion where it does not come
//	commands             what safar(...) can be called with; a file adds its own. Calls that came
//	                     before late are kept for it, and so is follow, with which the tag hands
//	                     over what the visitor clicks on
//	log                  undefined, or whoever sets it is pushed [body, Response] for every answer
//
// Files import guard, on, later, clean and tidy from src; each has its own copy of what it uses.
// Thresholds of the tag stand in limits.ts, where the build can put them in their places.
//
// Late starts each of its parts in a task of its own: all of them together would hold up a slow
// phone for longer than the tag itself does.
//
// # Friction
//
// friction/main.ts starts one detector after the other; each can be missing without the rest.
// They share element.ts (what a field and a button is, and what it is called) and report.ts,
// which bounds what a page tells. Nothing of the page is wrapped: requests that failed are read
// from the browser's records, and a click on a disabled button, which fires no click, from the
// pointer. A document is observed for 2.5 seconds after a click that might be dead, and else only
// for one attribute, aria-invalid. Listeners are passive, and what needs a look at styles or
// sizes waits until the event is over.
//
// Nothing may read what stands in a field: not value, and nothing else that holds it, such as
// the textContent of a textarea or the message of an exception. What is refused shows without:
// an input event that does not follow its beforeinput, :placeholder-shown and validity.
//
// # Build
//
// go generate ./js runs internal/build, which runs esbuild as a tool of this module: a shop's
// developer needs Go and nothing else. The output is committed in dist, so that whoever only
// compiles the collector needs not even that, and a test builds it again and compares. Names
// carry a hash of the content. js_test.go holds what each file may weigh. tsconfig.json is for editors and for checking types with tsc,
// where somebody has it.
//
// # What reaches the collector
//
// An event is written as JSON once, when it happens, with its id and time; what is sent again
// after a failure is the same text, so that the collector recognises it. Requests hold strings
// and no headers, which browsers send to another origin without asking first. Only the last
// ones of a page and those of purchases outlive their page: browsers share 64 KiB for that
// among everything a page does, of which the tag leaves the shop a little. With consent, what
// had no answer when the page ended waits in localStorage for the visitor's next page, each
// event until it is answered: two tabs may both send it, and none loses it. Beyond 200 kB of
// events that could not be sent, events are dropped and counted, ordinary ones before orders.
//
// # Consent
//
// Without consent the tag stores nothing and knows nobody: no cookie, no storage, no id; the
// collector tells visits apart by a hash that it forgets. With full consent there is one
// first-party cookie, safar_visitor, which is also the memory of that answer: the shop's
// server reads it by the same rule. A page view seen anonymously is told again when the
// visitor agrees on that page: the collector does not know that the two are one, and the
// visitor's journey would otherwise begin without its source.
package js
