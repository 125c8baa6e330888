package figures

import (
	"bufio"
	"compress/gzip"
	"encoding/csv"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
)

// read calls each for every line of a CSV file, gzip-compressed or not, after having held
// the heading against columns: a file with other columns is another data set.
func read(t *testing.T, path, columns string, each func(fields []string)) {
	t.Helper()
	lines(t, path, func(heading []string) {
		if got := strings.Join(heading, ","); got != columns {
			t.Fatalf("%s has the columns %s, not %s", path, got, columns)
		}
	}, each)
}

// pick calls each with some columns of every line, which the file must have.
func pick(t *testing.T, path string, columns []string, each func(fields []string)) {
	t.Helper()
	at, fields := make([]int, len(columns)), make([]string, len(columns))
	lines(t, path, func(heading []string) {
		for i, name := range columns {
			if at[i] = slices.Index(heading, name); at[i] < 0 {
				t.Fatalf("%s has no column %s", path, name)
			}
		}
	}, func(all []string) {
		for i := range at {
			fields[i] = all[at[i]]
		}
		each(fields)
	})
}

// lines reads a CSV file, gzip-compressed or not.
func lines(t *testing.T, path string, first, each func(fields []string)) {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var in io.Reader = bufio.NewReader(file)
	if strings.HasSuffix(path, ".gz") {
		if in, err = gzip.NewReader(in); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
	}
	table := csv.NewReader(in)
	heading, err := table.Read()
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	first(heading)
	for {
		fields, err := table.Read()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		each(fields)
	}
}
