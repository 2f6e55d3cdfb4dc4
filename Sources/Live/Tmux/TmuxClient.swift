import Glibc
import Operations

// tmux on this machine: each command is one client process, `tmux -S SOCKET ...`.
//
// What is given to tmux is an argument list, and no shell reads it. Measured with tmux 3.3a, and
// minded here:
// - an argument that ends in `;` ends the command, unless a backslash stands before it;
// - new names are formats, `#(...)` in them included, which runs a shell: `#` is doubled, but for
//   those that `[` follows, which tmux leaves alone;
// - a name is kept as `vis` writes it: tab, line feed, control characters and bytes that are no
//   UTF-8 as escapes, each backslash twice, and one before the `$` of a variable;
// - fields of listings can hold anything, tabs and line feeds included, so each row begins with
//   their lengths (`#{n:...}`, in bytes);
// - without `-u` what is no ASCII is printed as `_`;
// - one word alone is a line for a shell, two are a program and its argument;
// - `-e` of `new-session` belongs to the session, and other panes of it would inherit it.

/// Carries out the commands of tmux on this machine.
///
/// It keeps nothing between calls, and any number of threads may use it at once.
public struct TmuxClient: Sendable {
  /// What a client is told once.
  public struct Settings: Sendable {
    /// The file of the program.
    public var path = "/usr/bin/tmux"
    /// The file of settings that a server reads that this client starts.
    public var configuration = "/dev/null"
    /// The environment, each as `NAME=value`.
    ///
    /// A server that this client starts hands it on to its panes. `TMUX`, `TMUX_PANE` and the nonce
    /// of the caller never get that far.
    public var environment = ["PATH=/usr/local/bin:/usr/bin:/bin", "TERM=screen"]
    /// What the names of programs mean.
    public var programs: [String: TmuxProgram]

    /// Makes settings; all but the programs can be changed afterwards.
    public init(programs: [String: TmuxProgram]) {
      self.programs = programs
    }
  }

  let settings: Settings
  let texts: TextTable

  /// Makes a client that reads and writes texts in a table.
  public init(_ settings: Settings, texts: TextTable) {
    self.settings = settings
    self.texts = texts
  }

  /// Performs one command.
  ///
  /// When the deadline comes first the client is killed; a server that was only slow may yet carry
  /// the command out.
  public func perform(
    _ command: TmuxCommand, socket: Text, until deadline: Deadline
  ) -> Answer {
    let script: TmuxScript
    do throws(UnknownProgram) {
      script = try TmuxScript.Writer(settings: settings, texts: texts).script(command)
    } catch {
      return Answer(.tmux(.failed(TmuxFailure(.clientFailed, error.name))))
    }
    let options = ["-u", "-S", texts.string(socket), "-f", settings.configuration]
    let plan = Child.Plan(
      path: settings.path, arguments: options + script.words, environment: environment)
    let run: ProgramRun
    do throws(CallError) {
      guard let ended = try ProgramRun(plan, until: deadline) else { return Answer(.limitPassed) }
      run = ended
    } catch {
      let reason = texts.text(String(cString: strerror(error.number)))
      return Answer(.tmux(.failed(TmuxFailure(.clientFailed, reason))))
    }
    guard run.status == 0 else {
      return Answer(.tmux(.failed(TmuxFailure(toldAs: run.error, texts))))
    }
    return script.reading.answer(run.output, texts)
  }

  /// The environment of a client: it sits in no pane, whoever calls it.
  private var environment: [String] {
    let kept = settings.environment.filter { entry in
      !Self.unwanted.contains { entry.hasPrefix($0 + "=") }
    }
    return kept + ["LC_ALL=C.UTF-8"]
  }

  private static let unwanted = ["TMUX", "TMUX_PANE", "LC_ALL", TmuxProgram.nonceName]
}
