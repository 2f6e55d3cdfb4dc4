import Evidence
import Plans
import TestSupport
import Testing

/// Programs that others wrote read what is derived.
struct ReaderTests {
  /// A Python with them; nil where they cannot be installed.
  private static let python: String? = {
    let run = try? Program.run(
      "\(Repository.path)/scripts/install-evidence-validators.sh", [], secondsMax: 300)
    guard let run, run.status == 0 else { return nil }
    return run.output.split(separator: "\n").last.map(String.init)
  }()

  private static func read(_ files: [EvidenceFile]) throws -> Program? {
    guard let python else { return nil }
    return try TextFile.withTemporaryDirectory { folder in
      for file in files where !file.path.contains("/") {
        try TextFile.write(file.text, to: "\(folder)/\(file.path)")
      }
      _ = try Program.run("/bin/mkdir", ["\(folder)/plan"])
      for file in files where file.path.hasPrefix("plan/") {
        try TextFile.write(file.text, to: "\(folder)/\(file.path)")
      }
      return try Program.run(
        python, [TextFile.beside("Drivers/statement.py"), folder], secondsMax: 60)
    }
  }

  /// A search that finds nothing, and an approval that waits.
  private static func sample(hits: [SearchRun.Hit] = []) -> Sample {
    var sample = Sample(.search(SearchWork(for: "old", in: ["src"], control: .init(for: "new"))))
    sample.plan.approvals = [Approval("tag", "The release is \"tagged\" & <sent>")]
    for isControl in [false, true] {
      sample.invocations.append(
        .search(
          SearchRun(
            isControl: isControl, for: isControl ? "new" : "old", in: ["src"], fileCount: 1,
            byteCount: 1, sum: "", hits: isControl ? [.init("a", line: 1, "new")] : hits)))
    }
    return sample
  }

  @Test func theStatementIsOneOfTestResultsWithASubject() throws {
    guard let run = try Self.read(Self.sample().all()) else { return }
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.output == """
        https://in-toto.io/attestation/test-result/v0.1
        WARNED 2 1 0
        3 0 0

        """)
  }

  @Test func aFailureIsReadAsOne() throws {
    let sample = Self.sample(hits: [.init("a", line: 1, "old")])
    guard let run = try Self.read(sample.all()) else { return }
    #expect(run.output.contains("FAILED 1 1 1\n3 1 0\n"), "\(run.output)\(run.errors)")
  }

  @Test func aStatementOfAnotherPlanIsNoticed() throws {
    var files = try Self.sample().all()
    for place in files.indices where files[place].path == "plan/sample.yaml" {
      files[place].bytes.append(0x0A)
    }
    guard let run = try Self.read(files) else { return }
    #expect(run.status == 1)
  }
}
