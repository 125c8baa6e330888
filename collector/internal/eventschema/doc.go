// Package eventschema describes the events of the contract in JSON Schema (2020-12), for
// editors, validators and generators of other languages. It is made of package event's
// vocabulary and limits, so that it can promise nothing else.
//
// It says what a schema can say. What it cannot, the collector checks all the same: sizes in
// bytes, how deep params are nested, amounts finer or larger than a currency has, codes of
// currencies that do not exist, and times too far away. So an event that the schema refuses is
// refused, and one that it takes is nearly always taken.
package eventschema
