package dashboard

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"path"
	"sync"
)

//go:generate go run ./build

//go:embed dist
var dist embed.FS

// Policy is the Content-Security-Policy of the page: its own files, its own API, and nothing
// inline. Images may be data, for icons in style sheets.
const Policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
	"img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// File is one file, ready to be sent.
type File struct {
	// Name is where the page expects an asset, below its own address: assets/app.2f9c41d0ab12.js.
	// It holds a hash of the content, so that a browser may keep it for ever. The page has none.
	Name string
	// Type is the media type.
	Type string
	// Tag is a hash of the content.
	Tag string
	// Body is the file.
	Body []byte
	// Gzip is the file compressed, which is done when it is first asked for.
	Gzip func() []byte
}

// Page is the document, the same at every address of the dashboard. It names the assets that
// belong to it, so a browser must ask for it every time.
func Page() File { return load().page }

// Paths are the addresses of the pages, below that of the dashboard.
func Paths() []string {
	return []string{"/", "/funnel", "/channels", "/products", "/customers", "/touchpoints", "/people", "/live", "/surveys", "/notes", "/books", "/quality", "/connect", "/access", "/privacy", "/inventory", "/audit", "/account"}
}

// Assets are the scripts, style sheets and pictures that the page, or one of these scripts, names.
func Assets() []File { return load().assets }

type files struct {
	page   File
	assets []File
}

// The files are part of the program, so that reading them fails only in a program that was
// never tested.
var load = sync.OnceValue(func() files {
	out := files{page: read("")}
	entries, err := fs.ReadDir(dist, "dist/assets")
	if err != nil {
		panic(err)
	}
	for _, entry := range entries {
		out.assets = append(out.assets, read("assets/"+entry.Name()))
	}
	return out
})

func read(name string) File {
	in := name
	if name == "" {
		in = "index.html"
	}
	body, err := dist.ReadFile("dist/" + in)
	if err != nil {
		panic(err)
	}
	sum := sha256.Sum256(body)
	return File{Name: name, Type: mediaType(in), Tag: hex.EncodeToString(sum[:12]), Body: body, Gzip: sync.OnceValue(func() []byte { return compress(body) })}
}

// mediaType does not ask the machine's list of types, which differs from one to the next.
func mediaType(name string) string {
	switch path.Ext(name) {
	case ".html":
		return "text/html; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	}
	return "application/octet-stream"
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
