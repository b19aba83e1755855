/// The order in which a bulk is carried out: as sent, but what an operation refers to first (RFC 7644 §3.7.1).
public struct BulkOrder: Sendable, Hashable {
  /// The places of the operations, from 0, each once.
  public private(set) var places: [Int] = []
  /// Why an operation can't be carried out at all, by its place.
  public private(set) var faults: [Int: SCIMError] = [:]

  private var marks: [Mark]

  private enum Mark { case new, open, done }

  private struct Step {
    var place: Int
    var rest: ArraySlice<Int>
  }

  /// The order for `operations`.
  /// - Complexity: O(operations and their references); nothing recurses.
  public init(_ operations: [BulkOperation]) {
    marks = Array(repeating: .new, count: operations.count)
    let makers = noteMakers(operations)
    var needs: [[Int]] = []
    for (place, operation) in operations.enumerated() { needs.append(noteNeeds(of: operation, at: place, makers)) }
    for place in operations.indices where marks[place] == .new { visit(place, needs) }
  }

  private mutating func noteMakers(_ operations: [BulkOperation]) -> [String: Int] {
    var makers: [String: Int] = [:]
    for (place, operation) in operations.enumerated() where operation.method == "POST" {
      guard let name = operation.bulkID else { continue }
      guard makers[name] == nil else {
        faults[place] = .invalidValue("another operation of this request has the bulkId '\(clipped(name))'")
        continue
      }
      makers[name] = place
    }
    return makers
  }

  private mutating func noteNeeds(of operation: BulkOperation, at place: Int, _ makers: [String: Int]) -> [Int] {
    BulkReferences.names(in: operation).compactMap { name in
      if let maker = makers[name] { return maker }
      faults[place] = faults[place] ?? .invalidValue("no operation of this request has the bulkId '\(clipped(name))'")
      return nil
    }
  }

  /// Depth first, with a stack of its own: a chain may be as long as the request.
  private mutating func visit(_ first: Int, _ needs: [[Int]]) {
    var stack = [Step(place: first, rest: needs[first][...])]
    marks[first] = .open
    while var step = stack.popLast() {
      guard let next = step.rest.popFirst() else {
        marks[step.place] = .done
        places.append(step.place)
        continue
      }
      stack.append(step)
      switch marks[next] {
      case .done: continue
      case .open: noteCircle(stack, to: next)
      case .new:
        marks[next] = .open
        stack.append(Step(place: next, rest: needs[next][...]))
      }
    }
  }

  private mutating func noteCircle(_ stack: [Step], to first: Int) {
    guard let start = stack.firstIndex(where: { $0.place == first }) else { return }
    for step in stack[start...] where faults[step.place] == nil {
      faults[step.place] = .conflict(
        "its bulkId references run in a circle: make one of these resources without, and add the reference by PATCH")
    }
  }
}
