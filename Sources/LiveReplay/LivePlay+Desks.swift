import Glibc
import Properties
import Scenarios
import SessionManager

// What breaks a property of desks.

extension LivePlay {
  private static var deathIsNoticed: String { "\(PropertyName.deathIsNoticed.word)" }
  private static var namesAreSettled: String { "\(PropertyName.namesAreSettled.word)" }
  /// How long after the next check a death has to be on record, and what a busy machine may add.
  private static var noticeSecondsMax: Int { 5 + 2 }

  /// Whether somebody runs.
  private func runs(_ name: String) -> Bool {
    orders.contains { $0.name == name && $0.child.status == nil }
  }

  func deskBreaches(_ name: String, _ sessions: [String]) -> [Aftermath.Breach] {
    guard let desk = desk(name), orders.contains(where: { $0.name == name }) else { return [] }
    var breaches: [Aftermath.Breach] = []
    if runs(name), !deskDeaths.contains(where: { $0.desk == name }) {
      let session = deskSession(name)
      if session.map({ !sessions.contains($0) }) ?? true {
        breaches.append(
          Aftermath.Breach(
            Self.namesAreSettled, "\(name) has \(session ?? "no session") on record, tmux has not"))
      }
    }
    let other = scenario.actors.flatMap(\.names).first {
      $0 < name && runs($0) && runs(name) && deskSession($0) == deskSession(name)
    }
    if let other {
      breaches.append(
        Aftermath.Breach(Self.namesAreSettled, "\(other) and \(name) have one session"))
    }
    return breaches + deathBreaches(name, desk.part, desk.folder)
  }

  private func deathBreaches(
    _ name: String, _ part: DeskPart, _ folder: String
  ) -> [Aftermath.Breach] {
    let path = "\(folder)/\(part.slug)-blocked.json"
    var facts = stat()
    let isThere = stat(path, &facts) == 0
    let text = LiveFile.text(of: path) ?? ""
    let saysDeath = text.contains(#""reason_category":"infra_failure""#)
    guard let death = deskDeaths.first(where: { $0.desk == name }) else {
      guard saysDeath else { return [] }
      return [Aftermath.Breach(Self.deathIsNoticed, "\(name) tells of a death that was none")]
    }
    let pollMax = 5
    guard isThere, saysDeath, text.contains(#""recoverable":true"#) else {
      // Whoever is given time still has it.
      return time(nil) - death.wall < pollMax + Self.noticeSecondsMax && runs(name)
        ? [] : [Aftermath.Breach(Self.deathIsNoticed, "\(name) has no record of a death")]
    }
    let late = facts.st_mtim.tv_sec - death.wall
    guard late > pollMax + Self.noticeSecondsMax else { return [] }
    return [Aftermath.Breach(Self.deathIsNoticed, "\(name) told of a death after \(late) s")]
  }

  /// Sessions of desks that nobody runs any more, and of nobody.
  func paneBreaches(_ sessions: [String], _ records: [SessionEntry]) -> [Aftermath.Breach] {
    let running = scenario.actors.flatMap(\.names).filter(runs).compactMap { deskSession($0) }
    return sessions.filter { session in
      !running.contains(session) && !strangers.contains { $0.name == session }
        && !records.contains { $0.name == session }
    }.map {
      Aftermath.Breach("\(PropertyName.noOrphans.word)", "tmux session \($0) is nobody's")
    }
  }
}
