/// What may stand in a place of a YAML file, as the code that reads it says.
public indirect enum Shape {
  /// Anything.
  case any
  /// One value that is read as a text, whatever YAML takes it for: `007`.
  case scalar
  /// A text that YAML takes for one.
  case text
  /// `true` or `false`.
  case flag
  /// A whole number, within a range if there is one.
  case integer(ClosedRange<Int>?)
  /// One of these words; `true`, `false` and numbers among them as YAML reads them, too.
  case words([String])
  /// Nothing, or `~`.
  case nothing
  /// A list of such values.
  case list(Shape)
  /// A mapping with such keys.
  case mapping(Sketch)
  /// One of several.
  case either([Shape])
  /// A shape that stands in several places.
  case named(String, Shape)
  /// A shape and a sentence about what is written there.
  case about(String, Shape)

  /// The shape of a mapping, as `read` asks for its keys.
  public static func mapping(_ what: String, _ read: (Fields) -> Void) -> Shape {
    let fields = Fields(describing: what)
    read(fields)
    return fields.sketch.map(Shape.mapping) ?? .any
  }

  var isAny: Bool { if case .any = self { true } else { false } }
}

/// The keys of a mapping, noted down when a reader asks for them.
public final class Sketch {
  private(set) var keys: [(name: String, shape: Shape)] = []
  private(set) var required: [String] = []
  /// What stands under keys of the file's own choice; nil when there are none.
  var others: Shape?
  /// Whether the reader takes no other keys.
  var isClosed = false

  func note(_ name: String, _ shape: Shape) {
    guard let index = keys.firstIndex(where: { $0.name == name }) else { return keys.append((name, shape)) }
    if !shape.isAny { keys[index].shape = shape }
  }

  func require(_ name: String) {
    note(name, .any)
    if !required.contains(name) { required.append(name) }
  }
}
