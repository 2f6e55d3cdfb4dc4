/// What stands in a command's list of parameters: an `Argument`, an `Option` or a `Flag`.
///
/// Each is declared once, as a constant: the command lists it, and the code that runs looks its value
/// up with it, so that the two cannot disagree.
public protocol Declaration: Sendable {
  /// The declaration without its type.
  var parameter: Parameter { get }
}
