package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// target is a fuzz target.
type target struct {
	module string // its folder
	pkg    string // the package's folder below the module, "." for the module's own
	name   string
}

func (t target) String() string {
	return filepath.ToSlash(filepath.Join(t.module, t.pkg)) + "." + t.name
}

// corpus is where its committed inputs lie.
func (t target) corpus() string { return filepath.Join(t.module, t.pkg, "testdata", "fuzz", t.name) }

// targets finds the fuzz targets of a module in the order of their folders. Modules inside of it
// are others.
func targets(module string) ([]target, error) {
	if _, err := os.Stat(filepath.Join(module, "go.mod")); err != nil {
		return nil, fmt.Errorf("%s is no module: %w", module, err)
	}
	var found []target
	err := filepath.WalkDir(module, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if path != module && foreign(path, d.Name()) {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(path, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return fmt.Errorf("read %s: %w", path, err)
		}
		pkg, err := filepath.Rel(module, filepath.Dir(path))
		if err != nil {
			return err
		}
		for _, declared := range file.Decls {
			if f, ok := declared.(*ast.FuncDecl); ok && isTarget(f) {
				found = append(found, target{module, pkg, f.Name.Name})
			}
		}
		return nil
	})
	return found, err
}

// foreign tells whether go test leaves a folder out, or it belongs to another module.
func foreign(path, name string) bool {
	if name == "testdata" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") {
		return true
	}
	_, err := os.Stat(filepath.Join(path, "go.mod"))
	return err == nil
}

// isTarget tells a function that go test -fuzz takes: FuzzXxx(*testing.F).
func isTarget(f *ast.FuncDecl) bool {
	if f.Recv != nil || !strings.HasPrefix(f.Name.Name, "Fuzz") || len(f.Type.Params.List) != 1 {
		return false
	}
	pointer, ok := f.Type.Params.List[0].Type.(*ast.StarExpr)
	if !ok {
		return false
	}
	selected, ok := pointer.X.(*ast.SelectorExpr)
	return ok && selected.Sel.Name == "F"
}
