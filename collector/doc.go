// Package collector is the part of Safar that takes events in and answers questions about
// them. The program safar runs it; a shop can also mount it in its own process:
//
//	c, err := collector.New(collector.Config{Dir: "/var/lib/safar"})
//	if err != nil { ... }
//	defer c.Close()
//	go c.Run(ctx)
//	mux.Handle("/safar/", http.StripPrefix("/safar", c.Handler()))
//
// # Why it is as it is
//
// There is nothing to decide here, only rooms to connect: what a request brings goes through
// ingest into the store, what a reader asks goes through the catalogue to the store. Each room
// declares the small interface that it needs, and this package is where they meet their
// implementations. So it has no rules of its own, and whoever looks for one looks elsewhere.
//
// It reads no flags, no environment and no files but those that Config names, writes to no log
// but Config's, and starts no listener: in somebody else's process those are not ours. What
// the program can do on the command line it does through this package, so that a shop's
// process can do it too.
//
// A folder may be open in several processes at once, for example in a server and in a report
// run beside it.
package collector
