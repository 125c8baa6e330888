package tagtest

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"testing"
)

// silence is a sound of a twentieth of a second.
func silence() []byte {
	const rate, length = 8000, 400
	var wav bytes.Buffer
	word := func(n uint32) []byte { return binary.LittleEndian.AppendUint32(nil, n) }
	for _, part := range [][]byte{
		[]byte("RIFF"), word(36 + length), []byte("WAVEfmt "), word(16),
		{1, 0, 1, 0}, word(rate), word(rate), {1, 0, 8, 0}, // PCM, one channel, a byte each
		[]byte("data"), word(length), bytes.Repeat([]byte{128}, length),
	} {
		wav.Write(part)
	}
	return wav.Bytes()
}

// film is a WebM of a twentieth of a second: two pictures of 16 by 16 points, both grey.
func film() []byte {
	// An element is its id, its length and what is in it; a length below 127 is one byte.
	element := func(id string, parts ...[]byte) []byte {
		content := bytes.Join(parts, nil)
		length := []byte{0x80 | byte(len(content))}
		if len(content) > 126 {
			length = binary.BigEndian.AppendUint64(nil, 1<<56|uint64(len(content)))
		}
		return slices.Concat([]byte(id), length, content)
	}
	number := func(id string, n byte) []byte { return element(id, []byte{n}) }
	picture := func(at byte) []byte {
		return element("\xa3", []byte{0x81, 0, at, 0x80}, // of the track 1, a key frame of VP8
			[]byte("\x30\x01\x00\x9d\x01\x2a\x10\x00\x10\x00\x0e\xc0\xfe\x25\xa4\x00\x03\x70\x00\x00\x00\x00"))
	}
	const milliseconds = 50
	return slices.Concat(
		element("\x1a\x45\xdf\xa3", element("\x42\x82", []byte("webm")), number("\x42\x87", 2), number("\x42\x85", 2)),
		element("\x18\x53\x80\x67",
			element("\x15\x49\xa9\x66",
				element("\x2a\xd7\xb1", []byte{0x0f, 0x42, 0x40}), // nanoseconds in a unit of time
				element("\x44\x89", binary.BigEndian.AppendUint32(nil, math.Float32bits(milliseconds)))),
			element("\x16\x54\xae\x6b", element("\xae", number("\xd7", 1), number("\x73\xc5", 1), number("\x83", 1),
				element("\x86", []byte("V_VP8")), element("\xe0", number("\xb0", 16), number("\xba", 16)))),
			element("\x1f\x43\xb6\x75", number("\xe7", 0), picture(0), picture(milliseconds/2))))
}

func TestMediaArePlayed(t *testing.T) {
	t.Parallel()
	for kind, file := range map[string]string{"audio": "/sound.wav", "video": "/film.webm"} {
		t.Run(kind, func(t *testing.T) {
			v := shop{
				before: `window.ends = 0; addEventListener("ended", () => ends++, true);
					addEventListener("click", (e) => { if (e.target.id === "play") document.querySelectorAll("audio,video").forEach((a) => a.play()) })`,
				body: fmt.Sprintf(`<button id="play">play</button><%[1]s id="told" title="How it is woven" src="%[2]s?token=1"></%[1]s>
					<%[1]s id="decoration" loop src="%[2]s?2"></%[1]s>`, kind, file),
			}.open(t, "/").late()
			v.Click("#play")
			v.stub.waitFor("video_complete", 1)
			v.Click("#play") // once more is the same
			v.Wait(`ends === 2`)
			v.Eval(`(history.pushState({}, "", "/two"), 1)`, nil)
			v.stub.waitFor("page_view", 2)
			v.Click("#play") // on another page it is not
			all := v.stub.waitFor("video_complete", 2)
			if n := len(named(all, "video_start")); n != 2 {
				t.Errorf("%d starts", n)
			}
			start := named(all, "video_start")[0]
			if got := []string{start.Params.Text("video_title"), start.Params.Text("video_url"), start.Params.Text("video_provider")}; !slices.Equal(got, []string{"How it is woven", v.url + file, kind}) {
				t.Errorf("%q", got)
			}
		})
	}
}
