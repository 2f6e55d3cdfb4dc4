import Evidence
import Glibc
import TestSupport
import Testing

/// The command itself, on a plan that does a little of everything.
struct QATests {
  private static let plan = """
    plan: small
    title: A small plan
    release: 0.1.0
    groups:
      one:
        title: One
        goal: A little of everything
        checks:
          - check: A scenario holds
            scenarios: [scenarios/two-requests-one-key.yaml]
          - check: A program does what it has to
            commands:
              steps:
                - { step: say, run: [sh, -c, "sleep 0.3; echo word"], times: 2, at-once: true, contains: [word] }
                - { step: version, run: [rehearse, --version], contains: [0.1.0] }
          - check: Nobody says it
            search: { for: no such word, in: [schema], control: { for: properties } }
          - check: It is found
            exploration: { scenario: scenarios/two-requests-one-key.yaml, runs: 20, canary: 1 }
    approvals:
      tag: The release is tagged

    """

  private static func with(_ body: (_ folder: String, _ plan: String) throws -> Void) throws {
    try TextFile.withTemporaryDirectory { folder in
      try TextFile.write(plan, to: "\(folder)/small.yaml")
      try body(folder, "\(folder)/small.yaml")
    }
  }

  @Test func aPlanLeavesEvidenceThatIsSound() throws {
    try Self.with { folder, plan in
      let run = try Repository.rehearse("qa", plan, "--out", "\(folder)/out")
      #expect(run.status == 0, "\(run.output)\(run.errors)")
      #expect(run.output.contains("waiting  all that is checked passed; it waits for tag"))
      let sums = try Repository.shell("cd \(folder)/out && sha256sum -c --quiet SHA256SUMS")
      #expect(sums.status == 0, "\(sums.output)\(sums.errors)")
      let verified = try Repository.rehearse("qa", "verify", "\(folder)/out")
      #expect(verified.status == 0, "\(verified.output)")
      #expect(try Repository.shell("ls -d \(folder)/out.* 2>/dev/null").output == "")
    }
  }

  @Test func theSamePlanLeavesTheSameBytesButForOneFile() throws {
    try Self.with { folder, plan in
      for name in ["a", "b"] {
        let run = try Repository.rehearse("qa", plan, "--out", "\(folder)/\(name)")
        #expect(run.status == 0, "\(run.errors)")
      }
      let difference = try Repository.shell("diff -rq \(folder)/a \(folder)/b")
      #expect(
        difference.output
          == "Files \(folder)/a/environment.json and \(folder)/b/environment.json differ\n")
    }
  }

  @Test func everyCountCanBeCountedAgainWithAnotherProgram() throws {
    try Self.with { folder, plan in
      _ = try Repository.rehearse("qa", plan, "--out", "\(folder)/out")
      let results = try Results(
        Array((TextFile.read("\(folder)/out/results.json") ?? "").utf8))
      var counted = 0
      for check in results.checks {
        for count in check.counts {
          try TextFile.write(count.mark, to: "\(folder)/mark")
          let found = try Repository.shell(
            "grep -c -F -f \(folder)/mark \(folder)/out/\(check.record)")
          #expect(found.output == "\(count.number)\n", "\(check.name): \(count.name)")
          counted += 1
        }
      }
      #expect(counted == 9)
    }
  }

  @Test func anInterruptedRunGoesOnWhereItStopped() throws {
    try Self.with { folder, plan in
      let out = "\(folder)/out"
      let line = """
        '\(Program.built)' qa \(plan) --out \(out) >/dev/null 2>&1 & p=$!
        n=0; until [ -e \(out).partial/one/1.jsonl ] || [ $n -gt 3000 ]; do sleep 0.02; n=$((n+1)); done
        kill -TERM $p; wait $p; echo $?; stat -c %i:%Y \(out).partial/one/1.jsonl
        """
      let first = try Repository.shell(line).output.split(separator: "\n").map(String.init)
      try #require(first.count == 2, "\(first)")
      #expect(first[0] == "130")
      #expect(access(out, F_OK) != 0)
      let second = try Repository.rehearse("qa", plan, "--out", out)
      #expect(second.status == 0, "\(second.errors)")
      #expect(second.errors.contains("going on with what was begun"))
      #expect(!second.errors.contains("A scenario holds"))
      #expect(try Repository.shell("stat -c %i:%Y \(out)/one/1.jsonl").output == first[1] + "\n")
      #expect(try Repository.rehearse("qa", "verify", out).status == 0)
    }
  }

  @Test func whatIsApprovedIsApprovedForThisEvidence() throws {
    try Self.with { folder, plan in
      let out = "\(folder)/out"
      _ = try Repository.rehearse("qa", plan, "--out", out)
      let approved = try Repository.rehearse("qa", "approve", out, "tag", "--by", "Ann")
      #expect(approved.status == 0, "\(approved.errors)")
      #expect(approved.output.contains("passed  all of 5 checks passed"))
      #expect(try Repository.rehearse("qa", "verify", out).status == 0)
      #expect(try Repository.rehearse("qa", "approve", out, "other", "--by", "Ann").status == 64)
      let again = try Repository.rehearse("qa", plan, "--out", out)
      #expect(again.output.contains("it waits for tag"))
    }
  }

  @Test func aPlanThatIsWrongIsRefusedWithItsPlace() throws {
    try TextFile.withTemporaryDirectory { folder in
      let cases = [
        ("release: 0.1.0", "relase: 0.1.0", ":3:1: error: unknown key 'relase'"),
        ("runs: 20, canary: 1", "runs: 20, canary: 9", "has no red 9"),
        ("  tag: ", "  Tag: ", "a name"),
      ]
      for (part, other, message) in cases {
        try TextFile.write(
          Self.plan.replacing(part, with: other), to: "\(folder)/small.yaml")
        let run = try Repository.rehearse(
          "qa", "\(folder)/small.yaml", "--out", "\(folder)/out")
        #expect(run.status == 65, "\(other): \(run.errors)")
        #expect(run.errors.contains(message), "\(run.errors)")
      }
    }
  }

  @Test func aFolderThatHoldsSomethingElseIsNotReplaced() throws {
    try Self.with { folder, plan in
      let run = try Repository.rehearse("qa", plan, "--out", folder)
      #expect(run.status == 73)
      #expect(TextFile.read(plan) == Self.plan)
    }
  }

  @Test func nothingOfTheProgramsThatWereRunIsLeft() throws {
    try TextFile.withTemporaryDirectory { folder in
      let text = """
        plan: left
        title: What is left
        release: 0.1.0
        groups:
          one:
            title: One
            goal: Nothing is left
            checks:
              - check: A program outlives its check
                commands:
                  steps:
                    - { step: stay, run: [sh, -c, "setsid sleep 4711.25 & echo started"], contains: [started] }

        """
      try TextFile.write(text, to: "\(folder)/left.yaml")
      let run = try Repository.rehearse("qa", "\(folder)/left.yaml", "--out", "\(folder)/out")
      #expect(run.status == 0, "\(run.output)\(run.errors)")
      #expect(try Repository.shell("pgrep -f 'sleep 4711.2[5]' || true").output == "")
    }
  }
}
