import Glibc
import Properties
import Scenarios
import SessionManager
import Supervision

// What a run has left: the records, the machine, and what people were told.

extension Aftermath.Session {
  /// A session as the manager tells of it.
  init(_ entry: SessionEntry) {
    self.init(id: entry.id, key: entry.key, status: entry.status, isOver: entry.isOver)
  }
}

extension LivePlay {
  func aftermath() throws(LiveTrouble) -> Aftermath {
    var aftermath = Aftermath()
    let records = try records()
    aftermath.sessions = records.map { Aftermath.Session($0) }
    aftermath.orders = orders.map { answer(of: $0) }
    aftermath.tmuxSessions = stage.tmuxLines("list-sessions", "-F", "#{session_name}")
    look(at: LiveProcess.all(with: stage.places.mark), &aftermath)
    lookAtRepository(&aftermath)
    lookAtMessages(&aftermath)
    do throws(ManagerTrouble) {
      aftermath.breaches = try manager.inspect().findings.map {
        Aftermath.Breach($0.property, $0.words)
      }
    } catch {
      throw LiveTrouble(error.message)
    }
    aftermath.breaches += watch.breaches + strangerBreaches + workBreaches
    aftermath.breaches += answerBreaches(aftermath.orders, records)
    for player in scenario.actors {
      for name in player.names { aftermath.breaches += deskBreaches(name, aftermath.tmuxSessions) }
    }
    aftermath.breaches += paneBreaches(aftermath.tmuxSessions, records)
    return aftermath
  }

  private func answer(of order: Started) -> Aftermath.Order {
    let text = LiveFile.text(of: stage.places.output(of: order.name)) ?? ""
    let lines = text.split(separator: "\n").map(String.init)
    var isDesk = false
    if case .desk = scenario.actors[order.player].part { isDesk = true }
    // Whoever was started again has printed before; the last line is that of the last one.
    let told = order.order.answersInJSON ? lines.last ?? "" : text
    let answer = order.child.status.flatMap {
      LiveAnswer.answer(status: $0, text: told, isDesk: isDesk)
    }
    return Aftermath.Order(actor: order.name, answer: answer, lines: lines)
  }

  // MARK: - What can be counted

  private func look(at processes: [LiveProcess], _ aftermath: inout Aftermath) {
    for process in processes {
      if process.words.dropFirst().first == stage.places.agent {
        aftermath.agents.append(process.session)
      }
      let name = process.words[0].split(separator: "/").last.map(String.init)
      aftermath.programs.append(name ?? process.words[0])
    }
    aftermath.agentsEver = LiveFile.lines(of: stage.places.agentsFile).map(Self.withoutLastWord)
  }

  private static func withoutLastWord(_ line: String) -> String {
    line.lastIndex(of: " ").map { String(line[..<$0]) } ?? line
  }

  private func lookAtRepository(_ aftermath: inout Aftermath) {
    let repository = stage.places.repository
    let trees = stage.run("git", ["-C", repository, "worktree", "list", "--porcelain"]) ?? ""
    aftermath.worktrees =
      trees.split(separator: "\n").count { $0.hasPrefix("worktree ") } - 1
    let branches = stage.run("git", ["-C", repository, "branch", "--list"]) ?? ""
    aftermath.branches = branches.split(separator: "\n").count - 1
  }

  private func lookAtMessages(_ aftermath: inout Aftermath) {
    let folder = manager.places.notices
    for person in LiveFile.names(in: folder) {
      let count = LiveFile.lines(of: folder + "/" + person).count
      aftermath.notices += Array(repeating: person, count: count)
    }
    var seen: [String] = []
    for line in LiveFile.lines(of: stage.places.promptsFile) where !seen.contains(line) {
      seen.append(line)
      aftermath.prompts.append(String(line.prefix { $0 != " " }))
    }
  }

  // MARK: - What breaks a property

  private var strangerBreaches: [Aftermath.Breach] {
    var breaches: [Aftermath.Breach] = []
    for stranger in strangers where access("/proc/\(stranger.pid)", F_OK) != 0 {
      let words = "the session \(stranger.name), which is a stranger's, was ended"
      breaches.append(Aftermath.Breach("\(PropertyName.neverTheWrongTarget.word)", words))
      breaches.append(Aftermath.Breach("\(PropertyName.closeIsSafe.word)", words))
    }
    for keepsake in scenario.stage.keepsakes
    where LiveFile.text(of: stage.places.path(keepsake.path)) != keepsake.content {
      breaches.append(
        Aftermath.Breach(
          "\(PropertyName.neverTheWrongTarget.word)", "\(keepsake.path) is not as it was"))
    }
    return breaches
  }

  private var workBreaches: [Aftermath.Breach] {
    works.filter { access($0, F_OK) != 0 }.map {
      Aftermath.Breach(
        "\(PropertyName.workIsKept.word)", "\($0.dropFirst(stage.places.home.count)) is gone")
    }
  }

  /// What was told and is not so.
  private func answerBreaches(
    _ answers: [Aftermath.Order], _ records: [SessionEntry]
  ) -> [Aftermath.Breach] {
    var breaches: [Aftermath.Breach] = []
    for (order, answer) in zip(orders, answers) {
      guard case .command(let part) = scenario.actors[order.player].part,
        part.verb == .spawn || part.verb == .restore
      else { continue }
      let run = part.run.split(separator: "#", omittingEmptySubsequences: false)
        .joined(separator: "\(order.number)")
      let matching = records.filter { $0.key == run }
      if answer.answer == .timedOut, matching.contains(where: { !$0.isOver }) {
        breaches.append(
          Aftermath.Breach(
            "\(PropertyName.noFalseTimeout.word)",
            "\(order.name) was told that time was up, and \(run) runs"))
      }
      if [.done, .existing].contains(answer.answer), matching.count != 1 {
        breaches.append(
          Aftermath.Breach(
            "\(PropertyName.identityIsOne.word)", "\(run) has \(matching.count) records"))
      }
    }
    return breaches
  }
}
