/// Evidence that is looked at again: every byte against its sum, and every verdict against what the
/// raw material says.
public struct Verification: Sendable {
  /// What is wrong, each in one line; nothing when all of it is as it should be.
  public private(set) var remarks: [String] = []
  /// What the raw material comes to; nil when it cannot be read.
  public private(set) var results: Results?
  /// How many files were held against their sums.
  public private(set) var fileCount = 0

  /// Looks at all files of a folder.
  public init(_ files: [EvidenceFile]) {
    let sorted = files.sorted { $0.path < $1.path }
    lookAtSums(sorted)
    let material: Material
    do throws(MaterialError) {
      material = try Material(sorted.filter { !Derivation.names.contains($0.path) })
    } catch {
      remarks.append(error.message)
      return
    }
    let derived = Derivation.files(of: material)
    results = derived.results
    lookAtVerdicts(material, sorted)
    for file in derived.files {
      guard let found = sorted.first(where: { $0.path == file.path }) else {
        remarks.append("\(file.path): it is missing")
        continue
      }
      if found.bytes != file.bytes {
        remarks.append("\(file.path): it is not what the raw material comes to")
      }
    }
  }

  // MARK: - Sums

  private mutating func lookAtSums(_ files: [EvidenceFile]) {
    guard let sums = files.first(where: { $0.path == Sums.file }) else {
      remarks.append("\(Sums.file): it is missing")
      return
    }
    var listed: [String] = []
    for line in sums.text.split(separator: "\n") {
      let path = String(line.dropFirst(66))
      listed.append(path)
      guard let file = files.first(where: { $0.path == path }) else {
        remarks.append("\(path): it is missing")
        continue
      }
      fileCount += 1
      if SHA256.hex(of: file.bytes) != line.prefix(64) {
        remarks.append("\(path): it was changed: it does not come to its sum")
      }
    }
    for file in files where file.path != Sums.file && file.path != Environment.file {
      if !listed.contains(file.path) { remarks.append("\(file.path): it is not in \(Sums.file)") }
    }
  }

  // MARK: - Verdicts

  /// Names every verdict that is told otherwise than the raw material has it.
  private mutating func lookAtVerdicts(_ material: Material, _ files: [EvidenceFile]) {
    guard let file = files.first(where: { $0.path == Results.file }), let results else { return }
    let told: Results
    do throws(MaterialError) {
      told = try Results(file.bytes)
    } catch {
      remarks.append(error.message)
      return
    }
    for check in results.checks {
      let other = told.checks.first { $0.name == check.name }
      if other?.verdict != check.verdict {
        remarks.append(
          "\(check.name): it is told as \(other?.verdict.rawValue ?? "nothing"), and the raw "
            + "material says \(check.verdict.rawValue): \(check.reason)")
      }
    }
    for check in told.checks where !results.checks.contains(where: { $0.name == check.name }) {
      remarks.append("\(check.name): it is told, and the plan has no such check")
    }
    for approval in told.approvals where !approval.person.isEmpty {
      if results.approvals.first(where: { $0.name == approval.name })?.person != approval.person {
        remarks.append("\(approval.name): it is told as approved, and nobody has approved this")
      }
    }
  }
}
