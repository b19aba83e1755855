import JSON

/// An expression as it was written: names not yet looked up, every part with its bytes.
struct Syntax: Sendable {
  indirect enum Form: Sendable {
    case literal(JSON)
    /// An attribute path.
    case path(String)
    /// `${name}`.
    case reference(String)
    /// A function's name, its bytes, and what stands in the parentheses.
    case call(String, Range<Int>, [Syntax])
  }

  let form: Form
  let range: Range<Int>
}
