import JSON

/// One function of the mapping language: all that is known about it stands here and nowhere else.
final class Function: Sendable {
  typealias Body = @Sendable (Arguments) throws(LimitExceeded) -> JSON

  /// How the result's type follows from the arguments.
  enum Result: Sendable {
    case always(ExpressionType)
    /// One of the arguments comes out: those for whose index this holds.
    case oneOf(@Sendable (Int) -> Bool)
    /// A value of the table that is named, or the last argument if there is a third.
    case ofTable
  }

  /// Ours, in lowerCamel.
  let name: String
  /// The names that administrators of Entra ID and Okta already type; case doesn't matter.
  let aliases: [String]
  /// Arguments that must be there.
  let parameters: [Parameter]
  /// Arguments that may follow.
  let optional: [Parameter]
  /// Arguments that follow at least once, again and again as a group.
  let repeated: [Parameter]
  let result: Result
  /// A sentence or two for the manual, without the last full stop.
  let summary: String
  /// A call and what it gives, as the manual shows it; the tests run it.
  let example: (call: String, gives: String)
  /// What somebody who brings too many or too few arguments may have had in mind.
  let misuse: String?
  /// Computes the result; the arguments have the parameters' types or are null.
  let body: Body

  init(
    _ name: String, _ aliases: [String] = [], _ parameters: [Parameter], optional: [Parameter] = [],
    repeated: [Parameter] = [], gives result: Result, _ summary: String, example: (call: String, gives: String),
    misuse: String? = nil, body: @escaping Body
  ) {
    self.name = name
    self.aliases = aliases
    self.parameters = parameters
    self.optional = optional
    self.repeated = repeated
    self.result = result
    self.summary = summary
    self.example = example
    self.misuse = misuse
    self.body = body
  }

  /// What is wanted as the argument at `index`; nil when there are too many.
  func parameter(at index: Int) -> Parameter? {
    if index < parameters.count { return parameters[index] }
    let rest = index - parameters.count
    if rest < optional.count { return optional[rest] }
    return repeated.isEmpty ? nil : repeated[(rest - optional.count) % repeated.count]
  }

  /// Whether it may be called with that many arguments.
  func takes(count: Int) -> Bool {
    guard !repeated.isEmpty else { return (parameters.count...parameters.count + optional.count).contains(count) }
    let rest = count - parameters.count
    return rest >= repeated.count && rest % repeated.count == 0
  }

  /// `switch(value, default, key, result, …)`.
  var signature: String {
    let names = parameters.map(\.name) + optional.map { "[\($0.name)]" } + repeated.map(\.name)
    return "\(name)(\((names + (repeated.isEmpty ? [] : ["…"])).joined(separator: ", ")))"
  }

  /// The type that comes out for arguments of these types.
  func resultType(of arguments: [ExpressionType], _ prepared: [Prepared]) -> ExpressionType {
    switch result {
    case .always(let type): return type
    case .oneOf(let comesOut): return joined(arguments.enumerated().filter { comesOut($0.offset) }.map(\.element))
    case .ofTable: return joined(prepared.compactMap(\.table?.type) + arguments.dropFirst(2))
    }
  }

  private func joined(_ types: [ExpressionType]) -> ExpressionType {
    types.dropFirst().reduce(types.first ?? .any) { $0.joined(with: $1) }
  }
}

extension Function.Result {
  static let text = Self.always(.text)
  static let bool = Self.always(.bool)
  static let number = Self.always(.number)
  static let list = Self.always(.list)
}
