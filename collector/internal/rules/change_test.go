package rules

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// root is the repository.
const root = "../../.."

// atOnce is how many changed products are compiled at the same time.
const atOnce = 2

// patience is how long one of them may take.
const patience = 5 * time.Minute

// TestChangesFit finds the changes that no longer fit the code, without compiling any.
func TestChangesFit(t *testing.T) {
	named := map[string]bool{}
	for _, r := range rules() {
		if named[r.name] {
			t.Errorf("two rules are called %q", r.name)
		}
		named[r.name] = true
		if r.says == "" {
			t.Errorf("%s: the definition is missing", r.name)
		}
		if _, err := r.changed(); err != nil {
			t.Error(err)
		}
	}
}

// TestEveryRuleMatters breaks one rule after the other and looks whether its script notices.
func TestEveryRuleMatters(t *testing.T) {
	if os.Getenv("SAFAR_SOAK") == "" {
		t.Skip("compiles some hundred variants of the product: set SAFAR_SOAK, or run make soak")
	}
	before := map[bool]map[string]verdict{}
	for _, disk := range []bool{false, true} {
		all, err := play(t.Context(), disk, "", "")
		if err != nil {
			t.Fatal(err)
		}
		before[disk] = all
	}
	turn := make(chan struct{}, atOnce)
	var tried, noticed atomic.Int64
	t.Run("rule", func(t *testing.T) {
		for _, r := range rules() {
			t.Run(r.name, func(t *testing.T) {
				t.Parallel()
				turn <- struct{}{}
				defer func() { <-turn }()
				tried.Add(1)
				if r.notices(t, before[r.disk][r.script]) {
					noticed.Add(1)
				}
			})
		}
	})
	t.Logf("%d of %d rules are noticed when they are broken", noticed.Load(), tried.Load())
}

// notices tells whether the rule's script passes as long as the rule holds and tells
// wrong numbers when it is broken.
func (r rule) notices(t *testing.T, before verdict) bool {
	if !before.ran || before.failed {
		t.Errorf("%s does not pass even without the change:\n%s", r.script, before.said)
		return false
	}
	text, err := r.changed()
	if err != nil {
		t.Error(err)
		return false
	}
	overlay, err := overlay(t.TempDir(), r.file, text)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	all, err := play(ctx, r.disk, r.script, overlay)
	after := all[r.script]
	switch {
	case err != nil:
		t.Errorf("the change proves nothing: %v", err)
	case !after.failed:
		t.Errorf("nobody notices: in %s\n\t%s\nbecame\n\t%s\nand %s still passes", r.file, r.old, r.new, r.script)
	case !strings.Contains(after.said, ": got "):
		t.Errorf("the change proves nothing: %s could not be played:\n%s", r.script, after.said)
	default:
		return true
	}
	return false
}

// changed is the text of the rule's file with the rule broken.
func (r rule) changed() (string, error) {
	text, err := os.ReadFile(filepath.Join(root, r.file))
	if err != nil {
		return "", fmt.Errorf("%s: %w", r.name, err)
	}
	if r.old == r.new {
		return "", fmt.Errorf("%s: it changes nothing: %q", r.name, r.old)
	}
	if n := strings.Count(string(text), r.old); n != 1 {
		return "", fmt.Errorf("%s: the text to change stands in %s %d times instead of once: %q", r.name, r.file, n, r.old)
	}
	return strings.Replace(string(text), r.old, r.new, 1), nil
}

// overlay writes what the compiler reads in place of a file, and where it is told so.
func overlay(dir, file, text string) (string, error) {
	original, err := filepath.Abs(filepath.Join(root, file))
	if err != nil {
		return "", err
	}
	changed, list := filepath.Join(dir, filepath.Base(file)), filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(changed, []byte(text), 0o600); err != nil {
		return "", err
	}
	said, err := json.Marshal(map[string]any{"Replace": map[string]string{original: changed}})
	if err != nil {
		return "", err
	}
	return list, os.WriteFile(list, said, 0o600)
}

// verdict is what became of one script.
type verdict struct {
	ran, failed bool
	said        string
}

// play runs the tests that play scripts, or the one script, and gives the verdict on each. It is an
// error when nothing could be run at all.
func play(ctx context.Context, disk bool, script, overlay string) (map[string]verdict, error) {
	test, pkg := "TestScripts", "./collector/internal/rehearsal"
	if disk {
		test, pkg = "TestScriptsOnDisk", "./collector/internal/rules"
	}
	args := []string{"test", "-json", "-vet=off", "-run", "^" + test + "$/^" + script}
	if script != "" {
		args[len(args)-1] += "$"
	}
	if overlay != "" {
		args = append(args, "-overlay", overlay)
	}
	cmd := exec.CommandContext(ctx, "go", append(args, pkg)...)
	cmd.Dir = root
	var out, wrong bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &wrong
	ended := cmd.Run()
	all, build := map[string]verdict{}, ""
	for in := json.NewDecoder(&out); in.More(); {
		var e struct{ Action, Test, Output string }
		if err := in.Decode(&e); err != nil {
			return nil, fmt.Errorf("go test: %w\n%s", err, wrong.String())
		}
		_, name, _ := strings.Cut(e.Test, "/")
		v := all[name]
		switch e.Action {
		case "build-output":
			build += e.Output
		case "output":
			v.said += e.Output
		case "pass", "fail":
			v.ran, v.failed = true, e.Action == "fail"
		}
		all[name] = v
	}
	if build != "" {
		return nil, fmt.Errorf("it does not compile:\n%s", build)
	}
	if script != "" && !all[script].ran || len(all) == 0 {
		return nil, fmt.Errorf("%s was not run: %w\n%s%s", script, ended, all[""].said, wrong.String())
	}
	return all, nil
}
