import Operations
import SimulatedWorld

/// The programs that have a machine: what a process that runs one of them does.
///
/// A program that is not here is a plain one: it holds its pid and does nothing.
public struct Programs<M: Machine>: Sendable {
  private let table: Table

  /// One program.
  public struct Program: Sendable {
    /// Its name, as a launch gives it.
    public var name: Text
    /// The machine as it is when it begins.
    public var machine: M
    /// What it does about signals and its children.
    public var habits: Habits

    /// Names a machine.
    public init(_ name: Text, _ machine: M, habits: Habits = []) {
      self.name = name
      self.machine = machine
      self.habits = habits
    }
  }

  private final class Table: Sendable {
    let programs: [Program]

    init(_ programs: [Program]) {
      self.programs = programs
    }
  }

  /// Lists the programs.
  public init(_ programs: [Program]) {
    for (number, program) in programs.enumerated() {
      precondition(
        !programs[..<number].contains { $0.name == program.name }, "two programs of one name")
    }
    table = Table(programs)
  }

  /// The number of a program, if it has a machine.
  func number(of name: Text) -> Int? {
    table.programs.firstIndex { $0.name == name }
  }

  subscript(number: Int) -> Program { table.programs[number] }
}
