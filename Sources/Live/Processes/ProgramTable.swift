import Operations

/// The programs of this machine by the names that machines know them under.
public struct ProgramTable: Sendable {
  /// One program.
  public struct Program: Hashable, Sendable {
    /// What machines call it.
    public var name: String
    /// Its file.
    public var path: String
    /// What it is given before the one argument of a launch.
    public var leading: [String]

    /// Names a file and what it is given first.
    public init(name: String, path: String, leading: [String] = []) {
      self.name = name
      self.path = path
      self.leading = leading
    }
  }

  private var programs: [Program]

  /// Makes a table; of two programs of one name the first counts.
  public init(_ programs: [Program] = []) {
    self.programs = programs
  }

  /// What a name stands for: a program of the table, or the file of that path.
  func program(named name: String) -> Program? {
    if let program = programs.first(where: { $0.name == name }) { return program }
    return name.hasPrefix("/") ? Program(name: name, path: name) : nil
  }

  /// The name of the program that was called so; nil when none of the table was.
  ///
  /// A script's file is the second or third thing that its interpreter was given.
  func name(ofCommandLine line: [[UInt8]]) -> String? {
    var best: Program?
    for program in programs where program.leading.count >= best?.leading.count ?? 0 {
      let begin = ([program.path] + program.leading).map { Array($0.utf8) }
      let isCalled = (0...2).contains { line.dropFirst($0).starts(with: begin) }
      if isCalled, best == nil || program.leading.count > (best?.leading.count ?? 0) {
        best = program
      }
    }
    return best?.name
  }
}
