import Operations

// How a run ends: its record, its panes, the root, the process, in this order.

extension DeskRunner {
  /// Ends the run; the first reason counts.
  mutating func end(_ ending: DeskEnding, _ emit: inout Emitter) {
    precondition(self.ending == nil, "ends twice: \(ending), \(self)")
    self.ending = ending
    attempts = 0
    callOffTimer(&emit)
    asking.abandon()
    monitor.abandon(&emit)
    files.abandon()
    switch ending {
    case .refused:
      tell("another runner has this project root", &emit)
      exit(&emit)
    case .alreadyComplete, .alreadyBlocked:
      clear(&emit)
    case .complete:
      write(.claim, &emit)
    case .blocked:
      tell("blocked", &emit)
      write(.claim, &emit)
    case .timedOut, .unable, .signalled:
      tell("ended before it was complete", &emit)
      guard lock.isHeld else { return exit(&emit) }
      write(.finish, &emit)
    }
  }

  /// Calls off the timer that it waits for, if it waits for one.
  private mutating func callOffTimer(_ emit: inout Emitter) {
    switch phase {
    case .waiting, .waitingToCheck, .waitingToSend, .backingOff:
      emit.perform(.cancelTimer(asking.tag), asking.tag)
    default:
      break
    }
  }

  /// Removes its panes, if it made any.
  mutating func clear(_ emit: inout Emitter) {
    guard mayHavePanes else { return release(&emit) }
    phase = .clearing
    clearing.begin(token: token, &emit)
  }

  /// Takes what came of a clearing, of its own panes or of a predecessor's.
  mutating func cleared(_ result: PaneClearing.Result, _ emit: inout Emitter) {
    if phase == .clearingPredecessor {
      if case .leftovers = result { tell("a predecessor's agents are left", &emit) }
      guard !endIfStopped(&emit) else { return }
      write(.folder, &emit)
      return
    }
    switch result {
    case .clean:
      release(&emit)
    case .leftovers:
      // The root is not given back while something of its own runs: the kernel frees the lock, and
      // the record that stays tells the next runner what to remove first.
      tell("agents are left", &emit)
      exit(&emit)
    }
  }

  private mutating func release(_ emit: inout Emitter) {
    phase = .releasing
    lock.release(&emit)
  }

  /// Ends the process.
  mutating func exit(_ emit: inout Emitter) {
    phase = .exiting
    asking.ask(.process(.exit(status: ending?.exitStatus ?? 1)), &emit)
  }

  /// Takes an answer to an exit, which there is only when it did not happen.
  mutating func stillHere(_ emit: inout Emitter) {
    attempts += 1
    // After that it waits to be killed: it holds nothing that anyone else needs.
    if attempts < policy.callAttemptsMax { exit(&emit) }
  }

  /// Tells the one who looks after the machine.
  mutating func tell(_ words: StaticString, _ emit: inout Emitter) {
    let message = Message(
      topic: emit.texts.text("desk"), body: emit.texts.text(words),
      number: UInt64(counts.iteration))
    notice.ask(.send(message, to: .person(emit.texts.text("operator"))), &emit)
  }
}
