import Glibc
import SessionManager

/// What is seen of the records while a scenario runs: each look is held against the one before.
struct LiveWatch {
  /// What was seen to break a property.
  private(set) var breaches: [Aftermath.Breach] = []
  private var last: [SessionEntry] = []
  /// The sessions that were over with an agent that lived, by how many looks.
  private var doubtful: [(id: String, looks: Int)] = []

  /// In how many looks in a row the agent of what is over has to be seen alive.
  private static var looksMax: Int { 4 }

  /// Takes a look; what somebody was told to end is over before its agent is, and what somebody was
  /// told to bring back may come back.
  mutating func see(_ entries: [SessionEntry], ended: [String], restored: [String]) {
    for entry in entries {
      if let former = last.first(where: { $0.id == entry.id }), former.isOver, !entry.isOver,
        !restored.contains(entry.id)
      {
        find(
          "terminal-stays-terminal",
          "\(entry.id) was over and is \(entry.status), and nobody has brought it back")
      }
      note(entry, isWrong: entry.isOver && !ended.contains(entry.id) && Self.hasAgent(entry))
    }
    last = entries
  }

  private mutating func note(_ entry: SessionEntry, isWrong: Bool) {
    let place = doubtful.firstIndex { $0.id == entry.id }
    guard isWrong else {
      if let place { doubtful.remove(at: place) }
      return
    }
    guard let place else { return doubtful.append((entry.id, 1)) }
    doubtful[place].looks += 1
    guard doubtful[place].looks == Self.looksMax else { return }
    find(
      "failed-probe-is-not-death", "\(entry.id) is \(entry.status), and its agent lives")
  }

  private mutating func find(_ property: String, _ words: String) {
    let breach = Aftermath.Breach(property, words)
    if !breaches.contains(breach) { breaches.append(breach) }
  }

  /// Whether the agent's process is there and runs in that session.
  private static func hasAgent(_ entry: SessionEntry) -> Bool {
    guard let pid = entry.agentPid, let bytes = LiveFile.bytes(of: "/proc/\(pid)/environ") else {
      return false
    }
    return bytes.split(separator: 0).contains {
      String(decoding: $0, as: UTF8.self) == "REHEARSAL_SESSION=\(entry.id)"
    }
  }
}
