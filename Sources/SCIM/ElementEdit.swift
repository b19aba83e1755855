internal import JSON

/// One operation on some of an attribute's values, or on a sub-attribute of them (RFC 7644 §3.5.2).
struct ElementEdit {
  var attribute: AttributeEdit
  private let stored: JSON?
  private var elements: [JSON]
  private var changed: Set<Int> = []

  init(_ attribute: AttributeEdit, stored: JSON?) {
    self.attribute = attribute
    self.stored = stored
    elements = stored.map { $0.array ?? [$0] } ?? []
  }

  private var path: AttributePath { attribute.path }
  private var sub: SchemaAttribute? { path.subAttribute.flatMap { attribute.definition?.subAttribute($0) } }
  private var creates: Bool { attribute.semantics.unmatchedFilter == .create }

  /// The attribute's new value, nil for none.
  mutating func apply(_ verb: PatchVerb, _ value: JSON?) throws(SCIMError) -> JSON? {
    let places = matches
    if verb == .remove { return try remove(at: places) }
    guard let value else { return stored }
    guard try knowsSubAttribute() else { return stored }
    if path.subAttribute == nil, clears(value) { return try clear() }
    try checkObject(value)
    if places.isEmpty {
      try create(verb, value)
    } else {
      for place in places { try change(place, verb, value) }
    }
    return try finished()
  }

  /// Clears what the path names, where it is there.
  mutating func clear() throws(SCIMError) -> JSON? { matches.isEmpty ? stored : try remove(at: matches) }

  private var matches: [Int] {
    guard let filter = path.filter else { return Array(elements.indices) }
    return elements.indices.filter { filter.matches(element: elements[$0]) }
  }

  private mutating func remove(at places: [Int]) throws(SCIMError) -> JSON? {
    if places.isEmpty, path.filter != nil {
      guard creates else { throw .noTarget("no value matches the filter") }
      attribute.reader.note("\(path.shown): there is nothing to remove")
    }
    guard let name = path.subAttribute else {
      try checkImmutable(attribute.definition, stored, .cleared, named: path.shown)
      let gone = Set(places)
      elements = elements.indices.filter { !gone.contains($0) }.map { elements[$0] }
      return try finished()
    }
    guard sub?.required != true else { throw .mutability("\(path.shown) is required and can't be removed") }
    for place in places { try put(name, .cleared, at: place, dropsHusk: creates) }
    return try finished()
  }

  private mutating func change(_ place: Int, _ verb: PatchVerb, _ value: JSON) throws(SCIMError) {
    changed.insert(place)
    if let name = path.subAttribute {
      let reading = try readSub(value)
      return try put(name, reading, at: place, dropsHusk: reading == .cleared)
    }
    guard let given = value.object else { return try set(place, value) }
    let kept = verb == .add ? elements[place].object ?? JSONObject() : FilteredElement(path).object
    elements[place] = .object(
      try attribute.reader.merge(given, into: kept, of: attribute.definition, named: path.shown))
  }

  private mutating func set(_ place: Int, _ value: JSON) throws(SCIMError) {
    let reading = try attribute.reader.element(value, of: attribute.definition, named: path.shown)
    elements[place] = reading.json ?? .null
  }

  /// Builds the value that the filter describes, so that the operation has a target.
  private mutating func create(_ verb: PatchVerb, _ value: JSON) throws(SCIMError) {
    let element = try newElement()
    elements.append(.object(element))
    try change(elements.count - 1, verb, value)
    guard elements[elements.count - 1].object?.isHusk == true, clears(value) else { return }
    elements.removeLast()
  }

  private func clears(_ value: JSON) -> Bool {
    value == .string("") && attribute.semantics.emptyString == .clear
  }

  private func newElement() throws(SCIMError) -> JSONObject {
    guard path.filter != nil else { return JSONObject() }
    guard creates else { throw .noTarget("no value matches the filter") }
    return try FilteredElement(path).required
  }

  private mutating func put(_ name: String, _ reading: Reading, at place: Int, dropsHusk: Bool) throws(SCIMError) {
    guard var object = elements[place].object else { throw .noTarget("\(path.shown): the value isn't an object") }
    let old = object
    try checkImmutable(sub, object.value(anyCase: name), reading, named: path.shown)
    try object.put(name, reading: reading)
    object = object.withoutStaleReference(after: old, [name: .null])
    elements[place] = dropsHusk && object != old && object.isHusk ? .null : .object(object)
  }

  private mutating func readSub(_ value: JSON) throws(SCIMError) -> Reading {
    let reading = try attribute.reader.readSub(value, sub, of: attribute.definition, named: path.shown)
    try checkRequired(sub, reading, named: path.shown)
    return reading
  }

  private mutating func knowsSubAttribute() throws(SCIMError) -> Bool {
    guard let name = path.subAttribute, sub == nil else { return true }
    guard !isSecretName(name) else { return false }
    guard attribute.definition != nil else { return true }
    return try attribute.reader.takesUnknown(path.shown)
  }

  private func checkObject(_ value: JSON) throws(SCIMError) {
    guard path.subAttribute == nil, attribute.definition?.kind == .complex, value.object == nil else { return }
    throw .invalidValue("\(path.shown): an object is expected, not \(value.kind)")
  }

  private func finished() throws(SCIMError) -> JSON? {
    let settled = try Primary.settled(elements, changed: changed, named: path.shown).filter { !$0.isEmpty }
    let isList = attribute.definition?.multiValued ?? (stored?.array != nil || stored == nil && path.filter != nil)
    return isList ? .array(settled) : settled.first
  }
}
