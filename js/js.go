package js

import (
	"bytes"
	"compress/gzip"
	"embed"
	"encoding/json"
	"fmt"
	"sync"

	"github.com/safar-cx/safar/js/internal/manifest"
)

//go:generate go run ./internal/build

// Version is the tag's, sent with every batch as that of its sender.
const Version = manifest.Version

//go:embed dist
var dist embed.FS

// File is one file that pages load.
type File struct {
	// Part is what it is: tag, late, friction, survey.
	Part string
	// Name holds a hash of the content, so that a browser may keep it for ever:
	// t.2f9c41d0ab.js.
	Name string
	// Integrity is what the integrity attribute of a script element checks: sha384-... of the
	// tag, sha256-... of what it loads.
	Integrity string
	// Body is the file.
	Body []byte
	// Gzip is the file compressed, which is done when it is first asked for.
	Gzip func() []byte
}

// Tag is the file that pages name in their script element.
func Tag() File { return load().tag }

// Later are the files that the tag loads by itself when they are needed.
func Later() []File { return load().later }

type files struct {
	tag   File
	later []File
}

// The files are part of the program, so that reading them fails only in a program that was
// never tested.
var load = sync.OnceValue(func() files {
	text, err := dist.ReadFile("dist/manifest.json")
	if err != nil {
		panic(err)
	}
	var m manifest.Manifest
	if err := json.Unmarshal(text, &m); err != nil {
		panic(fmt.Sprintf("dist/manifest.json: %v", err))
	}
	all := files{tag: read(m.Tag)}
	for _, f := range m.Later {
		all.later = append(all.later, read(f))
	}
	return all
})

func read(f manifest.File) File {
	body, err := dist.ReadFile("dist/" + f.File)
	if err != nil {
		panic(err)
	}
	return File{Part: f.Part, Name: f.Name, Integrity: f.Integrity, Body: body, Gzip: sync.OnceValue(func() []byte { return compress(body) })}
}

func compress(body []byte) []byte {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		panic(err)
	}
	// Writing into memory can't fail.
	_, _ = w.Write(body)
	_ = w.Close()
	return out.Bytes()
}
