package journey_test

import (
	"testing"

	"github.com/safar-cx/safar/collector/internal/rehearsal"
)

// The fold's own tests are few enough for mutants: the many histories are tried in rehearsal.
func TestFoldAgreesWithTheOracle(t *testing.T) { rehearsal.AgreeWithOracle(t, 120) }

func TestFoldPlaysTheScripts(t *testing.T) { rehearsal.Scripts(t, "../history/testdata") }
