import Foundation
import Testing

/// The page of the properties is what their sources say.
@Suite struct PropertyPageTests {
  private static let folder = "Sources/Properties"
  private static let names = PropertyPage.names(
    in: Tree.text(of: "\(folder)/PropertyName.swift") ?? "")

  @Test func thePageIsWhatTheScriptPrints() throws {
    let printed = try Command.run(["scripts/properties-page.sh"], in: Tree.root)
    #expect(printed.status == 0)
    #expect(
      printed.output == Tree.text(of: "docs/properties.md"),
      "run scripts/properties-page.sh >docs/properties.md")
  }

  @Test func everyPropertyHasAFileARowAndItsSentence() throws {
    let page = try #require(Tree.text(of: "docs/properties.md"))
    #expect(Self.names.count == 29)
    for (type, name) in Self.names {
      #expect(page.contains("\n| [`\(name)`](../\(Self.folder)/\(type).swift) | "), "\(name)")
      let path = "\(Self.folder)/\(type).swift"
      expectNone(PropertyPage.offences(in: Tree.text(of: path) ?? "", path: path, type: type))
    }
  }

  @Test func aSentenceThatDiffersIsFound() {
    func file(_ sentence: String, type: String = "ItHolds") -> String {
      """
      /// Something else.
      struct Other {}

      /// It
      /// holds.
      ///
      /// Always.
      public struct \(type): Property {
        public static let sentence =
          "\(sentence)"
        public let other = "more"
      }
      """
    }
    func offences(_ text: String) -> [Offence] {
      PropertyPage.offences(in: text, path: "a.swift", type: "ItHolds")
    }
    #expect(offences(file("It holds.")) == [])
    #expect(offences(file("It \"\n    + \"holds.")) == [])
    #expect(offences(file("It does.")).map(\.what) == ["sentence"])
    #expect(offences(file("It holds.", type: "Other")).map(\.what) == ["no ItHolds"])
  }

  @Test(arguments: ["/// Systems: desk.", "///", ""])
  func aPropertyWithoutARowIsRefused(broken: String) throws {
    let result = try Command.withTemporaryFolder { folder in
      for path in ["scripts", Self.folder] {
        try FileManager.default.createDirectory(
          at: folder.appendingPathComponent(path), withIntermediateDirectories: true)
      }
      func put(_ path: String, _ text: String) throws {
        try Data(text.utf8).write(to: folder.appendingPathComponent(path))
      }
      try put("scripts/page.sh", Tree.text(of: "scripts/properties-page.sh") ?? "")
      try put("\(Self.folder)/PropertyName.swift", "    case .itHolds: \"it-holds\"\n")
      if !broken.isEmpty {
        let lines = ["/// It holds.", "///", "/// Always.", "///", "/// Systems: desk."]
        let text = lines.map { $0 == broken ? "" : $0 }.joined(separator: "\n")
        try put("\(Self.folder)/ItHolds.swift", text + "\npublic struct ItHolds: Property {}\n")
      }
      return try Command.run(["bash", "scripts/page.sh"], in: folder)
    }
    #expect(result.status == 65)
  }
}
