package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// The licences that may be in the program, by their SPDX names. All ask for no more than that
// their text goes along, which supply release sees to; MPL-2.0 also that its files stay as they
// are or are published, and we change none.
const (
	mit    = "MIT"
	bsd2   = "BSD-2-Clause"
	bsd3   = "BSD-3-Clause"
	apache = "Apache-2.0"
	isc    = "ISC"
	mpl    = "MPL-2.0"
)

// marks are the words by which a licence is known, blanks made one. All of them must be there.
var marks = []struct {
	name  string
	words []string
}{
	{apache, []string{"apache license", "version 2.0", "terms and conditions for use, reproduction, and distribution"}},
	{apache, []string{"licensed under the apache license, version 2.0"}}, // as some write it in short
	{mpl, []string{"mozilla public license", "version 2.0", "covered software"}},
	{bsd3, []string{"redistribution and use in source and binary forms", "neither the name"}},
	{bsd2, []string{"redistribution and use in source and binary forms", "this list of conditions"}},
	{isc, []string{"permission to use, copy, modify, and/or distribute this software for any purpose with or without fee"}},
	{mit, []string{"permission is hereby granted, free of charge, to any person obtaining a copy", "without restriction"}},
}

// errLicence says that a text is none of the licences that we take.
var errLicence = errors.New("no licence that we take")

// licencesOf names the licences that a text holds, in the order of marks.
func licencesOf(text string) ([]string, error) {
	flat := strings.ToLower(strings.Join(strings.Fields(text), " "))
	var names []string
	for _, m := range marks {
		found := !slices.ContainsFunc(m.words, func(words string) bool { return !strings.Contains(flat, words) })
		if found && !slices.Contains(names, m.name) && (m.name != bsd2 || !slices.Contains(names, bsd3)) { // the longer one holds all of the shorter
			names = append(names, m.name)
		}
	}
	if len(names) == 0 {
		return nil, errLicence
	}
	return names, nil
}

// licenceIn finds the licence of what lies in a folder, as SPDX writes several, and its text with
// the notices that have to go along.
func licenceIn(dir string) (name, text string, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return "", "", fmt.Errorf("read what is somebody's: %w", err)
	}
	var names, texts []string
	for _, entry := range entries {
		upper := strings.ToUpper(entry.Name())
		notice := strings.HasPrefix(upper, "NOTICE")
		if entry.IsDir() || !notice && !strings.HasPrefix(upper, "LICENSE") && !strings.HasPrefix(upper, "LICENCE") && !strings.HasPrefix(upper, "COPYING") {
			continue
		}
		content, err := os.ReadFile(filepath.Join(dir, entry.Name()))
		if err != nil {
			return "", "", fmt.Errorf("read a licence: %w", err)
		}
		texts = append(texts, strings.TrimSpace(string(content)))
		if notice {
			continue
		}
		found, err := licencesOf(string(content))
		if err != nil {
			return "", "", fmt.Errorf("%s: %w", filepath.Join(dir, entry.Name()), err)
		}
		names = append(names, found...)
	}
	if len(names) == 0 {
		return "", "", fmt.Errorf("%s: %w: there is no text", dir, errLicence)
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), " AND "), strings.Join(texts, "\n\n"), nil
}
