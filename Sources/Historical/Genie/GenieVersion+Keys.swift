import Operations
import Supervision

// What differed between the releases: the writer's key was migrated twice (rc.9, rc.28) and the
// reader's, in another file, was not.

extension GenieVersion {
  /// The word that a scenario has for it.
  public var word: StaticString {
    switch self {
    case .v1: "v1"
    case .rc19: "rc19"
    case .rc20: "rc20"
    case .rc21: "rc21"
    case .rc23: "rc23"
    case .rc29: "rc29"
    }
  }

  /// The version of a word; nil when there is none.
  public init?(_ word: String) {
    guard let version = Self.allCases.first(where: { "\($0.word)" == word }) else { return nil }
    self = version
  }

  /// The shape of the file that it writes.
  public var format: GenieFormat {
    switch self {
    case .v1: .agents
    case .rc19, .rc20, .rc21, .rc23: .sessionsByID
    case .rc29: .sessionsByName
    }
  }

  /// Whether the launcher hands its id down to the runner.
  public var handsDownID: Bool { self == .rc21 || self == .rc23 || self == .rc29 }

  /// Whether sessions have an id of genie's own, drawn by whoever makes the record.
  public var drawsID: Bool { self == .rc20 || handsDownID }

  /// Whether sessions have a friendly name.
  public var hasNames: Bool { drawsID }

  /// Whether the pauses between two polls grow.
  public var growsPauses: Bool { self == .rc23 }

  /// What a person types to reach it, as its hints had it.
  ///
  /// `./genie` worked in genie's own repository only.
  public func entryPoint(_ texts: inout Texts) -> EntryPoint {
    EntryPoint(texts.text(handsDownID ? "npx automagik-genie" : "./genie"))
  }

  /// The release that stands for it.
  public var release: StaticString {
    switch self {
    case .v1: "2.4.0-rc.8"
    case .rc19: "2.4.0-rc.19"
    case .rc20: "2.4.0-rc.20"
    case .rc21: "2.4.0-rc.21"
    case .rc23: "2.4.0-rc.23"
    case .rc29: "2.4.0-rc.29"
    }
  }

  /// The key that both launcher and runner write a record under.
  func key(of entry: GenieEntry, agent: Text) -> Text {
    switch self {
    case .v1: agent
    case .rc19, .rc20, .rc21, .rc23: entry.sessionID ?? agent
    case .rc29: entry.name ?? agent
    }
  }

  /// The record that the launcher's poll finds.
  func lookUp(agent: Text, id: Text?, in store: GenieStore) -> GenieEntry? {
    switch self {
    case .v1: store[agent]
    // `store.agents[agentName]`, which the loader had not filled since the file had `sessions`.
    case .rc19, .rc20: store.format == .agents ? store[agent] : nil
    // `store.sessions[entry.sessionId]`, which in rc.28 and rc.29 has names for keys.
    case .rc21, .rc23, .rc29: id.flatMap { store[$0] }
    }
  }
}
