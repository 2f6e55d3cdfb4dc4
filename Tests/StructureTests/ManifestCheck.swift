/// Holds the manifest against the layers and against what lies on disk.
enum ManifestCheck {
  static func offences(
    in manifest: Manifest, folders: [String: [String]], sources: [SourceFile]
  ) -> [Offence] {
    dependencies(manifest) + missingTargets(manifest, folders) + missingTests(manifest)
      + undeclared(manifest, sources)
  }

  private static func offence(_ what: String, _ why: String) -> Offence {
    Offence(path: "Package.swift", line: 1, what: what, why: why)
  }

  /// What a target depends on must be what it may import.
  ///
  /// What lies in Tests is for tests, and benchmarks may lean on it as well; what benchmarks share
  /// lies in Benchmarks/Support.
  private static func dependencies(_ manifest: Manifest) -> [Offence] {
    let support = Set(
      manifest.targets.filter {
        $0.folder.hasPrefix("Tests/") || $0.folder == "Benchmarks/Support"
      }.map(\.name))
    let targets = manifest.targets.filter { !support.contains($0.name) && !Layers.isC($0.name) }
    return targets.flatMap { target in
      guard let allowed = Layers.allowed(for: target.name) else {
        return [offence("target \(target.name)", "it is not in the table of layers")]
      }
      return target.dependencies.map(\.name).filter { name in
        !allowed.contains(name)
          && !(Layers.isC(name) && Layers.mayImportC.contains(target.name))
          && !(support.contains(name) && target.folder.hasPrefix("Benchmarks/"))
      }.map { offence("\(target.name) depends on \($0)", "imports point downwards only") }
    }
  }

  /// A folder that no target claims is not built, and an empty one is not a target.
  private static func missingTargets(
    _ manifest: Manifest, _ folders: [String: [String]]
  ) -> [Offence] {
    let claimed = Set(manifest.targets.map(\.folder))
    return folders.keys.sorted().flatMap { folder -> [Offence] in
      var found: [Offence] = []
      if !claimed.contains(folder) {
        found.append(offence("no target for \(folder)", "what is not built is not checked"))
      }
      if folders[folder]?.isEmpty == true {
        found.append(offence("\(folder) is empty", "a target has at least one file"))
      }
      return found
    }
  }

  /// Tests mirror Sources; a command may be tested beside the library that it is written over.
  private static func missingTests(_ manifest: Manifest) -> [Offence] {
    let tests = manifest.targets.filter { $0.type == "test" }
    return manifest.targets.filter { target in
      guard target.type != "test" && target.folder.hasPrefix("Sources/") else { return false }
      if Layers.isC(target.name) { return false }
      if Layers.isCommand(target.name) {
        return !tests.contains { $0.dependencies.contains { $0.name == target.name } }
      }
      return !tests.contains { $0.name == target.name + "Tests" }
    }.map { offence("no tests for \($0.name)", "Tests mirrors Sources") }
  }

  /// An import without its dependency compiles only as long as the build order happens to suit.
  private static func undeclared(_ manifest: Manifest, _ sources: [SourceFile]) -> [Offence] {
    sources.flatMap { file -> [Offence] in
      guard let target = manifest.targets.first(where: { file.path.hasPrefix($0.folder + "/") })
      else { return [] }
      let declared = Set(target.dependencies.map(\.name))
      return ImportCheck.imports(of: file)
        .filter { Layers.direct[$0.module] != nil && !declared.contains($0.module) }
        .map {
          Offence(
            path: file.path, line: $0.line, what: "import \($0.module)",
            why: "Package.swift does not name it as a dependency of \(target.name)")
        }
    }
  }
}
