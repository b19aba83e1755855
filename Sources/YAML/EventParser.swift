import CLibYAML

/// One event of libyaml, copied out of it; places count characters from the start of the text.
struct ParserEvent {
  enum Kind {
    case documentStart(hasTagDirectives: Bool)
    case alias(String)
    case scalar(String, ScalarStyle)
    case sequenceStart
    case mappingStart
    case collectionEnd
    case streamEnd
    case other
  }

  var kind: Kind
  var anchor: String?
  var tag: String?
  var start: Int
  var end: Int
}

/// What libyaml couldn't read, in its own words.
struct ParserProblem: Error {
  var problem: String
  var place: Int
  var contextPlace: Int?
}

/// The one owner of a libyaml parser, its input and its events.
struct EventParser: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let input: UnsafeMutableBufferPointer<UInt8>
  private let isReady: Bool

  init(_ bytes: ArraySlice<UInt8>) {
    input = .allocate(capacity: max(1, bytes.count))
    _ = input.initialize(from: bytes)
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    isReady = yaml_parser_initialize(parser) == 1
    guard isReady else { return }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, input.baseAddress, bytes.count)
  }

  deinit {
    if isReady { yaml_parser_delete(parser) }
    parser.deallocate()
    input.deallocate()
  }

  /// The next event; after `streamEnd` or an error there is none.
  func next() throws(ParserProblem) -> ParserEvent {
    guard isReady else { throw ParserProblem(problem: "out of memory", place: 0) }
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw problem() }
    defer { yaml_event_delete(&event) }
    var copy = ParserEvent(
      kind: .other, start: Int(clamping: event.start_mark.index), end: Int(clamping: event.end_mark.index))
    copy.read(event)
    return copy
  }

  private func problem() -> ParserProblem {
    let state = parser.pointee
    guard let text = state.problem else { return ParserProblem(problem: "out of memory", place: 0) }
    return ParserProblem(
      problem: String(cString: text), place: Int(clamping: state.problem_mark.index),
      contextPlace: state.context == nil ? nil : Int(clamping: state.context_mark.index))
  }
}

extension ParserEvent {
  fileprivate mutating func read(_ event: yaml_event_t) {
    switch event.type {
    case YAML_STREAM_END_EVENT: kind = .streamEnd
    case YAML_DOCUMENT_START_EVENT:
      let directives = event.data.document_start.tag_directives
      kind = .documentStart(hasTagDirectives: directives.start != directives.end)
    case YAML_ALIAS_EVENT: kind = .alias(text(event.data.alias.anchor) ?? "")
    case YAML_SCALAR_EVENT: read(event.data.scalar)
    case YAML_SEQUENCE_START_EVENT:
      kind = .sequenceStart
      (anchor, tag) = (text(event.data.sequence_start.anchor), text(event.data.sequence_start.tag))
    case YAML_MAPPING_START_EVENT:
      kind = .mappingStart
      (anchor, tag) = (text(event.data.mapping_start.anchor), text(event.data.mapping_start.tag))
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: kind = .collectionEnd
    default: break
    }
  }

  private mutating func read(_ scalar: yaml_event_s.__Unnamed_union_data.__Unnamed_struct_scalar) {
    let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.value == nil ? 0 : scalar.length)
    kind = .scalar(String(decoding: bytes, as: UTF8.self), style(scalar.style))
    (anchor, tag) = (text(scalar.anchor), text(scalar.tag))
  }
}

private func style(_ style: yaml_scalar_style_t) -> ScalarStyle {
  switch style {
  case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
  case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
  case YAML_LITERAL_SCALAR_STYLE: .literal
  case YAML_FOLDED_SCALAR_STYLE: .folded
  default: .plain
  }
}

private func text(_ bytes: UnsafePointer<yaml_char_t>?) -> String? {
  bytes.map { String(decodingCString: $0, as: UTF8.self) }
}
