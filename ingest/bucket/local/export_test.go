package local

// OnStopping calls f once Close has begun to stop the server.
func (s *Server) OnStopping(f func()) { s.server.RegisterOnShutdown(f) }
