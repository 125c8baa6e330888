package enrich

import (
	"bufio"
	"embed"
	"fmt"
	"strings"
)

//go:embed data/*.txt data/*.tsv data/*.csv
var files embed.FS

// entry is a line of one of our own lists: a name and its hosts, under the section that
// the line stands in.
type entry struct {
	section string
	name    string
	hosts   []string
}

// entries reads a list of names and hosts.
func entries(file string) ([]entry, error) {
	var (
		list    []entry
		section string
	)
	err := eachLine(file, func(line string) error {
		if inner, ok := strings.CutPrefix(line, "["); ok {
			section = strings.TrimSuffix(inner, "]")
			return nil
		}
		fields := strings.Fields(strings.ToLower(line))
		if len(fields) < 2 {
			return fmt.Errorf("%q names no host", line)
		}
		list = append(list, entry{section: section, name: fields[0], hosts: fields[1:]})
		return nil
	})
	return list, err
}

// pairs reads a list of two columns.
func pairs(file, separator string, read func(first, second string) error) error {
	return eachLine(file, func(line string) error {
		first, second, ok := strings.Cut(line, separator)
		if !ok {
			return fmt.Errorf("%q has one column", line)
		}
		return read(first, second)
	})
}

// eachLine calls read with every line of an embedded file that is neither blank nor a comment.
func eachLine(file string, read func(line string) error) error {
	f, err := files.Open("data/" + file)
	if err != nil {
		return fmt.Errorf("open list: %w", err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		line := lines.Text()
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := read(line); err != nil {
			return fmt.Errorf("list %s: %w", file, err)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("list %s: %w", file, err)
	}
	return nil
}
