package sandbox

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// stateFile is the state as a file: what the sandbox held, with a sum that tells a damaged file.
type stateFile struct {
	Version int             `json:"version"`
	SHA256  string          `json:"sha256"`
	State   json.RawMessage `json:"state"`
}

// stateVersion is the version of the state file that is written and read.
const stateVersion = 1

// state is all that a sandbox has to remember over a restart.
type state struct {
	Now          time.Time           `json:"now"`
	Orders       []*Order            `json:"orders"`
	ISFs         []*ISF              `json:"isfs"`
	Entries      []*Entry            `json:"entries"`
	Events       []*Event            `json:"events"`
	Expected     map[int64]time.Time `json:"expected"`
	NextShipment int64               `json:"next_shipment"`
	NextEvent    int64               `json:"next_event"`
	NextEntry    int64               `json:"next_entry"`
}

// save writes the state file if there is one and anything has changed since. Calls that come together share a write.
func (s *Server) save() error {
	if s.options.State == "" {
		return nil
	}
	s.saving.Lock()
	defer s.saving.Unlock()
	text, version, err := s.snapshot()
	if err != nil || text == nil {
		return err
	}
	if err := replaceFile(s.options.State, text); err != nil {
		return fmt.Errorf("save the sandbox's state: %w", err)
	}
	s.savedVersion = version
	return nil
}

// saved saves, and says in the log if that cannot be.
func (s *Server) saved() bool {
	err := s.save()
	if err != nil {
		s.options.Logger.Error("the sandbox's state is not saved", "err", err)
	}
	return err == nil
}

// snapshot is the state as a file and its version; nil if it is saved already.
func (s *Server) snapshot() ([]byte, int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	w := s.world
	if w.version == s.savedVersion {
		return nil, 0, nil
	}
	text, err := json.Marshal(state{w.now, w.orders, w.isfs, w.entries, w.events, w.expected, w.nextShipment, w.nextEvent, w.nextEntry})
	if err != nil {
		return nil, 0, err
	}
	sum := sha256.Sum256(text)
	file, err := json.Marshal(stateFile{Version: stateVersion, SHA256: hex.EncodeToString(sum[:]), State: text})
	return file, w.version, err
}

// load reads the state file. If there is none it writes one, to find out now and not later that it cannot.
func (s *Server) load() error {
	text, err := os.ReadFile(s.options.State)
	if errors.Is(err, fs.ErrNotExist) {
		s.world.changed()
		return s.save()
	}
	if err != nil {
		return fmt.Errorf("open the sandbox's state: %w", err)
	}
	loaded, err := readState(text)
	if err != nil {
		return fmt.Errorf("the sandbox's state in %s %w; move the file away to begin with an empty sandbox", s.options.State, err)
	}
	s.clock.atLeast(loaded.Now)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.world.restore(loaded)
	return nil
}

// readState takes a state file apart. The error finishes a sentence: "is damaged: ...".
func readState(text []byte) (loaded state, err error) {
	var file stateFile
	if err := json.Unmarshal(text, &file); err != nil {
		return loaded, fmt.Errorf("is damaged: %w", err)
	}
	if file.Version != stateVersion {
		return loaded, fmt.Errorf("has version %d, and this sandbox reads version %d", file.Version, stateVersion)
	}
	if sum := sha256.Sum256(file.State); hex.EncodeToString(sum[:]) != file.SHA256 {
		return loaded, errors.New("is damaged: its sum is wrong")
	}
	decoder := json.NewDecoder(bytes.NewReader(file.State))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&loaded); err != nil {
		return loaded, fmt.Errorf("is damaged: %w", err)
	}
	return loaded, nil
}

// restore fills a new world, and plans again what was still to come.
func (w *world) restore(from state) {
	w.now = from.Now
	w.orders, w.isfs, w.entries, w.events = from.Orders, from.ISFs, from.Entries, from.Events
	w.nextShipment, w.nextEvent, w.nextEntry = from.NextShipment, from.NextEvent, from.NextEntry
	for i, order := range w.orders {
		order.number = i
		w.orderIndex.add(order)
		if order.Status == Requested {
			w.planDecision(order)
		}
	}
	for _, isf := range w.isfs {
		w.indexISF(isf)
	}
	for _, entry := range w.entries {
		w.indexEntry(entry)
		w.planStep(entry)
	}
	for shipmentID, at := range from.Expected {
		w.expected[shipmentID] = at
		w.planEntry(shipmentID)
	}
}

// replaceFile puts a file in place of another, whole or not at all, and on the disk when it returns.
func replaceFile(path string, text []byte) (err error) {
	dir := filepath.Dir(path)
	temporary, err := os.CreateTemp(dir, "."+filepath.Base(path)+"-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(temporary.Name())
		}
	}()
	_, err = temporary.Write(text)
	err = errors.Join(err, temporary.Sync(), temporary.Close())
	if err != nil {
		return err
	}
	if err := os.Rename(temporary.Name(), path); err != nil {
		return err
	}
	return syncDir(dir)
}

// syncDir makes a rename in a directory last.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
