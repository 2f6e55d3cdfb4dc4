import Glibc
import Live
import Operations
import Supervision

/// This machine as the session manager's programs see it: what they ask for is done here.
///
/// What a program does not have on this machine is told so: there is no host of pull requests and no
/// Forge, and whoever asks one is told that it could not be reached.
public final class LocalWorld: Sendable {
  /// The texts of the program.
  public let texts: TextTable
  /// Who the program is.
  public let me: ProcessIdentity
  /// Where its messages come.
  public let mailbox: Mailbox

  private let places: Places
  private let processes: LiveProcesses
  private let files: LiveFiles
  private let store: SQLiteStore
  private let tmux: TmuxClient
  private let git: GitClient
  private let socket: Text
  /// The pane that this program runs in, if it runs in one.
  let pane: Int32?

  /// Opens what a program needs.
  public init(
    _ places: Places, programs: [ProgramTable.Program], socket: String,
    output: Int32 = STDOUT_FILENO
  ) throws(ManagerTrouble) {
    self.places = places
    texts = TextTable()
    let environment = Self.environment
    do throws(Errno) {
      processes = try LiveProcesses(
        texts: texts,
        setting: LiveProcesses.Setting(
          programs: ProgramTable(programs), environment: environment, output: output),
        onExit: { _ in })
    } catch {
      throw ManagerTrouble("The processes of this machine cannot be seen: \(error.message).")
    }
    guard
      case .process(.identity(let me)) = processes.perform(.whoAmI, until: .never).outcome
    else { throw ManagerTrouble("This program's own process cannot be seen.") }
    self.me = me
    do throws(Mailbox.Trouble) {
      mailbox = try Mailbox(in: places.mail, of: me)
    } catch {
      throw ManagerTrouble(
        "No mailbox in '\(places.mail)': \(String(cString: strerror(error.number))).")
    }
    files = LiveFiles(texts: texts, isPrivate: true)
    store = SQLiteStore(path: places.store, texts: texts, patience: .seconds(5))
    var client = TmuxClient.Settings(
      programs: Dictionary(
        programs.map { ($0.name, TmuxProgram($0.path, $0.leading)) }, uniquingKeysWith: { $1 }))
    client.environment = environment
    tmux = TmuxClient(client, texts: texts)
    var worker = GitClient.Settings()
    worker.environment = environment
    git = GitClient(worker, texts: texts)
    self.socket = texts.text(socket)
    pane = getenv("TMUX_PANE").flatMap { Int32(String(cString: $0).dropFirst()) }
  }

  /// What programs that are started here find; a nonce and a pane are theirs and not the caller's.
  static var environment: [String] {
    let own = ["TMUX=", "TMUX_PANE=", LiveProcesses.nonceName + "="]
    return LiveProcesses.Setting.ownEnvironment.filter { entry in
      !own.contains { entry.hasPrefix($0) }
    }
  }

  // MARK: - Operations

  /// Performs one operation.
  @Sendable public func perform(_ operation: Operation, until deadline: Deadline) -> Answer {
    switch operation {
    case .process(let operation): processes.perform(operation, until: deadline)
    case .tmux(let command, socket: let socket):
      tmux.perform(command, socket: socket, until: deadline)
    case .file(let operation): perform(operation)
    case .git(let command): git.perform(command, until: deadline)
    case .store(let operation): store.perform(operation, until: deadline)
    case .forge: Answer(.forge(.failed(.connectionRefused)))
    case .pullRequest: Answer(.pullRequest(.notFetched))
    case .send(let message, to: let recipient): Answer(.send(send(message, to: recipient)))
    case .readClock(let clock): Answer(Clocks.read(clock))
    case .drawNumber: Answer(.number(RandomBits.draw()))
    case .timer, .cancelTimer: preconditionFailure("a program keeps its timers: \(operation)")
    }
  }

  /// Whoever gets the supervisor's lock is the supervisor, and hears what is sent to it.
  private func perform(_ operation: FileOperation) -> Answer {
    let answer = files.perform(operation)
    if case .lock(let path, _) = operation, answer.outcome == .file(.done),
      texts.string(path) == places.supervisorLock
    {
      mailbox.answer(to: Manager.supervisorName)
    }
    return answer
  }

  // MARK: - Messages

  private func send(_ message: Message, to recipient: Recipient) -> MessageOutcome {
    if case .person(let person) = recipient { return note(message, for: person) }
    let outcome = mailbox.send(message, to: recipient, texts)
    guard outcome == .nobody, message.topic == SessionTopic.prompt,
      case .process(let agent) = recipient
    else { return outcome }
    return type(message.body, for: agent)
  }

  /// An agent keeps no mailbox: what it is told is typed into the pane that it shares with its
  /// runner.
  private func type(_ text: Text, for agent: ProcessIdentity) -> MessageOutcome {
    guard let pane,
      case .process(.same) = processes.perform(.identify(agent), until: .never).outcome
    else { return .nobody }
    let deadline = Deadline(after: 5_000_000_000)
    let outcome = tmux.perform(.sendKeys(.pane(pane), text), socket: socket, until: deadline)
      .outcome
    return outcome == .tmux(.done) ? .delivered : .full
  }

  /// What a person is told is a line of a file.
  private func note(_ message: Message, for person: Text) -> MessageOutcome {
    let name = texts.bytes(person).map { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
      default: UInt8(ascii: "_")
      }
    }
    let path = texts.text(places.notices + "/" + String(decoding: name, as: UTF8.self))
    let line = texts.text(
      "\(message.number) \(texts.string(message.topic)) \(texts.string(message.body))\n")
    let outcome = files.perform(.append(path, content: line)).outcome
    return outcome == .file(.done) ? .delivered : .full
  }
}

/// What keeps the session manager from working at all.
public struct ManagerTrouble: Error, Hashable {
  /// What a person is told.
  public let message: String

  /// Says what it is.
  public init(_ message: String) {
    self.message = message
  }
}
