// Package js holds the browser tag: what a shop's pages load to tell a collector what their
// visitors see and do. README.md says how a shop uses it; this page says why it is as it is.
//
// The tag is a guest in somebody else's shop. It may cost a page nothing that anybody
// notices: one file of about four kilobytes, loaded async, one name (safar) in the window,
// no layout, no console output, and every entry from the page guarded so that a fault of ours
// costs an event and never a sale. The survey prompt, which most visits never see, is a file
// of its own that the tag fetches when a question is due; the tag holds its hash, so a page
// that checks the tag's integrity has checked both.
//
// # Sources
//
// src holds the tag, a concern in each file; survey the prompt. Private properties begin with
// an underscore, which the build shortens. Nothing is imported from outside. src/wire.ts and
// names.d.ts are generated from package event, so that limits and names have one source, and
// wire.ts holds no name that the tag does not need: its vocabulary costs bytes in every page.
//
// # Build
//
// go generate ./js runs internal/build, which runs esbuild as a tool of this module: a shop's
// developer needs Go and nothing else. The output is committed in dist, so that whoever only
// compiles the collector needs not even that, and a test builds it again and compares. Names
// carry a hash of the content. tsconfig.json is for editors and for checking types with tsc,
// where somebody has it.
//
// # What reaches the collector
//
// An event is written as JSON once, when it happens, with its id and time; what is sent again
// after a failure is the same text, so that the collector recognises it. Requests hold strings
// and no headers, which browsers send to another origin without asking first. Only the last
// ones of a page and those of purchases outlive their page: browsers share 64 KiB for that
// among everything a page does. Beyond 200 kB of events that could not be sent, events are
// dropped and counted, ordinary ones before orders.
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
