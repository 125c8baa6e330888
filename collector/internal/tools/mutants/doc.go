// Command mutants checks the tests of what computes answers, the fold and the catalogue: it
// changes one operator after the other in their source and requires that some test notices.
//
// The mutants are found by go-gremlins (its dry run). They are run here, for two reasons.
// Gremlins runs the tests of the mutated package alone, while the fold is tested by stories
// and by the oracle from the outside; and it holds conditions of a switch for uncovered and
// leaves them out. A mutant replaces its file by an overlay of the build, so nothing in the
// working tree is touched.
//
// Nine of ten mutants must be noticed. Every one that is not stands in survivors.txt with the
// reason why it changes no answer; one that is missing there fails the run, and so does a
// line whose mutant is noticed by now.
//
// Usage: mutants [-only FILE] [-since COMMIT] GREMLINS, in the root of the module, where
// GREMLINS is the tool's import path with its version. A change is tried by the commit it
// began from: make mutants SINCE=main.
package main
