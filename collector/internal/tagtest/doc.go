// Package tagtest tests the browser tag of package js where it works: in a real Chromium, in
// pages of one origin that may do no more than a strict Content-Security-Policy grants, sending
// to a collector of another. Every event that arrives is read and checked by package event, as
// a collector would, so that no test passes with an event that would be refused.
package tagtest
