package lane

// A window is how many messages are asked of the bus at a time. NATS gives up a client that does not take what it has asked for in
// time, with all that is on the way; each of these messages has then been delivered once more, and one that is delivered too often
// counts as what brings workers down. So after a cut the window opens anew from one message: it doubles up to half of what it was
// at the cut, and goes on by one, as TCP does.
type window struct {
	size int
	calm int    // half of what it was when it was cut last
	cuts uint64 // of the connection, so far
}

// open is the size of the window, when the connection has been cut so many times.
func (w *window) open(cuts uint64) int {
	switch {
	case w.size == 0:
		w.size, w.calm = mostAtOnce, mostAtOnce
	case w.cuts != cuts:
		w.calm, w.size = max(1, w.size/2), 1
	}
	w.cuts = cuts
	return w.size
}

// took says that as many messages came as were asked for.
func (w *window) took() {
	if w.size < w.calm {
		w.size = min(2*w.size, w.calm)
		return
	}
	w.size = min(w.size+1, mostAtOnce)
}
