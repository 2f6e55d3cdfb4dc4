import Testing

@Suite struct ImportTests {
  @Test func importsPointDownwardsOnly() {
    expectNone(Tree.sources.flatMap(ImportCheck.offences))
  }

  @Test(arguments: [
    ("Lifecycle", "import Operations"),
    ("Operations", "public import Lifecycle"),
    ("Simulation", "import Supervision"),
    ("Simulation", "import Live"),
    ("Supervision", "@testable import Historical"),
    ("Properties", "import struct Scenarios.Plan"),
    ("Commands", "import JSON"),
    ("Supervision", "import Simulation"),
    ("Live", "import Simulation"),
    ("Evidence", "import rehearse"),
    ("Lifecycle", "import Foundation"),
    ("Simulation", "import Glibc"),
    ("JSON", "internal import Dispatch"),
    ("Scenarios", "import Synchronization"),
    ("Simulation", "import CLinux"),
    ("Surprise", "let x = 1"),
  ])
  func anImportUpwardsIsFound(target: String, text: String) {
    let file = SourceFile(path: "Sources/\(target)/Planted.swift", text: "// One\n" + text)
    #expect(ImportCheck.offences(in: file).count == 1)
  }

  @Test(arguments: [
    ("LifecycleWire", "import JSON\nimport Lifecycle"),
    ("Historical", "import Lifecycle\nimport Operations"),
    ("Evidence", "import Plans\nimport Reports\nimport JSON"),
    ("Conformance", "import Foundation\nimport Simulation\nimport Live\nimport Glibc"),
    ("Live", "import CLinux\nimport Glibc"),
    ("rehearse", "import Evidence\nimport Commands\nimport LifecycleWire\nimport Glibc"),
    ("Lifecycle", "// import Foundation\nlet x = \"import Glibc\"; let y = z.import"),
  ])
  func anImportDownwardsIsAllowed(target: String, text: String) {
    let file = SourceFile(path: "Sources/\(target)/Sound.swift", text: text)
    #expect(ImportCheck.offences(in: file) == [])
  }

  @Test func theTableHasNoCycle() {
    for target in Layers.direct.keys {
      #expect(Layers.allowed(for: target)?.contains(target) == false, "\(target)")
    }
  }

  @Test func theHandbookShowsTheTable() throws {
    let handbook = try #require(Tree.text(of: "HANDBOOK.md"))
    for (target, imports) in Layers.direct {
      let row = "| `\(target)` | \(imports.map { "`\($0)`" }.joined(separator: ", ")) |"
      let wanted = imports.isEmpty ? "| `\(target)` | nothing |" : row
      #expect(handbook.contains(wanted), "HANDBOOK.md lacks the row \(wanted)")
    }
  }
}
