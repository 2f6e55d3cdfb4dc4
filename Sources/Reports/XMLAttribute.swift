/// A name of an element's start tag and its value; without a value it is not written.
struct XMLAttribute {
  var name: StaticString
  var value: String?

  init(_ name: StaticString, _ value: String?) {
    self.name = name
    self.value = value
  }
}
