// Package manifest says what the build of the tag makes. It stands by itself so that the
// build needs none of its own output to compile.
package manifest

// Version is the tag's, sent with every batch as that of its sender.
const Version = "0.1.0"

// Manifest is dist/manifest.json.
type Manifest struct {
	Tag File `json:"tag"`
	// Later are the files that pages load after the tag.
	Later []File `json:"later"`
}

// File is a file of the manifest.
type File struct {
	// Part is what it is: tag, late, friction, survey.
	Part string `json:"part"`
	// File is the name under which it lies in dist.
	File string `json:"file"`
	// Name is the name under which it is served for ever: it holds a hash of the content.
	Name string `json:"name"`
	// Integrity is what the integrity attribute of a script element checks: sha384-... of the
	// tag, sha256-... of what it loads.
	Integrity string `json:"integrity"`
}
