// Package child runs a server as a process of its own and reads what it costs: processor time,
// memory, and how long it takes to stop. A server measured in the process of its measurer would
// be charged for both.
//
// What is read stands in /proc, so it needs Linux.
package child
