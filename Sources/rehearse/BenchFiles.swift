import EvidencePage
import JSON
import LaunchStudy
import Workers

/// The files that a measurement leaves.
enum BenchFiles {
  /// Writes a study into a folder: for people, for programs, and as a page.
  static func write(_ study: LaunchStudy, to folder: String) throws(Failure) {
    try EvidenceFolder.makeFolders(for: "\(folder)/bench.md")
    try OutputFile.write(Array(study.markdown.utf8), to: "\(folder)/bench.md")
    try OutputFile.write(Array(study.csv.utf8), to: "\(folder)/bench.csv")
    try OutputFile.write(study.json, to: "\(folder)/bench.json")
    try OutputFile.write(study.page.html(), to: "\(folder)/index.html")
  }

  /// Writes what was measured on this machine into a file of its own.
  static func write(live figures: [LaunchFigures], to folder: String) throws(Failure) {
    let path = "\(folder)/bench-live.json"
    try EvidenceFolder.makeFolders(for: path)
    try OutputFile.write(json(live: figures), to: path)
  }

  /// What was measured on this machine, with what is to be known of the machine.
  static func json(live figures: [LaunchFigures]) -> [UInt8] {
    var json = JSONWriter()
    json.raw("{\"measured\":\"on a machine\",\"cores\":")
    json.integer(Cores.available)
    json.raw(",\"confidence_percent\":95,\"caution\":")
    json.string(LaunchStudy.caution)
    json.raw(",\"cells\":[")
    json.cells(figures)
    json.raw("]}\n")
    return json.withBytes { Array($0) }
  }
}
