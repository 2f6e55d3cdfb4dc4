import Glibc
import Lifecycle
import Live
import Operations
import Supervision

/// The session manager of this machine: its programs over one folder of state.
///
/// Each of its calls is one program: it runs in this very process, and ends with a status. Nothing
/// is kept between two of them but what is in the folder.
public struct Manager: Sendable {
  /// Where everything is.
  public let places: Places
  /// The socket of the tmux server.
  public let socket: String
  /// The words that begin a hint.
  public let entryPoint: String
  /// The program of the manager, and what it is given to find the same folder again.
  let program: String

  /// The name of the supervisor among the programs that get messages.
  static let supervisorName = "supervisor"
  /// The name of the program that runs in a session's pane.
  static let runnerName = "runner"

  /// A manager over a folder; hints begin with the words that people call it by.
  public init(
    _ places: Places, socket: String? = nil, entryPoint: String
  ) throws(ManagerTrouble) {
    self.places = places
    self.entryPoint = entryPoint
    self.socket = try Self.socket(socket, places)
    var room = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = room.withUnsafeMutableBytes { bytes -> Int in
      guard let base = bytes.bindMemory(to: CChar.self).baseAddress else { return 0 }
      return readlink("/proc/self/exe", base, bytes.count)
    }
    guard count > 0 else { throw ManagerTrouble("This program's own file cannot be found.") }
    program = String(decoding: room[..<count], as: UTF8.self)
  }

  private static func socket(
    _ chosen: String?, _ places: Places
  ) throws(ManagerTrouble) -> String {
    if let chosen {
      guard chosen.utf8.count <= Places.socketLengthMax else {
        throw ManagerTrouble(
          "The socket's path has more than \(Places.socketLengthMax) bytes: '\(chosen)'.")
      }
      return chosen
    }
    guard let usual = places.socket else {
      throw ManagerTrouble(
        "'\(places.root)' is too long a path for the socket in it; choose one with '--socket'.")
    }
    return usual
  }

  // MARK: - Commands

  /// What a command came to.
  public struct End: Sendable {
    /// The status that it ended with.
    public var status: UInt8
    /// How work ended, if there was any.
    public var result: SessionResult?
  }

  /// Carries out a request about sessions; its lines go to a descriptor.
  public func carryOut(
    _ verb: SessionRequest.Verb, id: String = "", key: String = "", agent: String = "",
    prompt: String = "", repository: String = "", base: String = "", output: Int32
  ) throws(ManagerTrouble) -> End {
    let world = try world(output: output)
    let text = world.texts.text(_:) as (String) -> Text
    let request = SessionRequest(
      verb, id: text(id), key: text(key), agent: text(agent), prompt: text(prompt),
      repository: text(repository), base: text(base))
    let argument = world.texts.withTexts { request.encoded(&$0) }
    let command = SessionCommand(policy(world), entryPoint: EntryPoint(text(entryPoint)))
    var result: SessionResult?
    let status = try run(command, argument, as: .command, in: world) { result = $0.result }
    return End(status: status, result: result)
  }

  /// Runs the program of a session's pane.
  public func runRunner(of session: String) throws(ManagerTrouble) -> UInt8 {
    let world = try world(agentOf: session)
    return try run(
      SessionRunner(policy(world)), world.texts.text(session), as: .runner, in: world
    ) { _ in }
  }

  /// Watches over all sessions until it is told to end.
  public func supervise(person: String, pauseSeconds: Int) throws(ManagerTrouble) -> UInt8 {
    let world = try world()
    world.mailbox.sweep()
    var policy = SupervisorPolicy(policy(world))
    policy.lock = world.texts.text(places.supervisorLock)
    policy.person = world.texts.text(person)
    policy.pause = .seconds(Int64(pauseSeconds))
    // No host of pull requests is known on this machine.
    policy.passesPerPullRequest = 0
    return try run(Supervisor(policy), .empty, as: .supervisor, in: world) { _ in }
  }

  /// Classifies, marks and closes what is only kept to be read, each for so long.
  public func retain(
    _ words: String, keepSeconds: Int, output: Int32
  ) throws(ManagerTrouble) -> UInt8 {
    let world = try world(output: output)
    var policy = RetentionPolicy(policy(world), logs: world.texts.text(places.logs))
    policy.retainFor = .seconds(Int64(keepSeconds))
    return try run(Retention(policy), world.texts.text(words), as: .command, in: world) { _ in }
  }

  /// Tells the supervisor what the agent of a session does; the number is the runtime's.
  ///
  /// False when no supervisor hears it: then nobody knows, and nothing is wrong.
  @discardableResult
  public func report(
    _ activity: AgentActivity, of session: String, nonce: UInt64
  ) throws(ManagerTrouble) -> Bool {
    let world = try world()
    defer { world.mailbox.withdraw() }
    let message = Message(
      topic: SessionTopic.activity, body: world.texts.text(session),
      number: activity.number(in: nonce))
    let supervisor = world.texts.text(Self.supervisorName)
    let answer = world.perform(
      .send(message, to: .actor(supervisor)), until: Deadline(after: 1_000_000_000))
    return answer.outcome == .send(.delivered)
  }

  func run<M: Machine>(
    _ machine: M, _ argument: Text, as program: DeathPoint.Program, in world: LocalWorld,
    _ end: (M) -> Void
  ) throws(ManagerTrouble) -> UInt8 {
    // Threads that still wait for something keep the world, and its mailbox with it.
    defer { world.mailbox.withdraw() }
    do throws(CallError) {
      let death = DeathPoint(of: program)
      var actor = try LiveActor(machine, texts: world.texts, mailbox: world.mailbox) {
        death?.perform($0, until: $1, by: world.perform) ?? world.perform($0, until: $1)
      }
      let status = try actor.run(Start(identity: world.me, argument: argument, pane: world.pane))
      end(actor.machine)
      return status
    } catch {
      throw ManagerTrouble("The kernel refused: \(String(cString: strerror(error.number))).")
    }
  }

  // MARK: - What they work with

  private func policy(_ world: LocalWorld) -> SessionPolicy {
    SessionPolicy(
      socket: world.texts.text(socket), worktrees: world.texts.text(places.worktrees),
      runner: world.texts.text(Self.runnerName))
  }

  func world(
    agentOf session: String? = nil, output: Int32 = STDOUT_FILENO
  ) throws(ManagerTrouble) -> LocalWorld {
    var programs = [
      ProgramTable.Program(
        name: Self.runnerName, path: program, leading: words("runner"))
    ]
    if let session, let agent = try record(of: session)?.agent {
      programs.append(
        ProgramTable.Program(name: agent, path: program, leading: words("start-agent")))
    }
    return try LocalWorld(places, programs: programs, socket: socket, output: output)
  }

  /// What this program is given to be one of its own helpers; the session comes last.
  func words(_ helper: String) -> [String] {
    ["session", helper, "--state", places.root, "--socket", socket, "--"]
  }
}
