/// The sums of files, as `sha256sum -c` reads them.
public enum Sums {
  /// The name of the file.
  public static let file = "SHA256SUMS"

  /// The file, of all others but the environment, which carries its own sum: it is another each time,
  /// and what names its sum would be another as well.
  public static func text(of files: [EvidenceFile]) -> String {
    files.filter { $0.path != file && $0.path != Environment.file }
      .sorted { $0.path < $1.path }
      .map { "\(SHA256.hex(of: $0.bytes))  \($0.path)\n" }.joined()
  }
}
