import Lifecycle
import Operations
import Supervision

/// Everything that the class of a session depends on, as a table spells it; as it begins, a session
/// whose work is complete and that is kept to be read.
struct RetentionScene: Sendable {
  enum Look: CaseIterable { case same, absent, failed, changed }
  enum RecordKind: CaseIterable { case known, none, unreadable }
  enum Answerer: CaseIterable { case same, other, nobody }

  var record = RecordKind.known
  var work = RetainedWork.complete
  var isAgentActive = false
  var isBusy = false
  var hasPlace = true
  var hasRetention = true
  var isClosed = false
  var now: Int? = 500
  var agent = RetentionEvidence.Life.alive
  var runner = RetentionEvidence.Life.alive
  var server = RetentionEvidence.Life.alive
  var first = Look.same
  var second = Look.same
  var isAbsent = false
  var answerer = Answerer.same
  var serverStart: Int64 = 10
  var session: Int32 = 2
  var name = Text("a-0000000000000001")
  var owner = Text("0000000000000001")
  var generation = Text("1")
  var state = Text("completed")
  var attached: Int32 = 0
  var isPaneDead = false

  private static let place = PaneReference(
    serverPid: 50, serverStart: 10, session: 2, window: 2, pane: 2, panePid: 60)

  var evidence: RetentionEvidence {
    var evidence = RetentionEvidence(
      record == .none ? .none : record == .unreadable ? .unreadable : .known(facts))
    evidence.first = sighting(first)
    evidence.second = sighting(second)
    evidence.agent = agent
    evidence.runner = runner
    evidence.server = server
    evidence.now = now
    return evidence
  }

  private var facts: RetentionFacts {
    var facts = Self.base
    if !hasPlace { facts.place = nil }
    if hasRetention {
      facts.retention = RetentionRecord(completedAt: 0, retainUntil: 1_000)
      if isClosed { facts.retention?.closedAt = 900 }
    }
    facts.isBusy = isBusy
    facts.work = work
    facts.isAgentActive = isAgentActive
    return facts
  }

  private static let base = {
    var runtime = SessionRuntime(
      nonce: 1, socket: Text("/tmp/tmux"), name: Text("a-0000000000000001"))
    runtime.pane = place
    runtime.server = ProcessIdentity(boot: 1, namespace: 1, pid: 50, startTick: 5, nonce: 0)
    let workspace = Workspace(
      repository: Text("/repo"), path: Text("/trees/a"), branch: Text("b"), base: Text("main"))
    var document = SessionDocument(
      id: Text("a"), key: Text("a"), agent: Text("agent"), prompt: .empty, runtime: runtime,
      workspace: workspace)
    document.apply(Event(at: 0, .spawnInitiated), by: Reducer())
    document.apply(Event(at: 0, .spawnCompleted(Handles())), by: Reducer())
    return RetentionFacts(document)
  }()

  private func sighting(_ look: Look) -> Sighting {
    if look == .failed { return .failed }
    if isAbsent || look == .absent {
      switch answerer {
      case .same: return .absent(.same)
      case .other: return .absent(.other)
      case .nobody: return .absent(.nobody)
      }
    }
    var place = Self.place
    place.serverStart = serverStart
    place.session = session
    let pane = PaneFacts(
      reference: place, sessionName: name, sessionCreated: 10,
      attached: attached + (look == .changed ? 1 : 0), isDead: isPaneDead, ending: nil,
      currentCommand: Text("runner"), owner: owner, generation: generation, state: state)
    return Snapshot.panes([pane]).sighting(of: Self.place, named: Text("a-0000000000000001"))
  }

  /// Whether everything that has to hold of a session that is closed holds; said anew here, and not
  /// taken from the table.
  var isProvenSafe: Bool {
    record == .known && work == .complete && !(isAgentActive && agent == .alive) && !isBusy
      && hasPlace && hasRetention
      && !isAbsent && first == .same && second == .same && serverStart == 10 && session == 2
      && name == Text("a-0000000000000001") && owner == Text("0000000000000001")
      && generation == Text("1") && state == Text("completed") && attached == 0
      && agent != .unread && runner != .unread && (now ?? 0) >= 1_000
  }

  /// Hands every combination of what matters to the closure.
  static func forAll(_ body: (RetentionScene) -> Void) {
    var scene = RetentionScene()
    let flags = [false, true]
    let lives: [RetentionEvidence.Life] = [.unread, .alive, .dead]
    for record in RecordKind.allCases {
      scene.record = record
      for work in RetainedWork.allCases {
        scene.work = work
        for (first, second) in pairs {
          scene.first = first
          scene.second = second
          for agent in lives {
            scene.agent = agent
            for runner in lives {
              scene.runner = runner
              for isBusy in flags {
                scene.isBusy = isBusy
                forMarks(of: scene, body)
              }
            }
          }
        }
      }
    }
  }

  private static let pairs: [(Look, Look)] = [
    (.same, .same), (.same, .absent), (.absent, .same), (.absent, .absent), (.failed, .same),
    (.same, .failed), (.same, .changed),
  ]

  private static func forMarks(of scene: RetentionScene, _ body: (RetentionScene) -> Void) {
    var scene = scene
    let times: [Int?] = [nil, 500, 2_000]
    let states = ["", "active", "exited", "completed", "closing", "x"]
    let strangenesses = 7
    for now in times {
      scene.now = now
      for state in states {
        var emit = Emitter()
        scene.state = emit.texts.text(state)
        for attached in [Int32(0), 1] {
          scene.attached = attached
          for strangeness in 0..<strangenesses {
            var strange = scene
            switch strangeness {
            case 1: strange.serverStart = 99
            case 2: strange.session = 7
            case 3: strange.owner = Text("x")
            case 4: strange.generation = .empty
            case 5: strange.hasRetention = false
            case 6: strange.isAgentActive = true
            default: break
            }
            body(strange)
          }
        }
      }
    }
  }
}
