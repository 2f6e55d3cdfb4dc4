import EvidencePage

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
        EvidenceFile(Page.file, Page(results, material).html()),
        EvidenceFile("junit.xml", results.junit),
        EvidenceFile(Statement.file, Statement(material, results).text),
      ]
    )
  }

  /// The names of all that is not raw material.
  static let names = [
    Results.file, Summary.file, Page.file, "junit.xml", Statement.file, Sums.file,
  ]

  /// All that is derived from some files, with the sums of all; what was derived before counts for
  /// nothing.
  public static func complete(_ files: [EvidenceFile]) throws(MaterialError) -> (
    results: Results, files: [EvidenceFile]
  ) {
    let raw = files.filter { !names.contains($0.path) }
    let derived = Self.files(of: try Material(raw))
    let sums = EvidenceFile(Sums.file, Sums.text(of: raw + derived.files))
    return (derived.results, derived.files + [sums])
  }
}
