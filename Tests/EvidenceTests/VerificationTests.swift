import Evidence
import Plans
import Testing

struct VerificationTests {
  /// Evidence of a check that fails.
  private static func evidence() throws -> [EvidenceFile] {
    var sample = Sample(
      .commands(CommandScript([Sample.step("run") { $0.contains = ["Session"] }])))
    sample.ran("run", printed: "none")
    return try sample.all()
  }

  @Test func whatWasNotTouchedIsSound() throws {
    let verification = Verification(try Self.evidence())
    #expect(verification.remarks == [])
    #expect(verification.results?.verdict == .failed)
    #expect(verification.fileCount == 9)
  }

  @Test func aByteThatWasChangedIsToldWithItsFile() throws {
    let files = try Self.evidence()
    for place in files.indices {
      var changed = files
      let middle = changed[place].bytes.count / 2
      changed[place].bytes[middle] ^= 1
      let remarks = Verification(changed).remarks
      #expect(
        remarks.contains { $0.hasPrefix("\(files[place].path): ") }
          || files[place].path == Sums.file && !remarks.isEmpty,
        "\(files[place].path): \(remarks)")
    }
  }

  @Test func aFileThatIsMissingOrAddedIsTold() throws {
    let files = try Self.evidence()
    for place in files.indices {
      var changed = files
      let path = changed.remove(at: place).path
      #expect(
        Verification(changed).remarks.contains { $0 == "\(path): it is missing" }, "\(path)")
    }
    let added = files + [EvidenceFile("one/2.jsonl", "{}\n")]
    #expect(
      Verification(added).remarks.contains { $0 == "one/2.jsonl: it is not in SHA256SUMS" })
  }

  @Test func aVerdictThatTheRawMaterialDoesNotSupportIsToldByName() throws {
    var files = try Self.evidence()
    for place in files.indices where files[place].path == Results.file {
      files[place] = EvidenceFile(
        Results.file, files[place].text.replacing("\"failed\"", with: "\"passed\""))
    }
    // Whoever changes a verdict can make the sums anew.
    files.removeAll { $0.path == Sums.file }
    files.append(EvidenceFile(Sums.file, Sums.text(of: files)))
    let remarks = Verification(files).remarks
    #expect(
      remarks.contains(
        "one: It is so: it is told as passed, and the raw material says failed: "
          + "run: 'Session' is not in what it printed"))
    #expect(remarks.contains("results.json: it is not what the raw material comes to"))
  }

  @Test func aRecordThatWasCutOffIsNoEvidence() throws {
    var sample = Sample(.scenarios(ScenarioReplay(["a.yaml"])))
    sample.invocations = [.scenario(.one), .run(SimulatedRun(.green, exercised: ["p"]))]
    let record = try #require(sample.raw.last)
    for count in [record.bytes.count - 1, record.text.split(separator: "\n")[0].utf8.count + 1] {
      #expect(throws: MaterialError.self) {
        try CheckRecord(EvidenceFile("one/1.jsonl", Array(record.bytes.prefix(count))))
      }
    }
  }

  @Test func thePlanInTheFolderIsTheOneThatIsJudgedBy() throws {
    var files = try Self.evidence()
    for place in files.indices where files[place].path == "plan/sample.yaml" {
      files[place] = EvidenceFile(
        files[place].path, files[place].text.replacing("[Session]", with: "[none]"))
    }
    files.removeAll { $0.path == Sums.file }
    files.append(EvidenceFile(Sums.file, Sums.text(of: files)))
    #expect(Verification(files).results?.checks.last?.reason.contains("another question") == true)
  }
}
