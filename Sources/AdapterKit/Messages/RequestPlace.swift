/// Which collection a path names, found without building anything: every form asks (RFC 7644 §3.2).
struct RequestPlace {
  enum Collection {
    case users
    case groups
  }

  let collection: Collection
  /// Whether nothing follows the collection's name.
  let isCollection: Bool

  init?(_ path: String) {
    let rest = path.utf8.drop { $0 == UInt8(ascii: "/") }
    let name = rest.prefix { $0 != UInt8(ascii: "/") }
    if name.elementsEqual("Users".utf8) {
      collection = .users
    } else if name.elementsEqual("Groups".utf8) {
      collection = .groups
    } else {
      return nil
    }
    isCollection = rest.dropFirst(name.count).allSatisfy { $0 == UInt8(ascii: "/") }
  }
}
