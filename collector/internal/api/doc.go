// Package api speaks HTTP: events in, answers out, as the contract says.
//
// The registry of routes (Routes) is the one source: the router, the gate that asks for keys
// and tokens, and the OpenAPI document are all made from it, and a test walks the router to
// see that nothing is served that the registry does not name with a permission. Bodies in the
// document are described from the Go types that are written.
//
// A request passes the same stations whatever it asks: the address of its sender is settled
// (the socket's, or what trusted proxies say), the gate finds key, token or session, what
// its bearer may do at the site, and only then is a body read, up to its bound. A handler parses, calls one room and returns a
// reply; it never sees the framework. Everything that knows echo stands in router.go, so
// that moving to its next major version means changing that file.
//
// Every refusal has one shape and a code that stays: {"error": {code, message, hint}}. One
// map gives the status of a code. A panic costs its own request, which gets 500 and the code
// internal; what happened is in the log, and no log line carries personal data.
//
// What the contract leaves open is settled so:
//
//   - A request without an Origin passes the allow-list of a browser key. The list keeps
//     pages of other shops out; a program can claim any origin, so it never kept those out.
//   - A server key counts only in the Authorization header, since addresses end up in logs;
//     a browser key only in ?key= or X-Safar-Key.
//   - One address may send BrowserRate requests a second with a browser key, a reader asks
//     ReadRate, and a server key may come as often as it likes unless ServerRate is set; then
//     429 rate_limited. So is a key that has brought as many events as it may a day, before anything of a body is read.
//   - While 64 MiB of bodies are being read or decoded, whoever comes with more gets 503
//     unavailable at once.
//   - A parameter that a report does not know is refused: a misspelt filter that is ignored
//     would answer another question.
//   - A route about a site takes its name from the parameter site, and the gate finds it before
//     the handler runs: no handler can forget to ask. Who may not see a site gets the same 403
//     forbidden whether it exists or not, and is shown it in no list.
//   - Beside the contract's codes there are 403 forbidden, 404 not_found, 405
//     method_not_allowed and 500 internal.
//   - Whatever is not taking events and changes something is refused to pages of another
//     origin, by the browser's word for it (net/http's CrossOriginProtection), so no route
//     has to remember to ask.
//   - No answer may be kept by browsers or proxies unless its handler says so.
//   - A file that is exported is streamed. What fails before 64 KiB of it were written is
//     answered like anything that fails; what fails later breaks the connection, so that no
//     reader takes a part for the whole. Two exports run at once, others get 503 unavailable.
//   - /metrics is told to connections from this machine, and from networks that the operator
//     named; no header can make a connection come from elsewhere than it does.
//   - Every request is counted and, at debug level, logged by the method and path of its route,
//     which are the registry's words and never the sender's.
//   - A report waits up to five seconds until what was accepted before it is counted; after
//     that it answers with "folding": true.
package api
