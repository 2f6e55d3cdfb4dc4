import Testing

@Suite struct DocumentTests {
  @Test func theDocumentsExist() {
    #expect(Documents.missing(exists: Tree.exists) == [])
    #expect(Documents.missing { $0 != "LICENSE" } == ["LICENSE"])
  }

  @Test func linksLeadToFiles() {
    let found = Tree.files.filter { $0.hasSuffix(".md") }.flatMap { path in
      Documents.brokenLinks(in: Tree.text(of: path) ?? "", path: path, exists: Tree.exists)
    }
    expectNone(found)
  }

  @Test(arguments: [
    ("[a](missing.md)", true), ("[a](../gone.md#part)", true), ("[b](docs/there.md)", true),
    ("see [a](there.md) and [b](missing.md \"title\")", true),
    ("[a](there.md)", false), ("[a](./there.md#part)", false), ("[a](../docs/there.md)", false),
    ("[a](#part)", false), ("[a](https://example.test/gone.md)", false),
    ("`[a](missing.md)`", false), ("```\n[a](missing.md)\n```", false),
  ])
  func aBrokenLinkIsFound(text: String, isBroken: Bool) {
    let found = Documents.brokenLinks(in: text, path: "docs/a.md") { $0 == "docs/there.md" }
    #expect(found.isEmpty == !isBroken)
  }
}
