package journey_test

import (
	"testing"

	"github.com/safar-cx/safar/collector/internal/rehearsal"
)

func TestFoldPlaysTheScripts(t *testing.T) { rehearsal.Scripts(t, "../history/testdata") }

// Mutants of the fold are held to these histories, hundreds of times; rehearsal tries more.
func TestFoldAgreesWithTheOracle(t *testing.T) { rehearsal.AgreeWithOracle(t, 120) }
