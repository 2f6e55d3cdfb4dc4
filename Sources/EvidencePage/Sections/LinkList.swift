/// Links into the files of the evidence, one behind the other.
struct LinkList {
  private let links: [Link]

  init(_ links: [Link]) { self.links = links }

  func write(into html: inout HTMLWriter) {
    guard !links.isEmpty else { return }
    html.element("ul", ["class": "links", "role": "list"]) { html in
      for link in links {
        html.element("li") { html in
          html.element("a", ["href": RelativePath.address(link.path)], link.label)
        }
      }
    }
  }
}
