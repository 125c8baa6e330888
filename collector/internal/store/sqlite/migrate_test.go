package sqlite

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestReadMigrations(t *testing.T) {
	tests := []struct {
		name  string
		files []string
		want  string // of the error
	}{
		{"in order", []string{"0001_a.sql", "0002_b.sql"}, ""},
		{"gap", []string{"0001_a.sql", "0003_c.sql"}, "want number 2"},
		{"twice", []string{"0001_a.sql", "0001_b.sql"}, "want number 2"},
		{"no number", []string{"a.sql"}, "want number 1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := fstest.MapFS{}
			for _, name := range tt.files {
				files["migrations/"+name] = &fstest.MapFile{Data: []byte("SELECT 1")}
			}
			_, err := readMigrations(files)
			if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v", err)
			}
		})
	}
}

func TestMigrationsApplyOnceAndWhole(t *testing.T) {
	db := openTest(t)
	steps, err := readMigrations(migrationFiles)
	if err != nil {
		t.Fatal(err)
	}
	n := len(steps)
	good := migration{n + 1, "good", "CREATE TABLE more (a); INSERT INTO more VALUES (1)"}
	bad := migration{n + 2, "bad", "INSERT INTO more VALUES (2); INSERT INTO none VALUES (3)"}
	for range 2 {
		err = migrate(db.write, append(steps, good, bad))
		if err == nil || !strings.Contains(err.Error(), "bad") {
			t.Fatalf("error %v", err)
		}
		if rows := count(t, db, "SELECT count(*) FROM more"); rows != 1 {
			t.Errorf("%d rows: a step was half done or done twice", rows)
		}
		if version, err := schemaVersion(db.read); err != nil || version != n+1 {
			t.Errorf("version %d, %v", version, err)
		}
	}
}
