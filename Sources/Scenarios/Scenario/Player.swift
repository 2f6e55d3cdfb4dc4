import Lifecycle
import Operations
import Supervision

/// Somebody who takes part in a scenario.
public struct Player: Hashable, Sendable {
  /// The name; what stands for several gets numbers behind it.
  public var name: String
  /// How many of them there are.
  public var count: Int
  /// When they begin, drawn by the seed from a range.
  public var start: ClosedRange<Interval>
  /// What they do.
  public var part: Part
  /// By which system, with which numbers, without which safeguards.
  public var variant: Variant

  /// Makes a player of the real system.
  public init(
    name: String, part: Part, count: Int = 1, start: ClosedRange<Interval> = .zero ... .zero,
    variant: Variant = Variant()
  ) {
    self.name = name
    self.part = part
    self.count = count
    self.start = start
    self.variant = variant
  }

  /// The names of all that it stands for.
  public var names: [String] {
    count == 1 ? [name] : (1...max(1, count)).map { "\(name)-\($0)" }
  }

  /// Its variant, with what a red changes.
  public func variant(changedBy changes: [Red.Change]) -> Variant {
    var variant = variant
    for change in changes where change.actor == name || change.actor == Red.everybody {
      // What is meant for everybody is done by those who can.
      let isForAll = change.actor == Red.everybody
      variant = variant.changed(by: isForAll ? part.kind.able(of: change.variant) : change.variant)
    }
    return variant
  }
}

/// What a player does.
public enum Part: Hashable, Sendable {
  /// Types a command about sessions.
  case command(CommandPart)
  /// Watches over all sessions.
  case supervisor
  /// Watches over one project root.
  case desk(DeskPart)
  /// Claims a root, holds it for a while, and gives it back.
  case lock(LockPart)
  /// Judges and closes what completed work has left.
  case retention(RetentionPart)
  /// Drives Forge.
  case forge(ForgePart)
  /// Moves old sessions.
  case migration(MigrationPart)
  /// Does one thing after the other at a terminal.
  case person(PersonPart)
  /// Starts something again and again.
  case clock(ClockPart)

  /// The word for it in files.
  public var kind: Kind {
    switch self {
    case .command: .command
    case .supervisor: .supervisor
    case .desk: .desk
    case .lock: .lock
    case .retention: .retention
    case .forge: .forge
    case .migration: .migration
    case .person: .person
    case .clock: .clock
    }
  }

  /// The kinds of parts.
  public enum Kind: UInt8, Word {
    case command, supervisor, desk, lock, retention, forge, migration, person, clock

    /// The word for it in files.
    public var word: StaticString {
      switch self {
      case .command: "command"
      case .supervisor: "supervisor"
      case .desk: "desk-runner"
      case .lock: "lock-holder"
      case .retention: "retention"
      case .forge: "forge"
      case .migration: "migration"
      case .person: "person"
      case .clock: "clock"
      }
    }
  }
}

/// A command about sessions.
public struct CommandPart: Hashable, Sendable {
  /// What it does.
  public var verb: SessionRequest.Verb
  /// The run that it starts, or the session that it is about; `#` becomes the player's number.
  public var run: String
  /// What the agent is asked or told.
  public var prompt: String

  /// Makes a command.
  public init(_ verb: SessionRequest.Verb, run: String = "", prompt: String = "do it") {
    self.verb = verb
    self.run = run
    self.prompt = prompt
  }
}

/// A desk runner's mission.
public struct DeskPart: Hashable, Sendable {
  /// The project root, as it is spelt.
  public var root: String
  /// The mission.
  public var slug: String
  /// Whether nobody watches.
  public var isBackground: Bool
  /// What the workers do with one prompt after the other.
  public var worker: [DeskReply]
  /// What the verifiers say, one after the other.
  public var verdicts: [DeskVerdict]
  /// Whether workers leave something new after each iteration.
  public var learns: Bool

  /// Makes a mission.
  public init(root: String, slug: String = "blog") {
    self.root = root
    self.slug = slug
    isBackground = true
    worker = [.signals(.verify, after: .seconds(20))]
    verdicts = [.complete]
    learns = true
  }
}

