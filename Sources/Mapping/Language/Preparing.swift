import JSON

extension Checker {
  /// The arguments that are made ready now; nil, and a problem, when one can't be.
  mutating func prepare(_ function: Function, _ arguments: [Syntax]) -> [Prepared]? {
    var prepared: [Prepared] = []
    for (index, argument) in arguments.enumerated() {
      guard let parameter = function.parameter(at: index), parameter.role != .value else { continue }
      guard case .literal(.string(let text)) = argument.form else {
        report(notLiteral(argument, parameter, function))
        return nil
      }
      do throws(Prepared.Problem) {
        if let one = try Prepared(parameter.role, text, tables, before: prepared) { prepared.append(one) }
      } catch {
        report(
          ExpressionProblem(
            error.message, at: place(error.range, in: argument.range), fix: error.fix, see: Manual.functions))
        return nil
      }
    }
    return prepared
  }

  private func notLiteral(_ argument: Syntax, _ parameter: Parameter, _ function: Function) -> ExpressionProblem {
    ExpressionProblem(
      "the \(parameter.name) of \(function.name) is a text in quotes: it is read before any user is",
      at: argument.range, fix: "\"\(source(argument.range).filter { $0 != "\"" })\"", see: Manual.functions)
  }

  /// Where bytes of a literal's text stand in the expression: an escape is two bytes there.
  private func place(_ range: Range<Int>, in literal: Range<Int>) -> Range<Int> {
    let bytes = Array(text.utf8)
    var (places, at) = ([Int](), literal.lowerBound + 1)
    while at < literal.upperBound - 1 {
      places.append(at)
      at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
    }
    places.append(literal.upperBound - 1)
    func place(_ offset: Int) -> Int { places[min(max(offset, 0), places.count - 1)] }
    let start = place(range.lowerBound)
    return start..<max(place(range.upperBound), min(start + 1, literal.upperBound))
  }
}
