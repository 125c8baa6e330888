package transfer

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// checkpointVersion is written into checkpoints; others are not read.
const checkpointVersion = 1

// checkpoint is how far an import has come: everything up to here has been answered by the
// sink, and what was refused is in the file of refused lines. It is written after every batch,
// and not synced: one that a power cut spoils says nothing, and then everything is sent again.
type checkpoint struct {
	Version int     `json:"version"`
	Target  string  `json:"target"`  // which sink it was
	Results int     `json:"results"` // events and refused lines that the reader had made
	Digest  string  `json:"digest"`  // of all of them; see trail
	Last    int     `json:"last"`    // events of the batch before
	Refused kept    `json:"refused"`
	Summary Summary `json:"summary"`
	Line    int     `json:"line"` // of the summary
}

// kept is the state of a file of refused lines.
type kept struct {
	Bytes  int64  `json:"bytes"`
	Digest string `json:"digest"`
}

// readCheckpoint reads the checkpoint of an import into a target; nil when there is none that
// can be read.
func readCheckpoint(path, target string) (*checkpoint, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the checkpoint: %w", err)
	}
	var c checkpoint
	if json.Unmarshal(text, &c) != nil || c.Version != checkpointVersion || c.Target != target || c.Summary.Codes == nil {
		return nil, nil
	}
	c.Summary.Line = c.Line
	return &c, nil
}

// write puts the checkpoint in the place of the one before, whole or not at all.
func (c *checkpoint) write(path string) error {
	text, err := json.Marshal(c)
	if err == nil {
		err = os.WriteFile(path+".new", text, 0o600)
	}
	if err == nil {
		err = os.Rename(path+".new", path)
	}
	if err != nil {
		return fmt.Errorf("write the checkpoint: %w", err)
	}
	return nil
}
