import Glibc
import Live
import Operations
import SimulatedWorld

/// The simulated git; what it answers later it answers here at once.
struct SimulatedGit {
  private var world: World

  /// A repository at a path with two files in its first commit.
  init(texts: Texts, root: Text) {
    world = World(seed: 1)
    world.moment.texts = texts
    let path = texts.string(root)
    for name in ["a", "folder/b"] {
      _ = world.putFile(world.moment.texts.text("\(path)/\(name)"), Text("one"))
    }
    world.addRepository(root, branch: world.moment.texts.text("main"))
    world.clearAgenda()
  }

  var texts: Texts { world.moment.texts }

  /// Performs a command to its end.
  mutating func perform(_ command: GitCommand) -> GitReply {
    let outcome = perform(.git(command))
    return GitReply(outcome: outcome, rows: outcome.listing == nil ? [] : world.moment.rows)
  }

  mutating func write(_ path: Text, _ content: Text) {
    _ = perform(.file(.write(path, content: content)))
  }

  mutating func erase(_ path: Text) {
    _ = perform(.file(.removeTree(path)))
  }

  private mutating func perform(_ operation: Operation) -> Outcome {
    world.clearAgenda()
    if let outcome = world.perform(operation, by: .initial) { return outcome }
    while let event = world.moment.agenda.events.first?.event {
      world.clearAgenda()
      world.happen(event)
      if let answer = world.moment.agenda.answers.first { return answer.outcome }
    }
    preconditionFailure("never answered: \(operation)")
  }
}

/// A git of this machine, in a folder of its own.
struct LiveGit {
  private let client: GitClient
  private let table: TextTable

  /// A repository at a path, in an empty folder, with two files in its first commit.
  init(texts: TextTable, root: Text) {
    table = texts
    client = GitClient(texts: texts)
    let path = texts.string(root)
    for folder in ["", "/folder", "/.git", "/.git/refs", "/.git/refs/heads", "/.git/objects"] {
      mkdir(path + folder, 0o755)
    }
    // It is all that `git init` makes which git cannot do without.
    write(texts.text(path + "/.git/HEAD"), texts.text("ref: refs/heads/main\n"))
    for name in ["a", "folder/b"] { write(texts.text("\(path)/\(name)"), texts.text("one")) }
    _ = perform(.commit(path: root, message: texts.text("first")))
  }

  var texts: Texts { table.withTexts { $0 } }

  /// Performs a command.
  func perform(_ command: GitCommand) -> GitReply {
    let answer = client.perform(command, until: Deadline(after: 30_000_000_000))
    return GitReply(outcome: answer.outcome, rows: answer.rows)
  }

  func write(_ path: Text, _ content: Text) {
    let file = open(table.string(path), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { return }
    let bytes = table.bytes(content)
    _ = Glibc.write(file, bytes, bytes.count)
    close(file)
  }

  func erase(_ path: Text) { Self.erase(table.string(path)) }

  /// Removes a file, or a folder with all that is in it.
  static func erase(_ path: String) {
    guard unlink(path) != 0, let folder = opendir(path) else { return }
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { erase(path + "/" + name) }
    }
    closedir(folder)
    rmdir(path)
  }
}
