/// Which readers a report is for.
public enum JUnitDialect: String, CaseIterable, Sendable {
  /// The schema of Jenkins (`junit-10.xsd`) to the letter. Its current version has no place for a
  /// case's file and line, so that these are left out.
  case strict
  /// The same with `file` and `line` at each case, as an earlier version has it, for servers that
  /// link to them. Readers that do not know these attributes pass over them, unless they hold the
  /// report against the schema.
  case located
}
