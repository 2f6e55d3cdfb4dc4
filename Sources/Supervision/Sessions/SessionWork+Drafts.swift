import Lifecycle
import Operations

// The record as each step leaves it, and the places that it names.

extension SessionWork {
  /// Whether the record still names a runtime that came before.
  var needsRenewal: Bool { document?.runtime.nonce != nonce }

  /// The record as the step leaves it.
  mutating func draft(for step: SessionStep, _ emit: inout Emitter) -> SessionDocument {
    guard var next = document else {
      precondition(step == .claim && request.verb == .spawn, "no record to write: \(self)")
      return firstDraft(&emit)
    }
    switch step {
    case .claim:
      let before = next.intent
      if request.verb == .recover, let before {
        // Before a restore has renewed it, the runtime in the record is the one that has ended.
        let acknowledged =
          before.kind.startsAgent && next.runtime.agent != nil && !next.isOver
        intent = acknowledged ? before.kind : before.kind.undo
      }
      // Going on with one's own is no takeover.
      let takesOver = request.verb == .recover && before?.holder != me
      next.intent = Intent(
        intent, by: me, takeovers: (before?.takeovers ?? 0) + (takesOver ? 1 : 0))
    case .renew:
      next.runtime = SessionRuntime(
        nonce: nonce, socket: policy.socket, name: name(request.id, &emit))
      next.retention = nil
      if next.workspace.state == .removed {
        next.workspace = workspace(next.workspace.repository, next.workspace.base, &emit)
        isNewTree = true
      }
      next.apply(Event(at: at, .spawnInitiated), by: reducer)
    case .withdraw, .fence:
      next.intent = Intent(intent.undo, by: me, takeovers: next.intent?.takeovers ?? 0)
    case .complete:
      next.workspace.state = .made
      next.apply(Event(at: at, .spawnCompleted(next.handles(emit.texts))), by: reducer)
      next.intent = nil
    case .settle:
      if !next.isOver, let reason = killReason {
        next.apply(Event(at: at, .killRequested(reason)), by: reducer)
      }
      if intent == .undoRestore, next.workspace.state == .made { next.workspace.state = .kept }
      next.intent = nil
    default: preconditionFailure("\(step) writes nothing: \(self)")
    }
    return next
  }

  private var killReason: KillReason? {
    switch intent {
    case .spawn, .restore, .undoSpawn, .undoRestore: .error
    case .kill: .manual
    case .cleanup: nil
    }
  }

  private mutating func firstDraft(_ emit: inout Emitter) -> SessionDocument {
    var draft = SessionDocument(
      id: request.id, key: request.key, agent: request.agent, prompt: request.prompt,
      runtime: SessionRuntime(
        nonce: nonce, socket: policy.socket, name: name(request.id, &emit)),
      workspace: workspace(request.repository, request.base, &emit))
    draft.apply(Event(at: at, .spawnInitiated), by: reducer)
    draft.intent = Intent(.spawn, by: me)
    return draft
  }

  /// The name of the session's places: its id, spelled so that it stays one name for tmux, git and
  /// the file system, and the nonce, which tells apart what is spelled the same.
  private func name(_ id: Text, _ emit: inout Emitter) -> Text {
    let spelled = emit.texts.withBytes(id) { bytes in bytes.map(Self.nameByte) }
    let stem =
      policy.safeguards.contains(.spelledNames)
      ? spelled.withUnsafeBufferPointer { emit.texts.text($0) } : id
    guard policy.safeguards.contains(.nonceInNames) else { return stem }
    return emit.text { builder, texts in
      builder.add(stem, from: texts)
      builder.add("-")
      builder.add(hexadecimal: nonce)
    }
  }

  private static func nameByte(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      byte
    default: UInt8(ascii: "-")
    }
  }

  private func workspace(_ repository: Text, _ base: Text, _ emit: inout Emitter) -> Workspace {
    let name = name(request.id, &emit)
    let path = emit.text { builder, texts in
      builder.add(policy.worktrees, from: texts)
      builder.add("/")
      builder.add(name, from: texts)
    }
    let branch = emit.text { builder, texts in
      builder.add("session/")
      builder.add(name, from: texts)
    }
    return Workspace(repository: repository, path: path, branch: branch, base: base)
  }
}

extension SessionDocument {
  /// The handles as the lifecycle keeps them.
  func handles(_ texts: borrowing Texts) -> Handles {
    Handles(
      workspacePath: texts.string(workspace.path), branch: texts.string(workspace.branch),
      runtimeHandle: texts.string(runtime.name), runtimeName: "tmux")
  }
}
