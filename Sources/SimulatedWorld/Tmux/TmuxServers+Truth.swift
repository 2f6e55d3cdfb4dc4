import Operations

// What is so, for those who judge a run. Nothing of it is an operation: no fault strikes it.

extension TmuxServers {
  /// The name of the session that a pane is in, and how many clients that has; nil when there is no
  /// such pane any more.
  public func session(of pane: PaneLink) -> (name: Text, attached: Int32)? {
    guard let pane = paneIndex(pane),
      let session = sessionIndex(panes[pane].session, panes[pane].server)
    else { return nil }
    return (sessions[session].name, sessions[session].attached)
  }

  /// The process that a pane has, or had last; nil when there is no such pane any more.
  public func process(in pane: PaneLink) -> ProcessIndex? {
    paneIndex(pane).map { panes[$0].process }
  }

  /// The number of the server that listens at a socket.
  public func server(at path: Text) -> Int32? {
    guard case .server(let number) = listener(at: path) else { return nil }
    return number
  }
}
