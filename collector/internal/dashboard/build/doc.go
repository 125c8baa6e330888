// Program build makes the files of dist from the sources beside it: go generate runs it, and
// a test runs it to see whether dist is fresh.
//
// The work is esbuild's, in the version that go.mod pins, so Go is all that is needed. What
// it makes depends on the sources alone: a file's name holds the hash of what is in it, and
// nothing knows a date or a path of the machine.
package main
