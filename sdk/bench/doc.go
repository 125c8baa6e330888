// Package bench measures what the SDK costs a shop, beside what peers cost it: make bench runs
// it and prints ratios with the goals beside them. It is a module of its own, so that no peer
// ever gets into the go.mod of those who use the SDK.
//
// In each benchmark the first case is what the others are held against. A metric that ends
// with -goal is no measurement: it is the most that the ratio of the metric before it may be.
//
// All send to transports that answer at once. Ours wants to hear how many events were taken:
// where the clock of the processor runs, it is told without a look into the body.
package bench
