// Package frameworks shows by its tests that routers which need no adapter need none. It is a
// module of its own, so that nobody who uses the SDK gets those routers.
package frameworks
