internal import Directory
internal import JSON
internal import SCIM
internal import Store

/// A stored user as an answer shows it, written out of the stored text: nothing is taken apart, nothing put together.
///
/// What it writes is what `ResourceRenderer` makes of the same record under the standard projection.
struct VerbatimUser {
  /// Members that the renderer has to decide about; they are hardly ever in a stored text.
  private static let decided = ["id", "meta", "groups", "password"]

  let record: SourceRecord
  /// The record's body as compact JSON.
  let body: String
  let groups: [JSON]
  let location: String

  /// Appends the resource; false, and nothing is appended, when its text has to be read after all.
  func write(to out: inout [UInt8]) -> Bool {
    var text = body
    return text.withUTF8 { text in
      guard let members = CompactObject(text)?.members, !members.contains(where: { mustBeRead($0, text) }) else {
        return false
      }
      out.append(UInt8(ascii: "{"))
      let schemas = members.first { text[$0.name].elementsEqual("schemas".utf8) }
      if let schemas { append(text[schemas.whole], &out) }
      append("id", .string(record.id), &out)
      for member in members where member != schemas { append(text[member.whole], &out) }
      if !groups.isEmpty { append("groups", .array(groups), &out) }
      append("meta", .object(ResourceRenderer.meta(of: record, location: location)), &out)
      out[out.count - 1] = UInt8(ascii: "}")
      return true
    }
  }

  /// What is empty may not be shown at all.
  private func mustBeRead(_ member: CompactObject.Member, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard member.value.count > 2 else { return true }
    let name = text[member.name]
    return Self.decided.contains { word in
      word.utf8.count == name.count && zip(word.utf8, name).allSatisfy { $0 == $1 | 0x20 }
    }
  }

  private func append(_ member: Slice<UnsafeBufferPointer<UInt8>>, _ out: inout [UInt8]) {
    out.append(contentsOf: UnsafeBufferPointer(rebasing: member))
    out.append(UInt8(ascii: ","))
  }

  private func append(_ name: StaticString, _ value: JSON, _ out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    out.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    out.append(contentsOf: "\":".utf8)
    value.write(to: &out)
    out.append(UInt8(ascii: ","))
  }
}
