import ScenarioFolders

/// Scenario files as the arguments of a test.
///
///     @Test(arguments: Scenarios.in("scenarios"))
///     func holds(_ scenario: ScenarioCase) throws { try scenario.check() }
public enum Scenarios {
  /// Every scenario below a folder.
  ///
  /// A relative path is looked for from where the tests run, and else upwards from the test's file.
  /// What cannot be read is a case as well: one that fails and says why.
  public static func `in`(_ folder: String, from file: String = #filePath) -> [ScenarioCase] {
    let place = place(of: folder, from: file)
    do throws(FileTrouble) {
      return try ScenarioFolder.files(at: [place]).map { ScenarioCase(path: $0) }
    } catch {
      return [ScenarioCase(path: place, trouble: error)]
    }
  }

  private static func place(of folder: String, from file: String) -> String {
    guard !folder.hasPrefix("/"), ScenarioFolder.isFolder(folder) == nil else { return folder }
    var parts = file.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    while !parts.isEmpty {
      let candidate = parts.joined(separator: "/") + "/" + folder
      if ScenarioFolder.isFolder(candidate) != nil { return candidate }
      parts = parts.dropLast()
    }
    return folder
  }
}
