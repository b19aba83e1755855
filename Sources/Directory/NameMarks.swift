internal import JSON

/// What the provenance of `userName` remembers of names that the directory didn't take.
extension DirectoryUser {
  /// The name that the IdP wants and didn't get.
  public var withheldName: String? { provenance["userName"]?["withheld"]?.string }

  /// The name that the IdP sends, over which an administrator chose another.
  public var nameDecidedAgainst: String? { provenance["userName"]?["decidedAgainst"]?.string }

  /// Gives the user the name that an administrator chose, however often the IdP goes on to send the one it sends now.
  public mutating func rename(to name: String, over sent: String?, by actor: String, at time: String) {
    let sent = sent ?? withheldName ?? nameDecidedAgainst ?? userName
    var mark = provenance["userName"]?.object ?? [:]
    mark["withheld"] = nil
    mark["decidedAgainst"] = nil
    mark["path"] = "users rename"
    mark["by"] = .string(actor)
    mark["at"] = .string(time)
    if let sent, sent != name { mark["decidedAgainst"] = .string(sent) }
    provenance["userName"] = .object(mark)
    userName = name
  }
}
