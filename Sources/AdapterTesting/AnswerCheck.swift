import Diagnostics
import JSON
import YAML

/// Compares one answer with what is expected of it.
struct AnswerCheck {
  let exchange: Exchange
  let reply: ExchangeReply
  let source: YAMLSource

  private var answer: ExpectedAnswer { exchange.answer }
  private var what: String { "the answer to \(exchange.request.method) \(exchange.request.path)" }

  /// Captures first, since an expectation may speak of what its own answer brings; then everything else.
  func run(_ placeholders: inout Placeholders) -> [Mismatch] {
    guard answer.statuses.value.contains(reply.status) else { return [wrongStatus] }
    let json = try? JSON(parsing: reply.body)
    let captured = capture(from: json, into: &placeholders)
    guard captured.isEmpty else { return captured }
    return headers(placeholders) + content(json, placeholders) + places(json) + counts(json) + leaks() + emptiness()
  }

  private var wrongStatus: Mismatch {
    Mismatch(
      "\(what) has another status", at: answer.statuses.range, of: source,
      expected: answer.statuses.value.map(String.init).joined(separator: " or "), got: "\(reply.status) \(shownBody)")
  }

  private var shownBody: String {
    (try? JSON(parsing: reply.body))?.pretty() ?? String(decoding: reply.body.prefix(2_000), as: UTF8.self)
  }

  private func capture(from json: JSON?, into placeholders: inout Placeholders) -> [Mismatch] {
    var mismatches: [Mismatch] = []
    for capture in answer.captures {
      let value = json.flatMap { capture.value.pointer.value(in: $0) }
      placeholders[capture.value.name] = value
      guard value == nil else { continue }
      let message = "there is nothing at '\(capture.value.pointer)' for {{\(capture.value.name)}} in \(what)"
      mismatches.append(Mismatch(message, at: capture.range, of: source, got: shownBody))
    }
    return mismatches
  }

  private func content(_ json: JSON?, _ placeholders: Placeholders) -> [Mismatch] {
    guard let body = answer.body else { return [] }
    do throws(MissingPlaceholder) {
      let expected = try placeholders.fill(body.json)
      guard let found = SubsetMatcher.difference(expected: expected, got: json) else { return [] }
      return [Mismatch(found, in: what, at: body.range(at: found.pointer), of: source)]
    } catch {
      return [missing(error, at: body.range(at: JSONPointer([])))]
    }
  }

  private func places(_ json: JSON?) -> [Mismatch] {
    let there = answer.absent.filter { pointer in json.flatMap { pointer.value.value(in: $0) } != nil }
    let missing = answer.present.filter { pointer in json.flatMap { pointer.value.value(in: $0) } == nil }
    return there.map { Mismatch("\($0.value) is in \(what)", at: $0.range, of: source, got: shownBody) }
      + missing.map { Mismatch("\($0.value) isn't in \(what)", at: $0.range, of: source, got: shownBody) }
  }

  private func counts(_ json: JSON?) -> [Mismatch] {
    answer.counts.compactMap { expected in
      let found = json.flatMap { expected.value.pointer.value(in: $0) }
      let count = found?.array?.count ?? 0
      guard count != expected.value.count else { return nil }
      return Mismatch(
        "\(expected.value.pointer) in \(what) has another number of elements", at: expected.range, of: source,
        expected: String(expected.value.count), got: "\(count) \(found?.pretty() ?? "")")
    }
  }

  private func leaks() -> [Mismatch] {
    let text = String(decoding: reply.body, as: UTF8.self)
    return answer.without.filter { text.contains($0.value) }.map {
      Mismatch("'\($0.value)' occurs in \(what)", at: $0.range, of: source, got: shownBody)
    }
  }

  private func emptiness() -> [Mismatch] {
    guard let empty = answer.empty, empty.value == !reply.body.isEmpty else { return [] }
    let message = empty.value ? "\(what) has content" : "\(what) has no content"
    return [Mismatch(message, at: empty.range, of: source, got: shownBody)]
  }

  private func headers(_ placeholders: Placeholders) -> [Mismatch] {
    answer.headers.compactMap { header(of: $0, placeholders) }
  }

  private func header(of expected: ExpectedHeader, _ placeholders: Placeholders) -> Mismatch? {
    let got = reply.header(expected.name)
    switch expected.value {
    case .present: return got == nil ? wrong(expected, wanted: "any value", got) : nil
    case .absent: return got == nil ? nil : wrong(expected, wanted: "none", got)
    case .equal(let text):
      do throws(MissingPlaceholder) {
        let wanted = try placeholders.fill(text)
        return got.map { matches($0, wanted, expected.name) } ?? false ? nil : wrong(expected, wanted: wanted, got)
      } catch {
        return missing(error, at: expected.range)
      }
    }
  }

  private func matches(_ got: String, _ wanted: String, _ name: String) -> Bool {
    guard equalIgnoringASCIICase(name, "Content-Type"), !wanted.contains(";") else { return got == wanted }
    return equalIgnoringASCIICase(String(got.prefix { $0 != ";" && $0 != " " }), wanted)
  }

  private func wrong(_ header: ExpectedHeader, wanted: String, _ got: String?) -> Mismatch {
    Mismatch(
      "the header \(header.name) of \(what) is another", at: header.range, of: source, expected: wanted,
      got: got ?? "none")
  }

  private func missing(_ error: MissingPlaceholder, at range: SourceRange) -> Mismatch {
    Mismatch("nothing was captured for {{\(error.name)}}", at: range, of: source)
  }
}
