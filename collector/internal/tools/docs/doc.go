// Command docs writes the parts of the documentation that repeat what the code says: the
// catalogue of metrics, the vocabulary of events and the reasons of friction. Each part
// stands in a hand-written page between two marks, and a test fails when it is stale.
//
// Usage: docs FOLDER
package main
