// Package hostile is a collection of texts that do harm where something is careless: run in a
// page, computed by a spreadsheet, written into a log, looked up as a file, read as SQL, or
// merely shown. It knows nothing of who takes them; its tests say them to the real server, in
// every field that keeps a text, and look at every page with a real Chromium.
//
// A script among them calls pwn(), which nothing else does, or loads something from
// evil.example, which nothing else names. Whoever looks defines the one and watches for the
// other; see Watch in the tests.
package hostile
