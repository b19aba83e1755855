internal import Directory
internal import JSON
internal import SCIM
internal import Text

/// After which resource a page begins (RFC 9865): a place in the order of the list, not a number, so that what others
/// write meanwhile neither repeats nor skips what stays where it is.
struct Cursor: Hashable {
  /// A place in a list.
  enum Place: Hashable {
    /// In the order of the store: after that resource of that kind.
    case id(EntryKind, String)
    /// In the order asked for.
    case sorted(SortPlace)
  }

  var made: Timestamp
  /// Resources to a page.
  var count: Int
  /// How many there were when the first page was read; nil where every page counts them.
  var total: Int?
  var place: Place

  init(made: Timestamp, count: Int, total: Int?, place: Place) {
    (self.made, self.count, self.total, self.place) = (made, count, total, place)
  }
}

extension Cursor {
  var json: JSON {
    var object: JSONObject = ["made": JSON(Int(made.milliseconds)), "count": JSON(count)]
    if let total { object["total"] = JSON(total) }
    switch place {
    case .id(let kind, let id): object["after"] = [.string(kind.rawValue), .string(id)]
    case .sorted(let place): object["place"] = place.json
    }
    return .object(object)
  }

  init?(_ json: JSON) {
    guard let made = json["made"]?.integer, let count = json["count"]?.integer, let place = Place(json) else {
      return nil
    }
    self.init(
      made: Timestamp(milliseconds: made), count: Int(count), total: json["total"]?.integer.map { Int($0) },
      place: place)
  }
}

extension Cursor.Place {
  fileprivate init?(_ json: JSON) {
    if let sorted = json["place"].flatMap(SortPlace.init) {
      self = .sorted(sorted)
      return
    }
    guard let after = json["after"]?.array, after.count == 2, let id = after[1].string,
      let kind = after[0].string.flatMap(EntryKind.init(rawValue:))
    else { return nil }
    self = .id(kind, id)
  }
}
