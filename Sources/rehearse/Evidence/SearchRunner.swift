import Evidence
import Plans
import ScenarioFolders

/// Searches files for a check: for what must not be there, and for what has to be.
enum SearchRunner {
  /// How many places are kept.
  private static let hitsMax = 20

  static func run(_ work: SearchWork) throws(Failure) -> CheckYield {
    let control = work.control
    return CheckYield(
      invocations: [
        .search(try search(for: work.pattern, in: work.paths, isControl: false)),
        .search(
          try search(
            for: control.pattern ?? work.pattern,
            in: control.paths.isEmpty ? work.paths : control.paths, isControl: true)),
      ])
  }

  private static func search(
    for pattern: String, in paths: [String], isControl: Bool
  ) throws(Failure) -> SearchRun {
    var run = SearchRun(
      isControl: isControl, for: pattern, in: paths, fileCount: 0, byteCount: 0, sum: "", hits: [])
    var list = ""
    for path in try files(at: paths) {
      let bytes = try EvidenceFolder.bytes(of: path)
      run.fileCount += 1
      run.byteCount += bytes.count
      list += "\(SHA256.hex(of: bytes))  \(path)\n"
      guard run.hits.count < hitsMax else { continue }
      for (place, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        .enumerated() where run.hits.count < hitsMax
      {
        let text = String(decoding: line, as: UTF8.self)
        if text.contains(pattern) {
          run.hits.append(.init(path, line: place + 1, String(text.prefix(120))))
        }
      }
    }
    run.sum = SHA256.hex(of: list)
    return run
  }

  private static func files(at paths: [String]) throws(Failure) -> [String] {
    var files: [String] = []
    for path in paths {
      if ScenarioFolder.isFolder(path) == true {
        files += try EvidenceFolder.paths(below: path, "").map { "\(path)/\($0)" }
      } else {
        files.append(path)
      }
    }
    return files
  }
}
