// Package faulty is a collection of events and requests each of which breaks one rule of the
// contract, with the code that the answer must have. The API is held to it over a store in
// memory, and the whole collector over its real one: the same table, so that neither test
// forgets a fault that the other knows.
//
// Times are given for a collector whose clock stands at Now.
package faulty
