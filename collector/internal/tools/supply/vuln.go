package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
)

// errUnasked says that nobody could be asked about known faults, which is no answer.
var errUnasked = errors.New("known faults could not be looked up")

// vuln runs govulncheck over the packages of the module in root. A fault that is known and can be
// reached is an error; that the list of faults, or the tool itself, could not be fetched is
// errUnasked.
func vuln(ctx context.Context, root, tool string, out io.Writer) error {
	cmd := exec.CommandContext(ctx, "go", "run", tool, "./...")
	cmd.Dir = root
	said, err := cmd.CombinedOutput()
	if err == nil {
		_, err = out.Write(said)
		return err
	}
	return judge(string(said), err)
}

// judge tells what govulncheck's failure means.
func judge(said string, err error) error {
	if strings.Contains(said, "Vulnerability #") {
		return fmt.Errorf("%s\n%w", said, err)
	}
	lines := strings.Split(strings.TrimSpace(said), "\n")
	last := lines[len(lines)-1]
	for _, line := range lines {
		if strings.HasPrefix(line, "govulncheck:") {
			last = line
		}
	}
	return fmt.Errorf("%w: %s", errUnasked, last)
}
