import Operations

// The two services with the most requests: tmux and Forge.

extension Storm {
  private mutating func target() -> TmuxTarget {
    let id = Int32(dice.below(6))
    let name = dice.text(StormTexts.sessions)
    return switch dice.below(6) {
    case 0: .bare(name)
    case 1: .equals(name)
    case 2: .exact(name)
    case 3: .session(id)
    case 4: .window(id)
    default: .pane(id)
    }
  }

  mutating func tmux() -> TmuxCommand {
    let scope = OptionScope(rawValue: UInt8(dice.below(5))) ?? .session
    let option = dice.text(StormTexts.options)
    let value = dice.text(StormTexts.values)
    return switch dice.below(26) {
    case 0, 1, 2, 3: .newSession(name: dice.text(StormTexts.sessions), launch())
    case 4: .hasSession(target())
    case 5: dice.once(in: 3) ? .killSession(target()) : .listSessions
    case 6: .renameSession(target(), to: dice.text(StormTexts.sessions))
    case 7: .listSessions
    case 8: .listAllPanes
    case 9: .listPanes(target())
    case 10, 11: .display(target(), PaneField(rawValue: UInt8(dice.below(7))) ?? .paneID)
    case 12: .newWindow(target(), launch())
    case 13: .splitWindow(target(), launch())
    case 14: .respawnPane(target(), launch(), kill: dice.once(in: 2))
    case 15: .killPane(target())
    case 16: dice.once(in: 3) ? .killWindow(target()) : .capturePane(target())
    case 17: dice.once(in: 16) ? .killServer : .capturePane(target())
    case 18, 19: .sendKeys(target(), value)
    case 20: dice.once(in: 3) ? .paste(target(), value) : .pipePane(target(), to: Text("/tmp/f"))
    case 21: .setOption(scope, target(), name: option, value: value)
    case 22: .showOption(scope, target(), name: option)
    case 23:
      .killSessionIf(
        target(), SessionGuard(option: option, value: value, unattached: dice.once(in: 2)))
    case 24: .attach(target())
    default: .detach(target())
    }
  }

  mutating func forge() -> ForgeRequest {
    let id = dice.pick(ids)
    let main = Text("main")
    return switch dice.below(28) {
    case 0: .health
    case 1, 2, 3, 4:
      .createAndStart(
        project: dice.once(in: 8) ? 9 : 1, title: dice.text(StormTexts.keys),
        key: dice.text(StormTexts.keys), base: main)
    case 5, 6: .listTasks(project: 1)
    case 7: .getTask(id)
    case 8: .deleteTask(id)
    case 9: .createAttempt(task: id, base: main)
    case 10, 11: .listAttempts(task: id)
    case 12: .getAttempt(id)
    case 13: .followUp(attempt: id, prompt: dice.text(StormTexts.values))
    case 14: .stop(attempt: id)
    case 15, 16: .listProcesses(attempt: id)
    case 17: .getProcess(id)
    case 18, 19, 20: .streamLog(process: dice.once(in: 4) ? id : run)
    case 21: .streamDiff(attempt: id)
    case 22: .closeStream(streamTag)
    case 23: .createPullRequest(attempt: id, title: dice.text(StormTexts.values))
    case 24: .listApprovals
    case 25: .answerApproval(id, approve: dice.once(in: 2))
    case 26: .saveDraft(attempt: id, dice.text(StormTexts.values))
    default: .getDraft(attempt: id)
    }
  }
}
