package local

import "time"

// OnStopping calls f once Close has begun to stop the server.
func (s *Server) OnStopping(f func()) { s.server.RegisterOnShutdown(f) }

// SetGrace is for a Close that cuts requests off at once.
func (s *Server) SetGrace(d time.Duration) { s.grace = d }
