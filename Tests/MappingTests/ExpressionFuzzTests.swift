import Directory
import Testing

@testable import Mapping

@Suite struct ExpressionFuzzTests {
  /// A generator that repeats itself.
  struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 29
    }
  }

  static let pieces = [
    "lower", "join", "switch", "(", ")", ",", " ", "\"", "\"a\"", "\\", "userName", "emails", "[", "]", "type eq",
    "\"work\"", ".value", ".", ":", "urn:ietf:params:scim:schemas:core:2.0:User:", "urn:x:User:", "${", "}", "${email}",
    "$", "-", "1", "1.5", "true", "é", "“", "'", "+", "#", "\n", "\t", "user.login", "name.givenName", "and", "not",
    "pr",
  ]

  @Test(arguments: 0..<8)
  func anyTextIsReadOrRefusedWithinItsBounds(_ seed: UInt64) throws {
    var dice = Dice(state: seed &* 77 &+ 1)
    for _ in 0..<500 {
      let text = (0..<Int.random(in: 1...14, using: &dice)).compactMap { _ in Self.pieces.randomElement(using: &dice) }
        .joined()
      for problem in problems(text) {
        #expect(problem.range.lowerBound >= 0 && problem.range.upperBound <= text.utf8.count, "\(text)")
        #expect(!problem.message.isEmpty && problem.message.last != ".")
      }
    }
  }

  @Test(arguments: ["(", "lower(", "[", "emails[", "emails[(", "${", "\"", "join(\"\",", "-"])
  func longRepetitionsEnd(_ piece: String) {
    for count in [100, 4_000, 20_000] {
      #expect(!problems(String(repeating: piece, count: count)).isEmpty)
    }
  }

  private func problems(_ text: String) -> [ExpressionProblem] {
    do throws(ExpressionProblem) {
      let syntax = try ExpressionParser.parse(text)
      var checker = Checker(text, kind: .user, custom: [])
      _ = checker.check(syntax)
      return checker.problems
    } catch {
      return [error]
    }
  }
}
