package engine

import (
	"fmt"
	"os"
	"strings"
)

// The marks of the documentation between which results stand.
const (
	beginMark = "<!-- written by make bench -->\n"
	endMark   = "<!-- end of the written part -->\n"
)

// WriteInto puts text between the marks of a page of the documentation.
func WriteInto(path, text string) error {
	page, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("write figures: %w", err)
	}
	before, rest, ok := strings.Cut(string(page), beginMark)
	_, after, ok2 := strings.Cut(rest, endMark)
	if !ok || !ok2 {
		return fmt.Errorf("write figures: %s has no marks %q and %q", path, strings.TrimSpace(beginMark), strings.TrimSpace(endMark))
	}
	page = []byte(before + beginMark + "\n" + text + "\n" + endMark + after)
	if err := os.WriteFile(path, page, 0o644); err != nil {
		return fmt.Errorf("write figures: %w", err)
	}
	return nil
}
