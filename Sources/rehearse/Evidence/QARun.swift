import Evidence
import Plans

/// Carries a plan out.
///
/// All of it goes into a folder beside the one that is wanted, which is put there when it is
/// complete. What was finished before an interruption is not done again.
struct QARun {
  private let input: PlanInput
  private let place: String
  private let errors: Output
  private let program: TestedProgram

  /// What the folder that is being filled is told by.
  private static let markFile = ".begun"

  init(_ input: PlanInput, place: String, errors: Output) throws(Failure) {
    self.input = input
    self.place = place
    self.errors = errors
    program = try TestedProgram()
    if EvidenceFolder.isThere(place), !EvidenceFolder.isThere("\(place)/\(Results.file)"),
      try !EvidenceFolder.paths(below: place, "").isEmpty
    {
      throw Failure(
        status: .cannotWrite,
        message: "'\(place)' is there and holds no evidence; it is not replaced. "
          + "Name another folder with '--out'.")
    }
  }

  private var partial: String { "\(place).partial" }

  /// Does all of it, and hands back what it has come to.
  func run() throws(Failure) -> Results {
    let begun = Surroundings.now
    Interruption.note()
    defer { Interruption.forget() }
    try prepare()
    let checks = input.plan.checks
    for (place, (group, number, check)) in checks.enumerated() {
      guard !Interruption.isAsked else {
        throw Failure(
          status: .interrupted,
          message: "\(place) of \(checks.count) checks are done; the same command goes on with the "
            + "others.")
      }
      try carryOut(check, group, number, "\(place + 1) of \(checks.count)")
    }
    return try complete(begun)
  }

  // MARK: - Beginning

  /// Goes on with what was begun for the same plan, by the same program; begins anew otherwise.
  private func prepare() throws(Failure) {
    let mark = SHA256.hex(
      of: input.files.map { "\($0.path) \(SHA256.hex(of: $0.bytes))\n" }.joined()
        + program.build.sum)
    let path = "\(partial)/\(Self.markFile)"
    if EvidenceFolder.isThere(path), try EvidenceFolder.bytes(of: path) == Array(mark.utf8) {
      try errors.print("going on with what was begun in \(partial)")
      return
    }
    try EvidenceFolder.remove(partial)
    for file in input.files { try EvidenceFolder.write(file, in: partial) }
    try EvidenceFolder.write(EvidenceFile(Self.markFile, mark), in: partial)
  }

  // MARK: - Checks

  private func carryOut(
    _ check: Check, _ group: PlanGroup, _ number: Int, _ count: String
  ) throws(Failure) {
    let path = Material.record(group, number)
    guard !EvidenceFolder.isThere("\(partial)/\(path)") else { return }
    try errors.print("\(count)  \(group.name)  \(check.title)")
    // Files of an attempt that was ended in the middle would not be in any record.
    try EvidenceFolder.remove("\(partial)/\(Material.folder(group, number))")
    let clock = Stopwatch()
    let yield = try CheckRunner(input: input, program: program).run(check, of: group, number)
    for file in yield.files { try EvidenceFolder.write(file, in: partial) }
    let measured = Measured(path, tookNs: Int(clock.nanoseconds), commands: yield.commands)
    try EvidenceFolder.write(EvidenceFile(Self.measuredFile(path), measured.text), in: partial)
    let record = CheckRecord(
      title: check.title,
      asked: CheckRecord.sum(
        of: check, seed: group.seed ?? input.plan.seed, twin: input.twinName),
      invocations: yield.invocations)
    // With this file the check is done.
    try EvidenceFolder.write(EvidenceFile(path, record.text), in: partial)
  }

  /// Where the measurements of one check lie until all are done.
  private static func measuredFile(_ record: String) -> String { ".measured/\(record)" }

  // MARK: - The end

  private func complete(_ begun: String) throws(Failure) -> Results {
    var measured: [Measured] = []
    for (group, number, _) in input.plan.checks {
      let record = Material.record(group, number)
      let path = "\(partial)/\(Self.measuredFile(record))"
      guard let one = Measured(try EvidenceFolder.bytes(of: path)) else {
        throw Failure(
          status: .badInput, message: "'\(path)' was changed; remove '\(partial)' to begin anew.")
      }
      measured.append(one)
    }
    let environment = Environment(
      build: program.build,
      facts: Surroundings.facts + [.init("began", begun), .init("ended", Surroundings.now)],
      measured: measured)
    try EvidenceFolder.write(EvidenceFile(Environment.file, environment.text), in: partial)
    try EvidenceFolder.remove("\(partial)/.measured")
    let raw = try EvidenceFolder.files(in: partial).filter { $0.path != Self.markFile }
    let results = try Self.derive(raw, into: partial)
    try EvidenceFolder.removeFile("\(partial)/\(Self.markFile)")
    try EvidenceFolder.put(partial, at: place)
    return results
  }

  /// Writes all that follows from raw material.
  static func derive(_ raw: [EvidenceFile], into folder: String) throws(Failure) -> Results {
    let complete: (results: Results, files: [EvidenceFile])
    do throws(MaterialError) {
      complete = try Derivation.complete(raw)
    } catch {
      throw Failure(status: .badInput, message: "\(error.message).")
    }
    for file in complete.files { try EvidenceFolder.write(file, in: folder) }
    return complete.results
  }
}
