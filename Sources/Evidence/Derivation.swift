/// All files that are derived from raw material, of which nothing is anybody's opinion.
public enum Derivation {
  /// The derived files, but for the sums, which are of all files.
  public static func files(of material: Material) -> (results: Results, files: [EvidenceFile]) {
    let results = Judge.results(of: material)
    return (
      results,
      [
        EvidenceFile(Results.file, results.text),
        EvidenceFile(Summary.file, Summary(results).text),
        EvidenceFile("junit.xml", results.junit),
        EvidenceFile(Statement.file, Statement(material, results).text),
      ]
    )
  }

  /// The names of all that is not raw material.
  static let names = [Results.file, Summary.file, "junit.xml", Statement.file, Sums.file]

  /// All files of the evidence: the raw ones that are handed in, and those that are derived.
  public static func complete(_ raw: [EvidenceFile]) throws(MaterialError) -> (
    results: Results, files: [EvidenceFile]
  ) {
    let raw = raw.filter { !names.contains($0.path) }
    let derived = files(of: try Material(raw))
    let all = raw + derived.files
    return (derived.results, all + [EvidenceFile(Sums.file, Sums.text(of: all))])
  }
}