/// A claim of a root.
public struct LockPart: Hashable, Sendable {
  /// The root, as it is spelt.
  public var root: String
  /// How long it is held.
  public var holds: Interval
  /// How often it is claimed, one time after the other.
  public var rounds: Int

  /// Makes a claim.
  public init(root: String, holds: Interval = .seconds(2), rounds: Int = 1) {
    self.root = root
    self.holds = holds
    self.rounds = rounds
  }
}

/// A command about what completed work has left.
public struct RetentionPart: Hashable, Sendable {
  /// The words of the command: `status`, `sweep`, `close ID`, each with `--dry-run` if wanted.
  public var words: String
  /// How long a completed session is kept.
  public var keeps: Interval

  /// Makes a command.
  public init(_ words: String, keeps: Interval = .seconds(60)) {
    self.words = words
    self.keeps = keeps
  }
}

/// An order to Forge.
public struct ForgePart: Hashable, Sendable {
  /// What it does.
  public var verb: Verb
  /// The run key.
  public var run: String
  /// The project.
  public var project: UInt64
  /// What the follow-up or the draft says, or the title of what is created.
  public var text: String
  /// Whether a follow-up may begin a fresh conversation, or a diff goes on until the session ends.
  public var isForced: Bool

  /// What can be done.
  public enum Verb: UInt8, Word {
    case run, resume, status, stop, list, view, diff, pullRequest, saveDraft, getDraft

    /// The word for it in files.
    public var word: StaticString {
      switch self {
      case .run: "run"
      case .resume: "resume"
      case .status: "status"
      case .stop: "stop"
      case .list: "list"
      case .view: "view"
      case .diff: "diff"
      case .pullRequest: "pull-request"
      case .saveDraft: "save-draft"
      case .getDraft: "get-draft"
      }
    }
  }

  /// Makes an order.
  public init(_ verb: Verb, run: String = "", project: UInt64 = 7, text: String = "fix") {
    self.verb = verb
    self.run = run
    self.project = project
    self.text = text
    isForced = false
  }
}

/// A move of old sessions.
public struct MigrationPart: Hashable, Sendable {
  /// What is done.
  public var verb: Verb
  /// The folder of the old file.
  public var folder: String
  /// The project in Forge.
  public var project: UInt64

  /// What can be done.
  public enum Verb: UInt8, Word {
    case toForge, toLocal, rollBack

    /// The word for it in files.
    public var word: StaticString {
      switch self {
      case .toForge: "to-forge"
      case .toLocal: "to-local"
      case .rollBack: "roll-back"
      }
    }
  }

  /// Makes a move.
  public init(_ verb: Verb, folder: String = "/state", project: UInt64 = 7) {
    self.verb = verb
    self.folder = folder
    self.project = project
  }
}

/// Somebody at a terminal.
public struct PersonPart: Hashable, Sendable {
  /// What they do, one after the other.
  public var deeds: [Deed]

  /// Makes somebody.
  public init(_ deeds: [Deed]) { self.deeds = deeds }

  /// One thing that a person does.
  public struct Deed: Hashable, Sendable {
    /// How long after the one before.
    public var delay: Interval
    /// What.
    public var action: Action

    /// Makes a deed.
    public init(after delay: Interval, _ action: Action) {
      self.delay = delay
      self.action = action
    }
  }

  /// What a person can do.
  public enum Action: Hashable, Sendable {
    /// Opens a terminal on the session of a run.
    case attach(String)
    /// Leaves it.
    case detach(String)
    /// Types into the active pane of the session of a run.
    case type(String, keys: String)
    /// Makes a session of one's own.
    case newSession(String)
    /// Kills a session by its name.
    case killSession(String)
  }
}

/// Something that is started again and again.
public struct ClockPart: Hashable, Sendable {
  /// How far two starts are apart.
  public var every: Interval
  /// How many starts there are.
  public var times: Int
  /// What is started.
  public var starts: RetentionPart
  /// Whether a second one may be started beside the first.
  public var overlaps: Bool

  /// Makes a clockwork.
  public init(every: Interval, times: Int, starts: RetentionPart, overlaps: Bool = false) {
    self.every = every
    self.times = times
    self.starts = starts
    self.overlaps = overlaps
  }
}
